package dev.datamig.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.schema.TableId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StagingLayoutTest {

    private static final RunId RUN = new RunId("mig-20261121T041418Z-7");

    @ParameterizedTest
    @CsvSource({
        "public.student,public.student",
        "Public,%50ublic",
        "a/b,a%2Fb",
        "..,%2E.",
        ".hidden,%2Ehidden",
        "a%2Fb,a%252%46b",
        "'',%",
        "'(Student)-[ENROLLED_AT]->(School)',%28%53tudent%29-%5B%45%4E%52%4F%4C%4C%45%44_%41%54%5D-%3E%28%53chool%29",
        "ü,%C3%BC"
    })
    void writesANameAsOneSafeSegment(String name, String segment) {
        assertThat(StagingLayout.segment(name)).isEqualTo(segment);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void neverLetsTwoNamesMeetEvenWhereCaseIsFolded(long seed) {
        var random = new Random(seed);
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            String name = name(random);
            String segment = StagingLayout.segment(name);
            String other = names.put(segment.toLowerCase(Locale.ROOT), name);
            assertThat(other == null || other.equals(name))
                    .as("seed %d: %s", seed, segment)
                    .isTrue();
            assertThat(segment).matches("[a-z0-9_%A-F~-][a-z0-9_.%A-F~-]{0,199}");
        }
    }

    /** From few characters, so that near misses are frequent, and of any length. */
    private static String name(Random random) {
        String alphabet = "aAbB.%2fF/~\\\" _-ü学😀\n";
        int[] letters = alphabet.codePoints().toArray();
        var name = new StringBuilder();
        int length = random.nextInt(20) == 0 ? 150 + random.nextInt(200) : 1 + random.nextInt(6);
        for (int i = 0; i < length; i++) {
            name.appendCodePoint(letters[random.nextInt(letters.length)]);
        }
        return name.toString();
    }

    @Test
    void keepsLongNamesApartThatDifferOnlyAtTheEnd() {
        String stem = "x".repeat(300);

        assertThat(StagingLayout.segment(stem + "a")).isNotEqualTo(StagingLayout.segment(stem + "b"));
    }

    @Test
    void givesEveryBatchOfEveryPhaseAndAttemptAPlaceOfItsOwn() {
        var table = new TableId("ids", "public.student");
        List<String> paths = List.of(
                StagingLayout.extracted(RUN, 1, table, 1),
                StagingLayout.extracted(RUN, 1, table, 2),
                StagingLayout.extracted(RUN, 2, table, 1),
                StagingLayout.extracted(RUN, 1, new TableId("ids", "public.Student"), 1),
                StagingLayout.extracted(RUN, 1, new TableId("hcp1", "public.student"), 1),
                StagingLayout.anonymized(RUN, 1, table, 1),
                StagingLayout.fingerprints(RUN, 1, table, 1),
                StagingLayout.names(RUN, 1, table, 1),
                StagingLayout.validated(RUN, 1, table, 1));

        assertThat(paths).doesNotHaveDuplicates();
        assertThat(paths.getFirst())
                .isEqualTo("runs/mig-20261121T041418Z-7/extracted/ids/public.student/a1-part-00001.parquet");
        assertThat(paths.getFirst()).startsWith(StagingLayout.phaseFolder(RUN, "extracted"));
    }

    @Test
    void keepsTheDocumentedNames() {
        assertThat(StagingLayout.extractionManifest(RUN))
                .isEqualTo("runs/" + RUN + "/manifests/extraction-manifest.json");
        assertThat(StagingLayout.sealedManifest(RUN)).isEqualTo("runs/" + RUN + "/manifests/sealed-manifest.json");
        assertThat(StagingLayout.report(RUN, "migration-report.md"))
                .isEqualTo("runs/" + RUN + "/reports/migration-report.md");
        assertThat(StagingLayout.analysis("schema-analysis.json")).isEqualTo("analysis/schema-analysis.json");
        assertThat(StagingLayout.selection("district-manifest.json")).isEqualTo("selection/district-manifest.json");
    }
}
