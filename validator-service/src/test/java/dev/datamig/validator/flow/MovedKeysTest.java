package dev.datamig.validator.flow;

import static dev.datamig.validator.StagedRun.column;
import static dev.datamig.validator.StagedRun.row;
import static dev.datamig.validator.StagedRun.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.validator.StagedRun;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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

    private MovedKeys moved(String[]... keys) {
        run.keys("s", keys);
        return new MovedKeys(run.schema(), List.of(), run.area);
    }

    private List<String> loaded(MovedKeys keys, String table, Object... cells) {
        return texts(keys.loaded(run.schema().table(TableId.of(table)).orElseThrow(), row(cells)));
    }

    private static List<String> texts(Object[] row) {
        return Arrays.stream(row)
                .map(cell ->
                        cell instanceof byte[] text ? new String(text, StandardCharsets.UTF_8) : String.valueOf(cell))
                .toList();
    }

    @Test
    void followsOneColumnAndSeveralThroughAllThatRefers() {
        run.matched("s", new String[] {
            "s:test", "name" + BETWEEN + "space", "MATCHED", "a" + BETWEEN + "x", "b" + BETWEEN + "y"
        });
        MovedKeys keys = moved(new String[] {"s:code", "id", "MOVED", "1", "7"});

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

    @Test
    void namesTheFormsThatRowsMayHaveWhichReferOnACondition() {
        run.table("s:view", List.of(), List.of(), text("what"), text("id"), column("by", "int4", Physical.INT32, true))
                .reference("a code", "s:view", "id", "s:code", "id", false, "what = 'code'")
                .reference("a test", "s:view", "what,id", "s:test", "name,space", false, "what <> 'code'")
                .reference("who", "s:view", "by", "s:code", "id", false, "by > 0")
                .matched("s", new String[] {
                    "s:test", "name" + BETWEEN + "space", "MATCHED", "code" + BETWEEN + "1", "test" + BETWEEN + "2"
                });
        MovedKeys keys = moved(new String[] {"s:code", "id", "MOVED", "1", "7"});
        var view = run.schema().table(TableId.of("s:view")).orElseThrow();
        Object[] sealed = row("code", "1", 1);

        assertThat(keys.loaded(view, sealed)).isSameAs(sealed);
        assertThat(keys.otherwise(view, sealed, sealed).stream().map(MovedKeysTest::texts))
                .containsExactlyInAnyOrder(
                        List.of("code", "7", "1"),
                        List.of("test", "2", "1"),
                        List.of("code", "1", "7"),
                        List.of("code", "7", "7"),
                        List.of("test", "2", "7"),
                        List.of("test", "2", "1"),
                        List.of("test", "2", "7"));
        assertThat(keys.otherwise(view, row("code", "3", null), row("code", "3", null)))
                .isEmpty();
    }
}
