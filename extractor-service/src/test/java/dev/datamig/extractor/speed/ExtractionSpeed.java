package dev.datamig.extractor.speed;

import dev.datamig.contracts.District;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.TableTotal;
import dev.datamig.contracts.command.ExtractCommand.ExtractDistrict;
import dev.datamig.contracts.command.ExtractCommand.HelpToRead;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.extractor.Announcements;
import dev.datamig.extractor.ExtractFlow;
import dev.datamig.extractor.Rehearsal;
import dev.datamig.extractor.Surroundings;
import dev.datamig.extractor.TestConfig;
import dev.datamig.sandbox.servers.Neo4jServer;
import dev.datamig.staging.StagingArea;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;

/**
 * Measures the extraction of a district's databases beside its floor, {@code COPY … TO STDOUT} of the same rows, in one invocation:
 * wall time, processor time of this JVM and of the server, heap. Not a test; started by hand:
 *
 * <pre>{@code ExtractionSpeed <folder> sandbox <students> [runs [readers]]
 * ExtractionSpeed <folder> whole <students> [runs [readers]]
 * ExtractionSpeed <folder> generated <rows> [runs [readers]]}</pre>
 *
 * <p>{@code whole} is the sandbox with its graph, whose floor is a plain {@code MATCH} of as many nodes and relationships.
 *
 * <p>As the service does, it rehearses first, unless told not to by {@code -Dcold=true}. The data stay in the folder for the next measurement. Close neighbours on the machine spoil wall times; the processor times
 * suffer less. Needs {@code -Ddatamig.root}; with {@code -Djava.util.logging.manager=java.util.logging.LogManager -Dorg.jboss.logging.provider=jdk},
 * since Quarkus' own log manager, where nothing has told it a level, keeps every line that the JDBC driver writes about a row.
 */
public final class ExtractionSpeed {

    private ExtractionSpeed() {}

    public static void main(String[] args) throws Exception {
        // Parquet writes through this log manager, which keeps every line until it is told a level.
        org.jboss.logmanager.Logger.getLogger("").setLevel(Level.INFO);
        Path folder = Path.of(args[0]).toAbsolutePath();
        int size = Integer.parseInt(args[2]);
        int runs = args.length > 3 ? Integer.parseInt(args[3]) : 3;
        int readers = args.length > 4 ? Integer.parseInt(args[4]) : 4;
        boolean generated = args[1].equals("generated");
        try (SpeedData data = generated
                ? SpeedData.generated(folder, size)
                : SpeedData.sandbox(folder, size, args[1].equals("whole"))) {
            measure(data, new District(generated ? "1" : "1001", "measured"), runs, readers);
        }
    }

    private static void measure(SpeedData data, District district, int runs, int readers) throws Exception {
        var config = new TestConfig(data.landscape(), data.staging(), new SpeedReading(readers, 4));
        var graph = data.graph;
        var load = new ServerLoad(graph == null ? List.of(data.server.pid()) : List.of(data.server.pid(), graph.pid()));
        StagingArea area = StagingArea.open(config.staging());
        if (!Boolean.getBoolean("cold")) {
            Measured.of("rehearsal", load, new Rehearsal(config)::go).print(0);
        }
        Floor floor = null;
        for (int i = 1; i <= runs; i++) {
            if (area.list("runs/").size() > 0) {
                area.delete("runs/");
            }
            System.out.printf("run %d%n", i);
            var told = new Told(load);
            Measured extraction = extract(config, district, load, told);
            extraction.print(told.rows());
            if (floor == null) {
                floor = Twins.make(config, data.server, district);
            }
            Floor copied = floor;
            double one = floor("floor, one connection", load, told, () -> copied.copy(1));
            double each = floor("floor, one for each store", load, told, copied::copyStores);
            if (graph != null) {
                graphFloor(load, graph.servers().get(0), told.totals());
            }
            System.out.printf(
                    Locale.ROOT,
                    "  ratio to one connection %.2f, to one for each store %.2f; peak heap %d MB of %d%n",
                    extraction.wall() / one,
                    extraction.wall() / each,
                    peakHeap() >> 20,
                    Runtime.getRuntime().maxMemory() >> 20);
        }
    }

    /** One extraction; which rows belong to the district and the reading of them are told apart. */
    private static Measured extract(TestConfig config, District district, ServerLoad load, Told told) throws Exception {
        var flow = new ExtractFlow(new Surroundings(config), told);
        var order = new ExtractDistrict(RunId.of(Clock.systemUTC().instant(), 1), 1, district);
        var begun = new AtomicReference<>(Used.now(load));
        Measured extraction = Measured.of("extraction", load, () -> {
            begun.set(Used.now(load));
            flow.extract(order);
        });
        Used before = begun.get();
        System.out.printf(
                Locale.ROOT,
                "  on the monotonic clock: begun %.3f, reading %.3f to %.3f%n",
                before.wall(),
                told.started().wall(),
                told.ended().wall());
        new Measured("until the rows are known", told.started().since(before)).print(told.rows());
        new Measured("reading them", told.ended().since(told.started())).print(told.rows());
        return extraction;
    }

    /** Seconds for the same rows with nothing in between. */
    private static double floor(String what, ServerLoad load, Told told, Callable<Long> copy) throws Exception {
        long[] rows = new long[1];
        Measured floor = Measured.of(what, load, () -> rows[0] = copy.call());
        floor.print(rows[0]);
        if (rows[0] != told.rows()) {
            throw new IllegalStateException("the floor has " + rows[0] + " rows, the extraction " + told.rows());
        }
        return floor.wall();
    }

    private static void graphFloor(ServerLoad load, Neo4jServer graph, List<TableTotal> totals) throws Exception {
        GraphFloor floor = GraphFloor.of(totals);
        Measured.of("floor of the graph", load, () -> floor.read(graph)).print(floor.nodes() + floor.relationships());
    }

    /** What was left after a collection, at most, of the pools that are collected. */
    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }

    /** Listens, and looks at the clocks when the reading begins and ends. */
    private static final class Told implements Announcements {
        private final ServerLoad load;
        private final AtomicReference<Outcome> last = new AtomicReference<>();
        private volatile Used started = new Used(0, 0, 0, 0);
        private volatile Used ended = started;

        Told(ServerLoad load) {
            this.load = load;
        }

        @Override
        public void outcome(Outcome outcome) {
            last.set(outcome);
            Used now = Used.now(load);
            if (outcome instanceof Outcome.ExtractionStarted) {
                started = now;
            }
            ended = now;
        }

        @Override
        public void batches(List<BatchManifest> manifests, List<Outcome.BatchExtracted> outcomes) {}

        @Override
        public void call(HelpToRead call) {}

        Used started() {
            return started;
        }

        Used ended() {
            return ended;
        }

        List<TableTotal> totals() {
            return switch (last.get()) {
                case Outcome.ExtractionCompleted completed -> completed.tables();
                case Outcome.WorkFailed failed ->
                    throw new IllegalStateException(failed.failure().message());
                default -> throw new IllegalStateException("the extraction did not end");
            };
        }

        long rows() {
            return totals().stream()
                    .mapToLong(total -> total.owned() + total.reference())
                    .sum();
        }
    }
}
