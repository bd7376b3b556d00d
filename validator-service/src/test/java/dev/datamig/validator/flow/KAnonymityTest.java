package dev.datamig.validator.flow;

import static dev.datamig.validator.StagedRun.number;
import static dev.datamig.validator.StagedRun.row;
import static dev.datamig.validator.StagedRun.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.outcome.Finding;
import dev.datamig.contracts.outcome.Finding.Severity;
import dev.datamig.contracts.outcome.Outcome.SetValidated;
import dev.datamig.validator.StagedRun;
import dev.datamig.validator.check.KAnonymity;
import dev.datamig.validator.seal.ValidationReport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups of a quasi-identifier are counted as a plain loop counts them. */
class KAnonymityTest {

    private static final int K = 5;

    @TempDir
    Path folder;

    private final Map<List<Object>, Long> oracle = new HashMap<>();

    private SetValidated validate(long seed, String belowK) {
        var random = new Random(seed);
        StagedRun run = new StagedRun(folder)
                .table(
                        "a:public.pupil",
                        List.of("id"),
                        List.of(),
                        number("id"),
                        text("zip"),
                        number("born"),
                        text("sex"));
        run.area.put(StagingLayout.classification(StagedRun.RUN, 1), """
                {"columns": [], "quasiIdentifiers": [
                  {"name": "who", "table": "a:public.pupil", "columns": ["zip", "born", "sex"], "k": %d, "belowK": "%s"},
                  {"name": "gone", "table": "a:public.pupil", "columns": ["not there"], "k": 2, "belowK": "stop"}]}
                """.formatted(K, belowK)
                .getBytes(StandardCharsets.UTF_8));
        long id = 0;
        for (int part = 1; part <= 2; part++) {
            List<Object[]> rows = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                String zip = random.nextInt(10) == 0 ? null : "1000" + random.nextInt(4);
                Long born = 2000L + random.nextInt(8);
                String sex = random.nextBoolean() ? "F" : "M";
                rows.add(row(id++, zip, born, sex));
                oracle.merge(Arrays.asList(zip, born, sex), 1L, Long::sum);
            }
            run.batch("a:public.pupil", part, rows);
        }
        return run.complete().validateBatches().validateSet();
    }

    @Test
    void countsGroupsAsAPlainLoopDoes() {
        long seed = System.nanoTime();
        SetValidated outcome = validate(seed, "report");
        KAnonymity found = new StagedRun(folder)
                .runFiles
                .report(StagedRun.RUN, ValidateSetFlow.REPORT, ValidationReport.class)
                .orElseThrow()
                .kAnonymity()
                .getFirst();
        long below = oracle.values().stream().filter(n -> n < K).count();
        var sizes = new TreeMap<Long, Long>();
        oracle.values().forEach(n -> sizes.merge(n, 1L, Long::sum));
        assertThat(found.rows()).as("seed %d", seed).isEqualTo(600);
        assertThat(found.groups()).isEqualTo(oracle.size());
        assertThat(found.smallest()).isEqualTo(sizes.firstKey());
        assertThat(found.groupsBelow()).isEqualTo(below);
        assertThat(found.rowsBelow())
                .isEqualTo(oracle.values().stream()
                        .filter(n -> n < K)
                        .mapToLong(Long::longValue)
                        .sum());
        assertThat(found.sizes())
                .isEqualTo(sizes.entrySet().stream()
                        .limit(10)
                        .map(size -> new KAnonymity.Size(size.getKey(), size.getValue()))
                        .toList());
        assertThat(outcome.sealed()).isTrue();
    }

    @Test
    void forbidsTheSealWhereTheRulesSaySo() {
        SetValidated outcome = validate(7, "stop");
        assertThat(oracle.values()).as("the data has small groups").anyMatch(n -> n < K);
        assertThat(outcome.sealed()).isFalse();
        assertThat(outcome.findings())
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .extracting(Finding::check, Finding::column)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("VAL-K", "zip, born, sex"));
    }
}
