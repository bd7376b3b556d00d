package dev.datamig.anonymizer.cost;

import dev.datamig.anonymizer.AnonymizeFlow;
import dev.datamig.anonymizer.AnonymizeFlow.Answer;
import dev.datamig.anonymizer.Instance;
import dev.datamig.anonymizer.TestStage;
import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.staging.BatchMasking;
import dev.datamig.anonymizer.staging.ConsistencyMap;
import dev.datamig.anonymizer.staging.NamesFiles;
import dev.datamig.anonymizer.staging.RunPolicies;
import dev.datamig.anonymizer.staging.SampleFiles;
import dev.datamig.anonymizer.staging.StopMark;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.key.KeyText;
import dev.datamig.staging.key.RunKeys;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.staging.parquet.BatchReader;
import dev.datamig.staging.parquet.BatchWriter;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Measures masking in CPU time beside its floor, in one process and on the same files: the floor reads each extracted batch and
 * writes it again as it is; masking does what the service does with it, deferred batches twice.
 *
 * <p>Arguments: staging folder, run, passes, passes to warm up. The run's key must still be there: take a run that waits for its approval.
 * The run's masked files are written anew. Keys come from {@code DATAMIG_STAGING_KEY_FILE} and {@code DATAMIG_MASKING_KEY_FILE}.
 */
public final class MaskingCost {

    private static final int WARM = 20;

    private final StagingArea area;
    private final BatchFiles files;
    private final RunKeys keys;
    private final TestStage.FixedConfig config;
    private final RunPolicies policies;
    private final List<BatchManifest> batches;
    private final Map<String, long[]> ofTable = new TreeMap<>();

    private MaskingCost(String staging, RunId run) {
        this.area = StagingArea.open(staging);
        this.files = new BatchFiles(area);
        this.keys = new RunKeys(area, key("DATAMIG_STAGING_KEY"));
        this.config = new TestStage.FixedConfig(staging);
        this.policies = policies();
        this.batches = StagedBatches.of(area, run);
    }

    private RunPolicies policies() {
        return new RunPolicies(
                area,
                new NamesFiles(area, files),
                new SampleFiles(area, files, keys),
                config,
                new MaskingKey(key("DATAMIG_MASKING_KEY").bytes()));
    }

    /** A service that remembers nothing yet. */
    private AnonymizeFlow instance() {
        return instance(policies());
    }

    private AnonymizeFlow instance(RunPolicies plans) {
        return new AnonymizeFlow(
                new StopMark(area),
                plans,
                keys,
                new BatchMasking(
                        files,
                        new NamesFiles(area, files),
                        new MaskingKey(key("DATAMIG_MASKING_KEY").bytes()),
                        new ConsistencyMap(files, config)),
                new Instance(config),
                Clock.systemUTC());
    }

    private static DataKey key(String name) {
        return KeyText.require(name, Optional.empty(), Optional.ofNullable(System.getenv(name + "_FILE")));
    }

    public static void main(String[] arguments) {
        // as in the service: Parquet spells every footer out for a log that nobody reads
        org.jboss.logmanager.Logger.getLogger("").setLevel(java.util.logging.Level.INFO);
        var cost = new MaskingCost(arguments[0], new RunId(arguments[1]));
        int passes = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
        int warm = arguments.length > 3 ? Integer.parseInt(arguments[3]) : WARM;
        for (int i = 0; i < warm; i++) {
            cost.floor();
            cost.masking();
        }
        cost.ofTable.clear();
        long floor = Long.MAX_VALUE;
        long masking = Long.MAX_VALUE;
        for (int i = 0; i < passes; i++) {
            cost.clear();
            long begin = processCpu();
            cost.floor();
            long between = processCpu();
            cost.masking();
            floor = Math.min(floor, between - begin);
            masking = Math.min(masking, processCpu() - between);
        }
        cost.print(floor, masking, passes);
        cost.instances();
    }

    /** Nothing is there yet when a run writes its files: to put one in another's place costs more. */
    private void clear() {
        RunId run = batches.getFirst().run();
        for (String phase : List.of("floor", "anonymized", "fingerprints", "names")) {
            area.delete(StagingLayout.phaseFolder(run, phase));
        }
    }

