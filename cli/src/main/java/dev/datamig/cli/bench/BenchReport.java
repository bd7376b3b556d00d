package dev.datamig.cli.bench;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs beside their floor, measured in one invocation. Seconds are those of a clock on the wall unless a name says CPU.
 *
 * @param apart whether it is about the databases alone, and nothing was masked before the last row was read
 * @param rows that the floor copied: what the run put into CERT
 * @param run the last of the runs, which the floor was measured after
 * @param ratioToFloor the last run's seconds divided by those of the piped floor
 * @param services of the last run
 * @param runs all, in their order
 */
public record BenchReport(
        int students,
        boolean apart,
        long rows,
        Floor floor,
        Run run,
        double ratioToFloor,
        List<ProcessUse> services,
        Machine machine,
        List<Run> runs) {

    /**
     * The same rows with nothing in between. {@code seconds}, {@code rowsPerSecond} and {@code stores} are those of rows that are read
     * and written at once.
     *
     * @param reading by itself, to nowhere
     * @param writing by itself, from files, into tables with their keys, foreign keys and indexes
     */
    public record Floor(
            double seconds, double rowsPerSecond, List<StoreFloor> stores, Copying reading, Copying writing) {}

    /**
     * @param seconds all stores side by side, until the last has ended
     * @param cpuSeconds of the servers
     */
    public record Copying(double seconds, double rowsPerSecond, double cpuSeconds, List<StoreFloor> stores) {

        static Copying of(List<StoreFloor> stores, double seconds, double cpuSeconds) {
            long rows = stores.stream().mapToLong(StoreFloor::rows).sum();
            return new Copying(seconds, seconds <= 0 ? 0 : rows / seconds, cpuSeconds, stores);
        }
    }

    /** @param seconds from the order to the end of the run */
    public record Run(
            String id, double seconds, double rowsPerSecond, List<Phase> phases, List<Store> stores, Undo undo) {}

    /**
     * A phase from its first to its last work; phases stream into each other, so that their seconds overlap.
     *
     * @param service that does the work
     * @param cpuSeconds of that service during the phase
     * @param serverCpuSeconds of the servers of the stores during the phase, whoever they worked for; by name
     * @param parts seconds of what it consists of, by name
     * @param ratioToFloor seconds divided by those of the part of the floor that does the same; absent where none does
     * @param cpuRatioToFloor the same with CPU seconds of service and servers, which suffers less from what shares the machine
     */
    public record Phase(
            String phase,
            long rows,
            double seconds,
            double rowsPerSecond,
            String service,
            double cpuSeconds,
            Map<String, Double> serverCpuSeconds,
            Map<String, Double> parts,
            @Nullable Double ratioToFloor,
            @Nullable Double cpuRatioToFloor) {}

    /**
     * The stores are worked at side by side: all seconds count from the beginning of the work at all of them.
     *
     * @param rows that the run inserted or changed
     * @param extractSeconds until its last batch was read; with the closure, which is one for all stores
     * @param planSeconds until its plan was there
     * @param loadSeconds until its load was committed; without the plan
     */
    public record Store(
            String store,
            long rows,
            @Nullable Double extractSeconds,
            @Nullable Double planSeconds,
            @Nullable Double loadSeconds) {}

    /**
     * @param seconds from the order to the end of the rollback; stores are undone one after the other
     * @param ratioToLoad divided by the seconds of the load with its plan
     */
    public record Undo(double seconds, double rowsPerSecond, double ratioToLoad) {}

    public record Machine(int cores, String system, String java, double load) {

        /** {@code load}: how many processes wanted a core in the last minute, ours among them; negative where that is not known. */
        public static Machine here() {
            return new Machine(
                    Runtime.getRuntime().availableProcessors(),
                    System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                            + System.getProperty("os.arch"),
                    Runtime.version().toString(),
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        }
    }
}
