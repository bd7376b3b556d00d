package dev.datamig.loader.postgres;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.command.LoadCommand.CheckUndo;
import dev.datamig.contracts.command.LoadCommand.UndoStore;
import dev.datamig.contracts.landscape.ReferenceRule;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.loader.Rehearsal;
import dev.datamig.loader.flow.OtherStores;
import dev.datamig.loader.flow.UndoFlow;
import dev.datamig.loader.seal.SealCheck;
import dev.datamig.loader.staging.SealedSets;
import dev.datamig.loader.target.LoadJob;
import dev.datamig.loader.target.Target;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.key.KeyText;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures plan, load and undo of a sealed run beside their floor, bare {@code COPY … FROM} of the same rows into the same tables with
 * their keys, foreign keys, indexes and triggers, in one invocation: wall time, processor time of this JVM and of the server, heap.
 * Not a test; started by hand:
 *
 * <pre>{@code LoadingSpeed <folder> <run> [passes [stores [log]]]}</pre>
 *
 * <p>The folder is a copy of the {@code .datamig} of a stopped stack that knows the run; CERT there must not hold the district (roll
 * the run back first). Each pass begins with fresh copies of CERT's databases. {@code stores} are names with commas between them;
 * with {@code log} the server's log says how long each statement took. As the service does, it rehearses first, unless told not to by
 * {@code -Dcold}.
 */
public final class LoadingSpeed {

