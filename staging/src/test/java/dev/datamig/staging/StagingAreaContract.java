package dev.datamig.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.FailureCategory;
import dev.datamig.staging.StagingArea.LocalFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every kind of staging area does, whatever it is made of. */
public abstract class StagingAreaContract {

    /** The same area each time within one test, empty at its beginning. */
    protected abstract StagingArea area();

    @Test
    void givesBackWhatWasPut() {
        area().put("runs/a/one.json", bytes("Zoë"));

        assertThat(area().get("runs/a/one.json")).hasValue(bytes("Zoë"));
        assertThat(area().exists("runs/a/one.json")).isTrue();
    }

    @Test
    void replacesWhatWasThere() {
        area().put("a", bytes("long contents"));
        area().put("a", bytes("short"));

        assertThat(area().get("a")).hasValue(bytes("short"));
    }

    @Test
    void keepsEmptyContents() {
        area().put("empty", new byte[0]);

        assertThat(area().get("empty")).hasValue(new byte[0]);
    }

    @Test
    void saysSoWhenThereIsNoSuchFile() {
        assertThat(area().get("runs/none")).isEmpty();
        assertThat(area().exists("runs/none")).isFalse();
        assertThatThrownBy(() -> area().local("runs/none")).isInstanceOfSatisfying(StagingException.class, e -> {
            assertThat(e.failure().code()).isEqualTo("STG-003");
            assertThat(e.failure().category()).isEqualTo(FailureCategory.RETRIABLE);
            assertThat(e.failure().message()).contains("runs/none");
        });
    }

    @Test
    void takesOverALocalFile() throws Exception {
        Path local = area().scratch();
        Files.createDirectories(local.getParent());
        Files.write(local, bytes("batch"));

        area().adopt(local, "runs/a/t/part.parquet");

        assertThat(area().get("runs/a/t/part.parquet")).hasValue(bytes("batch"));
        assertThat(local).doesNotExist();
    }

    @Test
    void givesALocalFileToRead() throws Exception {
        area().put("runs/a/b.parquet", bytes("contents"));

        try (LocalFile local = area().local("runs/a/b.parquet")) {
            assertThat(Files.readAllBytes(local.path())).isEqualTo(bytes("contents"));
        }
        assertThat(area().exists("runs/a/b.parquet")).isTrue();
    }

    @Test
    void keepsALargeFileToTheByte() throws Exception {
        Path local = area().scratch();
        Files.createDirectories(local.getParent());
        byte[] megabyte = new byte[1 << 20];
        new java.util.Random(7).nextBytes(megabyte);
        try (var out = Files.newOutputStream(local)) {
            for (int i = 0; i < 20; i++) {
                out.write(megabyte);
            }
        }
        long size = Files.size(local);

        area().adopt(local, "large");

        try (LocalFile copy = area().local("large");
                var in = Files.newInputStream(copy.path())) {
            assertThat(Files.size(copy.path())).isEqualTo(size);
            for (int i = 0; i < 20; i++) {
                assertThat(in.readNBytes(megabyte.length)).isEqualTo(megabyte);
            }
        }
    }

    @Test
    void neverGivesTheSameScratchPathTwice() {
        assertThat(area().scratch()).isNotEqualTo(area().scratch());
    }

    @Test
    void listsByPrefixInOrder() {
        for (String path : List.of("runs/b/2", "runs/b/10", "runs/bb/1", "runs/a/x/y", "other")) {
            area().put(path, bytes(path));
        }

        assertThat(area().list("runs/b")).containsExactly("runs/b/10", "runs/b/2", "runs/bb/1");
        assertThat(area().list("runs/b/")).containsExactly("runs/b/10", "runs/b/2");
        assertThat(area().list("runs/a/x/y")).containsExactly("runs/a/x/y");
        assertThat(area().list("")).hasSize(5);
        assertThat(area().list("none/")).isEmpty();
    }

    @Test
    void listsManyFiles() {
        for (int i = 0; i < 1_050; i++) {
            area().put("many/%04d".formatted(i), new byte[0]);
        }

        assertThat(area().list("many/"))
                .hasSize(1_050)
                .isSorted()
                .startsWith("many/0000")
                .endsWith("many/1049");
        area().delete("many/");
        assertThat(area().list("many/")).isEmpty();
    }

    @Test
    void deletesByPrefixAndNothingElse() {
        for (String path : List.of("runs/a/1", "runs/a/k/2", "runs/ab/3")) {
            area().put(path, bytes(path));
        }

        area().delete("runs/a/");
        assertThatCode(() -> area().delete("runs/a/")).doesNotThrowAnyException();

        assertThat(area().list("")).containsExactly("runs/ab/3");
    }

    @Test
    void keepsNamesWithPercentSignsBlanksAndLettersOfAnyScript() {
        for (String path : List.of("t/%41%2Fx", "t/a b", "t/学生", "t/a+b&c=d?#", "t/~x'(1)!*")) {
            area().put(path, bytes(path));
            assertThat(area().get(path)).hasValue(bytes(path));
        }
        assertThat(area().list("t/"))
                .hasSize(5)
                .allSatisfy(path -> assertThat(area().get(path)).hasValue(bytes(path)));
    }

    @Test
    void putsOnlyWhereNothingIs() {
        assertThat(area().putIfAbsent("k/run.key", bytes("first"))).isTrue();
        assertThat(area().putIfAbsent("k/run.key", bytes("second"))).isFalse();

        assertThat(area().get("k/run.key")).hasValue(bytes("first"));
    }

    @Test
    void letsExactlyOneOfManyBeTheFirst() throws Exception {
        List<Callable<Boolean>> attempts = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            byte[] contents = bytes("contents of " + i);
            attempts.add(() -> area().putIfAbsent("race/key", contents));
        }
        int winners = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> attempt : threads.invokeAll(attempts)) {
                winners += attempt.get() ? 1 : 0;
            }
        }

        assertThat(winners).isEqualTo(1);
        assertThat(new String(area().get("race/key").orElseThrow(), StandardCharsets.UTF_8))
                .startsWith("contents of ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/etc/passwd",
                "../outside",
                "runs/../../outside",
                "runs//x",
                "runs/",
                ".",
                "runs/./x",
                "a\\..\\b",
                "a\nb",
                "a\0b"
            })
    void refusesPathsThatLeaveIt(String path) {
        assertThatThrownBy(() -> area().put(path, new byte[0])).satisfies(StagingAreaContract::isUnsafePath);
        assertThatThrownBy(() -> area().get(path)).satisfies(StagingAreaContract::isUnsafePath);
        assertThatThrownBy(() -> area().local(path)).satisfies(StagingAreaContract::isUnsafePath);
        assertThatThrownBy(() -> area().exists(path)).satisfies(StagingAreaContract::isUnsafePath);
        assertThatThrownBy(() -> area().adopt(area().scratch(), path)).satisfies(StagingAreaContract::isUnsafePath);
        assertThatThrownBy(() -> area().putIfAbsent(path, new byte[0])).satisfies(StagingAreaContract::isUnsafePath);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "../", "runs/../", "//"})
    void refusesToDeleteEverythingOrOutside(String prefix) {
        assertThatThrownBy(() -> area().delete(prefix)).satisfies(StagingAreaContract::isUnsafePath);
    }

    private static void isUnsafePath(Throwable e) {
        assertThat(e).isInstanceOf(StagingException.class);
        assertThat(((StagingException) e).failure().code()).isEqualTo("STG-002");
        assertThat(e.getMessage()).doesNotContain("\n", "\0");
    }

    protected static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
