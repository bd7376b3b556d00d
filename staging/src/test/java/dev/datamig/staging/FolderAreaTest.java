package dev.datamig.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.FailureCategory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderAreaTest extends StagingAreaContract {

    @TempDir
    Path folder;

    private StagingArea area;

    @BeforeEach
    void open() {
        area = StagingArea.open(folder.resolve("new/folder").toString());
    }

    @Override
    protected StagingArea area() {
        return area;
    }

    @Test
    void opensAFileUrl() {
        StagingArea.open(folder.resolve("by url").toUri().toString()).put("x", bytes("1"));

        assertThat(folder.resolve("by url/x")).hasContent("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "relative/folder", "file:relative", "http://host/x", "/dev/null/x"})
    void refusesALocationThatIsNoAbsoluteFolder(String location) {
        assertThatThrownBy(() -> StagingArea.open(location)).isInstanceOfSatisfying(StagingException.class, e -> {
            assertThat(e.failure().code()).isEqualTo("STG-001");
            assertThat(e.getMessage()).startsWith(location);
        });
    }

    @Test
    void seesNothingOfFilesBeingWritten() throws IOException {
        Path scratch = area.scratch();
        Files.writeString(scratch, "half a bat");

        assertThat(area.list("")).isEmpty();
        assertThatThrownBy(() -> area.put(".scratch/x", new byte[0])).hasMessageContaining("reserved");
    }

    @Test
    void sweepsUpWhatACrashLeftDaysAgoButNothingYounger() throws IOException {
        Path old = Files.writeString(area.scratch(), "old");
        Path young = Files.writeString(area.scratch(), "young");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(3))));

        StagingArea.open(folder.resolve("new/folder").toString());

        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    @Test
    void leavesNoEmptyFoldersOfARunBehind() {
        area.put("runs/a/extracted/t/part", bytes("1"));
        area.delete("runs/a/");

        assertThat(folder.resolve("new/folder/runs/a")).doesNotExist();
        assertThat(folder.resolve("new/folder/runs")).exists();
    }

    @Test
    void writesWhileAnotherServiceDeletesBesideIt() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> deleting = threads.submit(() -> {
                for (int i = 0; i < 300; i++) {
                    area.put("runs/a/b/mine", bytes("1"));
                    area.delete("runs/a/b/mine");
                }
            });
            Future<?> writing = threads.submit(() -> {
                for (int i = 0; i < 300; i++) {
                    area.put("runs/a/b/theirs", bytes("2"));
                    area.delete("runs/a/b/theirs");
                }
            });
            deleting.get();
            writing.get();
        }
        assertThat(area.list("")).isEmpty();
    }

    @Test
    void saysThatAFailureOfTheDiskMayPass() throws IOException {
        area.put("runs/a", bytes("a file where a folder is needed"));

        assertThatThrownBy(() -> area.put("runs/a/b", new byte[0]))
                .isInstanceOfSatisfying(StagingException.class, e -> {
                    assertThat(e.failure().code()).isEqualTo("STG-007");
                    assertThat(e.failure().category()).isEqualTo(FailureCategory.TRANSIENT);
                    assertThat(e.getMessage()).startsWith("runs/a/b");
                });
    }
}