    private LoadingSpeed() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]).toAbsolutePath();
        var run = new RunId(args[1]);
        int passes = args.length > 2 ? Integer.parseInt(args[2]) : 3;
        List<String> stores = List.of((args.length > 3 ? args[3] : "ids,hcp1,hcp2,adb").split(","));
        byte[] key = KeyText.require(
                        "DATAMIG_SEAL_KEY",
                        Optional.empty(),
                        Optional.of(folder.resolve("keys/seal.key").toString()))
                .bytes();
        var sets = new SealedSets(StagingArea.open(folder.resolve("staging").toString()), new SealCheck(key));
        if (System.getProperty("cold") == null) {
            new Rehearsal(true).go();
        }
        try (var targets = SpeedTargets.start(folder, stores, args.length > 4)) {
            for (int pass = 1; pass <= passes; pass++) {
                System.out.printf("pass %d, one store after the other%n", pass);
                List<Timed> all = new ArrayList<>();
                for (String store : stores) {
                    targets.fresh(store);
                    all.add(measure(sets, targets, run, store));
                }
                Timed.sum(all).print();
            }
            atOnce(sets, targets, run, stores);
        }
        System.out.printf(
                Locale.ROOT,
                "peak heap %d MB of %d%n",
                peakHeap() >> 20,
                Runtime.getRuntime().maxMemory() >> 20);
    }

    /** Seconds and processor seconds (JVM, server) of each part. */
    private record Timed(String store, long rows, double[] plan, double[] load, double[] floor) {

        static Timed sum(List<Timed> all) {
            var sum = new Timed(
                    "sum", all.stream().mapToLong(Timed::rows).sum(), new double[3], new double[3], new double[3]);
            for (Timed one : all) {
                for (int i = 0; i < 3; i++) {
                    sum.plan[i] += one.plan[i];
                    sum.load[i] += one.load[i];
                    sum.floor[i] += one.floor[i];
                }
            }
            return sum;
        }

        void print() {
            System.out.printf(
                    Locale.ROOT,
                    "  %-5s %,9d rows  plan %6.2f s (JVM %.2f, server %.2f)  load %6.2f s (%.2f, %.2f)  floor %6.2f s (%.2f, %.2f)  load/floor %.2f  (plan + load)/floor %.2f%n",
                    store,
                    rows,
                    plan[0],
                    plan[1],
                    plan[2],
                    load[0],
                    load[1],
                    load[2],
                    floor[0],
                    floor[1],
                    floor[2],
                    load[0] / floor[0],
                    (plan[0] + load[0]) / floor[0]);
        }
    }

    private static Timed measure(SealedSets sets, SpeedTargets targets, RunId run, String store) throws Exception {
        Target target = targets.loaded(store);
        double[] plan = targets.timed(() -> require(target.plan(job(sets, run, store), (t, done, all) -> {})));
        double[] load = targets.timed(() -> target.load(job(sets, run, store), (t, done, all) -> {}));
        try (var floor = CopyFloor.prepare(targets, store, sets.open(run, store).tables())) {
            double[] copied = targets.timed(floor::copy);
            var timed = new Timed(store, floor.rows(), plan, load, copied);
            timed.print();
            return timed;
        }
    }

    private static void atOnce(SealedSets sets, SpeedTargets targets, RunId run, List<String> stores) throws Exception {
        for (String store : stores) {
            targets.fresh(store);
        }
        double[] plan = targets.timed(() -> each(
                stores, store -> require(targets.loaded(store).plan(job(sets, run, store), (t, done, all) -> {}))));
        double[] load = targets.timed(() ->
                each(stores, store -> targets.loaded(store).load(job(sets, run, store), (t, done, all) -> {})));
        List<CopyFloor> floors = new ArrayList<>();
        for (String store : stores) {
            floors.add(CopyFloor.prepare(targets, store, sets.open(run, store).tables()));
        }
        double[] floor = targets.timed(() -> each(floors, CopyFloor::copy));
        long rows = floors.stream().mapToLong(CopyFloor::rows).sum();
        floors.forEach(CopyFloor::close);
        System.out.println("all stores at once");
        new Timed("all", rows, plan, load, floor).print();
        undo(targets, run, stores, load);
    }

    /** As the coordinator orders it: all are asked at once, then those go at once to which no other one refers. */
    private static void undo(SpeedTargets targets, RunId run, List<String> stores, double[] load) throws Exception {
        List<ReferenceRule> references = targets.landscape().references().stream()
                .filter(r -> stores.contains(r.from().store()) && stores.contains(r.to().store()))
                .toList();
        var flow = new UndoFlow(targets::loaded, new OtherStores(references, targets::loaded), SeveralStores.ALONE);
        double[] check =
                targets.timed(() -> each(stores, store -> requireFree(flow.check(new CheckUndo(run, 2, store)))));
        print("check", check, load);
        double[] sum = check.clone();
        Set<String> left = new LinkedHashSet<>(stores);
        while (!left.isEmpty()) {
            List<String> free = left.stream()
                    .filter(store -> references.stream()
                            .noneMatch(r -> r.to().store().equals(store)
                                    && left.contains(r.from().store())))
                    .toList();
            double[] undo = targets.timed(() -> each(free, store -> flow.undo(new UndoStore(run, 3, store, false))));
            print("undo " + String.join(", ", free), undo, load);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += undo[i];
            }
            free.forEach(left::remove);
        }
        print("check and undo", sum, load);
    }

    private static void requireFree(Outcome checked) {
        ((Outcome.UndoChecked) checked).problems().forEach(problem -> {
            throw new IllegalStateException(problem.message());
        });
    }

    private static void print(String what, double[] used, double[] load) {
        System.out.printf(
                Locale.ROOT,
                "  %-20s %6.2f s (JVM %.2f, server %.2f)  %.2f x load%n",
                what,
                used[0],
                used[1],
                used[2],
                used[0] / load[0]);
    }

    /** Work on one of several things. */
    private interface Work<T> {
        void on(T one) throws Exception;
    }

    private static <T> void each(List<T> things, Work<T> work) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(things.size())) {
            List<Future<?>> all = new ArrayList<>();
            for (T one : things) {
                all.add(threads.submit(() -> {
                    work.on(one);
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
    }

    private static LoadJob job(SealedSets sets, RunId run, String store) {
        return new LoadJob(sets.open(run, store), sets, 1, "1001", LoadStrategy.INSERT);
    }

    private static void require(Target.Plan plan) {
        plan.problems().forEach(problem -> {
            throw new IllegalStateException(problem.message());
        });
    }

    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
