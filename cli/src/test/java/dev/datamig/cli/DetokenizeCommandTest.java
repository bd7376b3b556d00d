package dev.datamig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.persona.TokenFake;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.contracts.schema.StoreKind;
import dev.datamig.contracts.schema.StoreSchema;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableKind;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.staging.StagingArea;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetokenizeCommandTest {

    private static final String RUN = "mig-20260101T000000Z-1";
    private static final String KEY = "5a".repeat(32);
    private static final MaskingKey MASKING = new MaskingKey(HexFormat.of().parseHex(KEY));
    private static final String REASON = "a parent asked for her data";

    @TempDir
    Path folder;

    private AnsweringCoordinator coordinator;
    private final InputStream before = System.in;

    @BeforeEach
    void starts() {
        coordinator = new AnsweringCoordinator();
        coordinator.on("POST /runs/" + RUN + "/disclosures", 201, "{}");
        var run = new RunId(RUN);
        StagingArea area = StagingArea.open(folder.toString());
        area.put(StagingLayout.classification(run, 1), """
                {"maskingKey": "%s", "columns": [
                  {"table": "a:public.t", "column": "number", "strategy": "tokenize", "domain": "numbers",
                   "parameters": {"keepFirst": "1"}},
                  {"table": "a:public.t", "column": "name", "strategy": "hash", "domain": "x"}]}
                """.formatted(MASKING.id())
                .getBytes(StandardCharsets.UTF_8));
        List<ColumnSchema> columns = Stream.of("number", "name")
                .map(name -> new ColumnSchema(
                        name, "text", "text", Physical.TEXT, true, false, false, null, List.of(), null))
                .toList();
        var table = new TableSchema(
                TableId.of("a:public.t"), TableKind.TABLE, columns, List.of(), List.of(), List.of(), null, null, null);
        area.put(
                StagingLayout.schema(run, 1),
                Json.writePretty(new RunSchema(
                        run, 1, List.of(new StoreSchema("a", StoreKind.POSTGRESQL, List.of(table))), List.of())));
    }

    @AfterEach
    void closes() {
        System.setIn(before);
        coordinator.close();
    }

    private Session detokenize(Map<String, String> environment, String column, String input, String... more) {
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        String[] arguments = Stream.concat(
                        Stream.of("detokenize", RUN, column, "--url", coordinator.url()),
                        Stream.concat(Stream.of("--staging", folder.toString()), Stream.of(more)))
                .toArray(String[]::new);
        return Session.of(folder, environment, arguments);
    }

    @Test
    void showsOriginalsAfterItIsNotedAndSaysWhatIsNoToken() {
        var tokens = new TokenFake(MASKING, "numbers", 1, 0);
        Session shown = detokenize(
                Map.of("DATAMIG_MASKING_KEY", KEY),
                "a:public.t(number)",
                tokens.apply("S-1234567") + "\n" + tokens.apply("AbC 99") + "\nBjørn\n",
                "--reason",
                REASON);
        assertThat(shown.out().lines()).containsExactly("S-1234567", "AbC 99", "");
        assertThat(shown.err()).contains("line 3 was not made under this key");
        assertThat(shown.exitCode()).isEqualTo(ExitCode.FAILED.code());
        assertThat(coordinator.calls())
                .singleElement()
                .asString()
                .contains("detokenize", REASON + " [3 of a:public.t(number)]")
                .doesNotContain("1234567", tokens.apply("S-1234567"));
    }

    @Test
    void takesTheKeyOfTheStackThatRunsHereWhereNoneIsGiven() throws IOException {
        Path keys = Files.createDirectories(folder.resolve(".datamig/keys"));
        Files.writeString(keys.resolve("masking.key"), KEY);
        var tokens = new TokenFake(MASKING, "numbers", 1, 0);
        Session shown =
                detokenize(Map.of(), "a:public.t(number)", tokens.apply("S-1234567") + "\n", "--reason", REASON);
        assertThat(shown.out().lines()).containsExactly("S-1234567");
    }

    @Test
    void refusesWithoutReasonOrKeyUnderAnotherKeyAndForWhatCannotBeTurnedBack() {
        var key = Map.of("DATAMIG_MASKING_KEY", KEY);
        assertThat(detokenize(key, "a:public.t(number)", "x\n").exitCode()).isEqualTo(ExitCode.USAGE.code());
        assertThat(detokenize(Map.of(), "a:public.t(number)", "x\n", "--reason", REASON)
                        .err())
                .contains("DATAMIG_MASKING_KEY is not set");
        Session other = detokenize(
                Map.of("DATAMIG_MASKING_KEY", "5b".repeat(32)), "a:public.t(number)", "x\n", "--reason", REASON);
        assertThat(other.exitCode()).isEqualTo(ExitCode.REFUSED.code());
        assertThat(other.err()).contains("masked under the key " + MASKING.id());
        assertThat(detokenize(key, "a:public.t(name)", "x\n", "--reason", REASON)
                        .err())
                .contains("cannot be turned back");
        assertThat(detokenize(key, "a:public.t(nix)", "x\n", "--reason", REASON).err())
                .contains("has no column");
        assertThat(coordinator.calls()).isEmpty();
    }
}
