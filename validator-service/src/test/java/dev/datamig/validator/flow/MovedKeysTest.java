package dev.datamig.validator.flow;

import static dev.datamig.validator.StagedRun.column;
import static dev.datamig.validator.StagedRun.row;
import static dev.datamig.validator.StagedRun.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.staging.parquet.BatchWriter;
import dev.datamig.validator.StagedRun;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows are looked for under the keys that they were loaded with, also where these are parts of longer ones. */
class MovedKeysTest {

    private static final String BETWEEN = "\u001f";

    @TempDir
    Path folder;

    private StagedRun run;

    @BeforeEach
    void stage() {
        run = new StagedRun(folder)
                .table("s:code", List.of("id"), List.of(), column("id", "int4", Physical.INT32, false))
                .table("s:kind", List.of("kind_id"), List.of(), column("kind_id", "int4", Physical.INT32, false))
                .table("s:test", List.of("name", "space"), List.of(), text("name"), text("space"), text("title"))
                .table(
                        "s:result",
                        List.of("test_name", "test_space", "kind_id"),
                        List.of(),
                        text("test_name"),
                        text("test_space"),
                        column("kind_id", "int4", Physical.INT32, false),
                        text("name"))
                .table(
                        "s:part",
                        List.of("kind", "space", "name", "n"),
                        List.of(),
                        column("kind", "int4", Physical.INT32, false),
                        text("space"),
                        text("name"),
                        column("n", "int4", Physical.INT32, false))
                .reference("subtype", "s:kind", "kind_id", "s:code", "id", true, null)
                .reference("of a test", "s:result", "test_name,test_space", "s:test", "name,space", true, null)
                .reference("of a kind", "s:result", "kind_id", "s:kind", "kind_id", true, null)
                .reference("next", "s:test", "title", "s:test", "name", false, null)
                .reference(
                        "of a result",
                        "s:part",
                        "name,space,kind",
                        "s:result",
                        "test_name,test_space,kind_id",
                        true,
                        null);
    }

    /** Entries of a store that agreed with others upon keys, and of what its target had already. */
    private MovedKeys moved(String[]... entries) {
        write(StagingLayout.keyMap(StagedRun.RUN, "s", "d"), entries[0]);
        write(
                StagingLayout.matchedKeys(StagedRun.RUN, "s"),
                List.of(entries).subList(1, entries.length).toArray(String[][]::new));
        run.area.put(
                StagingLayout.keysInForce(StagedRun.RUN, "s"), Json.write("d").getBytes(StandardCharsets.UTF_8));
        return new MovedKeys(run.schema(), List.of(), run.area);
    }

    private void write(String path, String[]... entries) {
        var columns = List.of(text("table"), text("columns"), text("kind"), text("from"), text("to"));
        try (BatchWriter writer = run.files.write(path, columns, Map.of(), null)) {
            for (String[] entry : entries) {
                writer.write(row((Object[]) entry));
            }
            writer.commit();
        }
    }

    private List<String> loaded(MovedKeys keys, String table, Object... cells) {
        Object[] loaded = keys.loaded(run.schema().table(TableId.of(table)).orElseThrow(), row(cells));
        return java.util.Arrays.stream(loaded)
                .map(cell ->
                        cell instanceof byte[] text ? new String(text, StandardCharsets.UTF_8) : String.valueOf(cell))
                .toList();
    }

    @Test
    void followsOneColumnAndSeveralThroughAllThatRefers() {
        MovedKeys keys = moved(new String[] {"s:code", "id", "MOVED", "1", "7"}, new String[] {
            "s:test", "name" + BETWEEN + "space", "MATCHED", "a" + BETWEEN + "x", "b" + BETWEEN + "y"
        });

        assertThat(loaded(keys, "s:code", 1)).containsExactly("7");
        assertThat(loaded(keys, "s:kind", 1)).containsExactly("7");
        assertThat(loaded(keys, "s:test", "a", "x", "a")).containsExactly("b", "y", "a");
        assertThat(loaded(keys, "s:result", "a", "x", 1, "a")).containsExactly("b", "y", "7", "a");
        assertThat(loaded(keys, "s:part", 1, "x", "a", 1)).containsExactly("7", "y", "b", "1");
        assertThat(loaded(keys, "s:part", 2, "x", "other", 1))
                .as("only both together are the key")
                .containsExactly("2", "x", "other", "1");
    }

    @Test
    void leavesRowsAloneOfWhichNothingIsKnown() {
        MovedKeys keys = moved(new String[] {"s:code", "id", "TAKEN", "1", ""});

        assertThat(loaded(keys, "s:part", 1, "x", "a", 1)).containsExactly("1", "x", "a", "1");
    }
}