    /** What two instances that share the batches do more than one: each plans the run and reads its names. They share no lock. */
    private void instances() {
        long one = masking(List.of(instance()));
        long two = masking(List.of(instance(), instance()));
        System.out.printf(
                "one fresh instance %,d ms, two that share the batches %,d ms together: at most %.2f times the"
                        + " throughput%n",
                one / 1_000_000, two / 1_000_000, 2.0 * one / two);
    }

    /** Batches go round; gives the thread's CPU time. */
    private long masking(List<AnonymizeFlow> flows) {
        long begin = threadCpu();
        var deferred = new ArrayList<BatchManifest>();
        for (int i = 0; i < batches.size(); i++) {
            BatchManifest batch = batches.get(i);
            if (flows.get(i % flows.size()).anonymize(batch) instanceof Answer.Deferred) {
                deferred.add(batch.asResumed());
            }
        }
        for (int i = 0; i < deferred.size(); i++) {
            flows.get(i % flows.size()).anonymize(deferred.get(i));
        }
        return threadCpu() - begin;
    }

    private void floor() {
        for (BatchManifest batch : batches) {
            long begin = threadCpu();
            DataKey key = keys.find(batch.run()).orElseThrow();
            try (BatchReader reader = files.read(batch.file(), key);
                    BatchWriter writer = files.write(
                            batch.file().replace("/extracted/", "/floor/"), batch.columns(), Map.of(), null)) {
                for (Object[] row = reader.next(); row != null; row = reader.next()) {
                    writer.write(row);
                }
                writer.commit();
            }
            add(batch, 0, threadCpu() - begin);
        }
    }

    /** Each time as if no value had been seen before: a run's people come once in a run. */
    private void masking() {
        AnonymizeFlow flow = instance(policies);
        var deferred = new ArrayList<BatchManifest>();
        for (BatchManifest batch : batches) {
            if (mask(flow, batch) instanceof Answer.Deferred) {
                deferred.add(batch.asResumed());
            }
        }
        deferred.forEach(batch -> mask(flow, batch));
    }

    private Answer mask(AnonymizeFlow flow, BatchManifest batch) {
        long begin = threadCpu();
        Answer answer = flow.anonymize(batch);
        if (answer instanceof Answer.Failed failed) {
            throw new IllegalStateException(failed.failure().message());
        }
        add(batch, 1, threadCpu() - begin);
        return answer;
    }

    private void add(BatchManifest batch, int at, long nanos) {
        long[] sum = ofTable.computeIfAbsent(batch.table().text(), table -> new long[3]);
        sum[at] += nanos;
        sum[2] = batch.rows();
    }

    private void print(long floor, long masking, int passes) {
        long rows = batches.stream().mapToLong(BatchManifest::rows).sum();
        System.out.printf(
                "%d batches, %,d rows: floor %,d ms, with masking %,d ms (the least of %d passes); masking alone costs %.2f of the floor%n",
                batches.size(),
                rows,
                floor / 1_000_000,
                masking / 1_000_000,
                passes,
                (masking - floor) / (double) floor);
        double[] own = new double[2];
        ofTable.values().forEach(table -> {
            own[0] += table[0] / 1e6 / passes;
            own[1] += table[1] / 1e6 / passes;
        });
        System.out.printf(
                "of the working thread alone (without compiler and collector): floor %,.0f ms, with masking %,.0f ms,"
                        + " %.2f%n",
                own[0], own[1], (own[1] - own[0]) / own[0]);
        ofTable.entrySet().stream()
                .sorted((a, b) -> Long.compare(b.getValue()[1] - b.getValue()[0], a.getValue()[1] - a.getValue()[0]))
                .limit(20)
                .forEach(table -> System.out.printf(
                        "%8d rows  floor %7.2f ms  masked %7.2f ms  %s%n",
                        table.getValue()[2],
                        table.getValue()[0] / 1e6 / passes,
                        table.getValue()[1] / 1e6 / passes,
                        table.getKey()));
    }

    private static long processCpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static long threadCpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
