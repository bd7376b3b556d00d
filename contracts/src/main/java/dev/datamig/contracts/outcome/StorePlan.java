package dev.datamig.contracts.outcome;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a load of a store would do, in detail. Counts and names only.
 *
 * @param tables in the order in which they are written
 * @param cycles tables that refer to each other, and how they are written nevertheless
 * @param refreshes the run of the same district that this one takes the place of; empty when none
 * @param bytes disk that the load takes in the target, estimated
 * @param millis the time that the load takes, estimated from measured rates
 * @param warnings what does not stand in the way but will be felt
 */
public record StorePlan(
        List<TablePlan> tables,
        List<CyclePlan> cycles,
        List<String> refreshes,
        long bytes,
        long millis,
        List<String> warnings) {

    /** Plans that were made before there were warnings have none. */
    public StorePlan(
            List<TablePlan> tables,
            List<CyclePlan> cycles,
            List<String> refreshes,
            long bytes,
            long millis,
            @Nullable List<String> warnings) {
        this.tables = tables;
        this.cycles = cycles;
        this.refreshes = refreshes;
        this.bytes = bytes;
        this.millis = millis;
        this.warnings = warnings == null ? List.of() : List.copyOf(warnings);
    }
}
