package dev.datamig.proof;

import static dev.datamig.proof.ProvenRun.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.validator.check.Findings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What one text shows to be somebody's stands elsewhere where nothing tells: masking replaces it in both places, and the proof, which would find it,
 * finds nothing.
 */
class StrangersInTextsTest {

    private static final String RULES = """
            version: 1
            unclassified: keep
            rules:
              - { columns: ["*:*.visit(note)"], strategy: redact }
              - { columns: ["*:*.visit(doc)"], strategy: redact }
              - { columns: ["*:*.bin(kept)"], strategy: keep }
              - { class: NONE, strategy: sweep }
            """;

    private static ProvenRun run(Path folder) {
        return new ProvenRun(
                folder,
                RULES,
                table("visit", "id int", "note text", "doc jsonb"),
                table("bin", "id int", "code text", "tags text[]", "props hstore", "setting text", "kept text"));
    }

    private static List<Object[]> visits() {
        return List.of(
                new Object[] {1, "Her student number is S2359481 and she rings from 403-469-6700.", "{\"n\": 1}"},
                new Object[] {2, "Logged in as qvdh.k yesterday, badge 88213377, no answer.", "{\"n\": 2}"},
                new Object[] {
                    3, "Nothing to say.", "{\"contact\": {\"phone\": \"615 277 1190\", \"staffNo\": \"E-40417\"}}"
                });
    }

    private static List<Object[]> bins() {
        return List.of(
                new Object[] {1, "S2359481", "{red,4034696700}", "\"qvdh.k\"=>\"1\"", "{\"x\": \"E-40417\"}", "red"},
                new Object[] {
                    2, "88213377", "{red,S2359481}", "\"a\"=>\"6152771190\"", "{\"S2359481\": {\"n\": 1}}", "red"
                });
    }

    private static final List<String> PLANTED =
            List.of("S2359481", "4034696700", "qvdh.k", "88213377", "6152771190", "E-40417");

    @Test
    void areReplacedWhereverTheyStandAndNoProofFindsThem(@TempDir Path folder) {
        ProvenRun run =
                run(folder).batch("bin", bins()).batch("visit", visits()).mask();

        Findings findings = run.proof();

        assertThat(findings.hasErrors()).as("%s", findings.list()).isFalse();
        assertThat(run.texts("bin")).noneMatch(cell -> PLANTED.stream().anyMatch(cell::contains));
        assertThat(run.texts("bin")).contains("red");
    }

    @Test
    void becomeTheSameWhateverBatchComesFirst(@TempDir Path one, @TempDir Path other) {
        ProvenRun first = run(one).batch("bin", bins()).batch("visit", visits()).mask();
        ProvenRun second = run(other)
                .batch("visit", visits().subList(1, 3))
                .batch("visit", visits().subList(0, 1))
                .batch("bin", bins())
                .mask();

        assertThat(first.texts("bin")).isEqualTo(second.texts("bin"));
    }

    @Test
    void areFoundByTheProofInAColumnThatIsKept(@TempDir Path folder) {
        ProvenRun run = run(folder)
                .batch("visit", visits())
                .batch("bin", List.<Object[]>of(new Object[] {1, "a", "{}", "", "{}", "S2359481"}))
                .mask();

        assertThat(run.proof().hasErrors()).isTrue();
    }

    @Test
    void areSweptInDocumentsWhereARuleSaysSo(@TempDir Path folder) {
        String rules = """
                version: 1
                unclassified: keep
                rules:
                  - { columns: ["*:*.visit(note)"], strategy: redact }
                  - { columns: ["*:*.visit(doc->'by')", "*:*.visit(doc->'ref')"], strategy: sweep }
                """;
        var run = new ProvenRun(folder, rules, table("visit", "id int", "note text", "doc jsonb"))
                .batch(
                        "visit",
                        List.of(
                                new Object[] {
                                    1, "Her student number is S2359481.", "{\"by\": \"x\", \"ref\": \"S2359481\"}"
                                },
                                new Object[] {2, "Nothing to say.", "{\"by\": \"jane.doe@lakeview.org\", \"n\": 2.50}"
                                }))
                .mask();

        assertThat(run.proof().hasErrors()).isFalse();
        assertThat(run.texts("visit"))
                .noneMatch(cell -> cell.contains("S2359481") || cell.contains("lakeview"))
                .anyMatch(cell -> cell.endsWith("\"n\": 2.50}"));
    }
}
