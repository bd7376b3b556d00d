package dev.datamig.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the caller asked of a run; the defaults are those of an unattended migration.
 *
 * @param dryRun plan and check everything, write nothing to CERT
 * @param skipExtraction use the sealed files of {@code reuseRun}, or of the district's newest sealed run, instead of reading PROD
 * @param skipLoad stop after the sealed manifest
 * @param loadStrategy how owned rows meet rows that CERT has already
 * @param requireApproval wait for a person before anything is loaded
 * @param reuseRun the run whose sealed files are used again; with it PROD is not read, whether skipExtraction is said or not
 * @param tableStrategies by table ({@code ids:public.person}): goes before the landscape's and the run's strategy
 * @param backup keep rows of CERT that the load may change in the staging area, from which they can be put back
 * @param readFirst mask nothing before the last row of PROD is read, so that the extraction has the machine to itself
 */
public record RunOptions(
        boolean dryRun,
        boolean skipExtraction,
        boolean skipLoad,
        @JsonProperty LoadStrategy loadStrategy,
        boolean requireApproval,
        @Nullable RunId reuseRun,
        @JsonProperty Map<String, LoadStrategy> tableStrategies,
        boolean backup,
        boolean readFirst) {

    /** Everything, unattended, inserting. */
    public static final RunOptions DEFAULT =
            new RunOptions(false, false, false, LoadStrategy.INSERT, false, null, Map.of(), false, false);

    public RunOptions {
        loadStrategy = orInsert(loadStrategy);
        tableStrategies = orNone(tableStrategies);
    }

    /** Every table as the run or the landscape says, without a backup, masking while reading. */
    public RunOptions(
            boolean dryRun,
            boolean skipExtraction,
            boolean skipLoad,
            LoadStrategy loadStrategy,
            boolean requireApproval,
            @Nullable RunId reuseRun) {
        this(dryRun, skipExtraction, skipLoad, loadStrategy, requireApproval, reuseRun, Map.of(), false, false);
    }

    /** The same order on the sealed files of an earlier run. */
    public RunOptions reusing(RunId run) {
        return new RunOptions(
                dryRun, true, skipLoad, loadStrategy, requireApproval, run, tableStrategies, backup, readFirst);
    }

    /** JSON may leave them out. */
    private static Map<String, LoadStrategy> orNone(@Nullable Map<String, LoadStrategy> given) {
        return given == null ? Map.of() : Map.copyOf(given);
    }

    /** JSON may leave the strategy out. */
    private static LoadStrategy orInsert(@Nullable LoadStrategy given) {
        return given == null ? LoadStrategy.INSERT : given;
    }
}
