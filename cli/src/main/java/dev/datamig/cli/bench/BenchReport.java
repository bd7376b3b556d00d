package dev.datamig.cli.bench;

import java.util.List;

/**
 * A run beside its floor, measured in one invocation.
 *
 * @param rows that the floor copied: what the run put into CERT
 * @param ratioToFloor the run's seconds divided by the floor's
 */
public record BenchReport(
        int students,
        long rows,
        Floor floor,
        Run run,
        double ratioToFloor,
        List<ProcessUse> services,
        Machine machine) {

    /** @param seconds all stores side by side, from the first row to the last commit */
    public record Floor(double seconds, double rowsPerSecond, List<StoreFloor> stores) {}

    /** @param seconds from the order to the end of the run */
    public record Run(String id, double seconds, double rowsPerSecond, List<Phase> phases, List<Store> stores) {}

    public record Phase(String phase, long rows, double seconds, double rowsPerSecond) {}

    /** @param rows that the run inserted or changed */
    public record Store(String store, long rows) {}

    public record Machine(int cores, String system, String java) {

        public static Machine here() {
            return new Machine(
                    Runtime.getRuntime().availableProcessors(),
                    System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                    Runtime.version().toString());
        }
    }
}
