package dev.datamig.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
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
 */
public record RunOptions(
        boolean dryRun,
        boolean skipExtraction,
        boolean skipLoad,
        @JsonProperty LoadStrategy loadStrategy,
        boolean requireApproval,
        @Nullable RunId reuseRun) {

    /** Everything, unattended, inserting. */
    public static final RunOptions DEFAULT = new RunOptions(false, false, false, LoadStrategy.INSERT, false, null);

    public RunOptions {
        loadStrategy = orInsert(loadStrategy);
    }

    /** The same order on the sealed files of an earlier run. */
    public RunOptions reusing(RunId run) {
        return new RunOptions(dryRun, true, skipLoad, loadStrategy, requireApproval, run);
    }

    /** JSON may leave the strategy out. */
    private static LoadStrategy orInsert(@Nullable LoadStrategy given) {
        return given == null ? LoadStrategy.INSERT : given;
    }
}
