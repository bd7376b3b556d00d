package dev.datamig.validator.seal;

import dev.datamig.contracts.District;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.outcome.Finding;
import dev.datamig.contracts.outcome.Finding.Severity;
import dev.datamig.validator.check.Check;
import dev.datamig.validator.check.ColumnCount;
import dev.datamig.validator.check.Findings;
import dev.datamig.validator.check.KAnonymity;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code validation-report.json}: every check with what it looked at and what it found, also those that found nothing.
 *
 * @param sealed whether the set may be loaded
 * @param leakScan absent when an earlier check ended the validation
 * @param kAnonymity how many rows share the values of each quasi-identifier of the rules
 * @param columns masked columns with their different values before and after
 */
public record ValidationReport(
        RunId run,
        int attempt,
        District district,
        boolean sealed,
        Instant finishedAt,
        int batches,
        long rows,
        List<Line> checks,
        @Nullable LeakScan leakScan,
        List<ColumnCount> columns,
        List<KAnonymity> kAnonymity,
        List<Finding> findings) {

    /**
     * One check.
     *
     * @param lookedAt how many cells, rows, keys, references or batches; 0 when it was not made
     */
    public record Line(
            String check, String meaning, boolean made, long lookedAt, long errors, long warnings, long infos) {}

    /**
     * What the leak scan of the set compared.
     *
     * @param values texts and leaves held against the originals
     * @param originals distinct identifying values of PROD
     * @param nameWords distinct words of names of PROD
     * @param leaks values found
     * @param suspects words that a person may want to look at
     */
    public record LeakScan(long values, long originals, long nameWords, long leaks, long suspects) {}

    /** The lines of all checks of some stages. */
    public static List<Line> lines(Findings findings, Check.Stage... stages) {
        List<Finding> found = findings.list();
        return Arrays.stream(Check.values())
                .filter(check -> Arrays.asList(stages).contains(check.stage()))
                .map(check -> new Line(
                        check.code(),
                        check.meaning(),
                        findings.made(check),
                        findings.lookedAt(check),
                        count(found, check, Severity.ERROR),
                        count(found, check, Severity.WARNING),
                        count(found, check, Severity.INFO)))
                .toList();
    }

    private static long count(List<Finding> findings, Check check, Severity severity) {
        return findings.stream()
                .filter(finding -> finding.check().equals(check.code()) && finding.severity() == severity)
                .mapToLong(Finding::count)
                .sum();
    }
}
