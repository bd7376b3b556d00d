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
import java.util.concurrent.atomic.AtomicReference;

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
            var told = new Told();
            var flow = new ExtractFlow(new Surroundings(config), told);
            Measured extraction = Measured.of(
                    "extraction",
                    load,
                    () -> flow.extract(
                            new ExtractDistrict(RunId.of(Clock.systemUTC().instant(), 1), 1, district)));
            List<TableTotal> totals = told.totals();
            long rows = totals.stream()
                    .mapToLong(total -> total.owned() + total.reference())
                    .sum();
            extraction.print(rows);
            if (floor == null) {
                floor = Twins.make(config, data.server, district);
            }
            Floor copied = floor;
            long[] same = new long[2];
            Measured one = Measured.of("floor, one connection", load, () -> same[0] = copied.copy(1));
            one.print(same[0]);
            if (graph != null) {
                graphFloor(load, graph.servers().get(0), totals);
            }
            Measured two = Measured.of("floor, two connections", load, () -> same[1] = copied.copy(2));
            two.print(same[1]);
            System.out.printf(
                    Locale.ROOT,
                    "  run %d: %d rows (floor %d); ratio to one connection %.2f, to two %.2f; processor time %.2f; peak heap %d MB of %d%n",
                    i,
                    rows,
                    same[0],
                    extraction.wall() / one.wall(),
                    extraction.wall() / two.wall(),
                    (extraction.own() + extraction.server()) / (two.own() + two.server()),
                    peakHeap() >> 20,
                    Runtime.getRuntime().maxMemory() >> 20);
        }
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

    /** Listens for the end. */
    private static final class Told implements Announcements {
        private final AtomicReference<Outcome> last = new AtomicReference<>();

        @Override
        public void outcome(Outcome outcome) {
            last.set(outcome);
        }

        @Override
        public void batches(List<BatchManifest> manifests, List<Outcome.BatchExtracted> outcomes) {}

        @Override
        public void call(HelpToRead call) {}

        List<TableTotal> totals() {
            return switch (last.get()) {
                case Outcome.ExtractionCompleted completed -> completed.tables();
                case Outcome.WorkFailed failed ->
                    throw new IllegalStateException(failed.failure().message());
                default -> throw new IllegalStateException("the extraction did not end");
            };
        }
    }
}
