package dev.datamig.cli;

import dev.datamig.cli.bench.BenchReport;
import dev.datamig.cli.bench.CpuTrace;
import dev.datamig.contracts.Phase;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.ExtractionManifest;
import dev.datamig.contracts.batch.PhaseStamp;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of one run, put together from what REST, the staging area and the system say of it.
 *
 * @param extraction absent where it cannot be read
 * @param apart whether nothing was masked before the last row was read
 */
record BenchRun(
        RunView run,
        RunTrail trail,
        List<TableView> tables,
        @Nullable ExtractionManifest extraction,
        boolean apart,
        CpuTrace cpu) {

    BenchReport.Run numbers(BenchReport.Floor floor, BenchReport.Undo undo) {
        long rows = stores().values().stream().mapToLong(Long::longValue).sum();
        double seconds = seconds(run.createdAt(), run.finishedAt());
        return new BenchReport.Run(
                run.id(),
                seconds,
                seconds <= 0 ? 0 : rows / seconds,
                run.phases().stream().map(phase -> phase(phase, floor)).toList(),
                stores().entrySet().stream()
                        .map(store -> store(store.getKey(), store.getValue()))
                        .toList(),
                undo);
    }

    /** Rows that the run inserted or changed, by store. */
    Map<String, Long> stores() {
        Map<String, Long> rows = new TreeMap<>();
        tables.forEach(table -> rows.merge(table.store(), table.inserted() + table.updated(), Long::sum));
        return rows;
    }

    /** Plan and load together, as a bare copy has neither. */
    double loadSeconds() {
        return run.phase("LOAD").map(load -> seconds(begin(load), end(load))).orElse(0.0);
    }

    private BenchReport.Phase phase(RunView.PhaseView phase, BenchReport.Floor floor) {
        Instant from = begin(phase);
        Instant to = end(phase);
        double seconds = seconds(from, to);
        String service = service(phase.phase());
        Map<String, Double> used = from == null || to == null ? Map.of() : cpu.used(from, to);
        Map<String, Double> servers = new LinkedHashMap<>(used);
        servers.keySet().removeIf(name -> !BenchStores.server(name));
        double own = BenchStores.sum(used, name -> name.equals(service) || name.startsWith(service + "-"));
        BenchReport.Copying copying = copying(phase.phase(), floor);
        return new BenchReport.Phase(
                phase.phase(),
                phase.rowsDone(),
                seconds,
                seconds <= 0 ? 0 : phase.rowsDone() / seconds,
                service,
                own,
                servers,
                parts(phase.phase(), from, to),
                copying == null || copying.seconds() <= 0 ? null : seconds / copying.seconds(),
                copying == null || copying.cpuSeconds() <= 0
                        ? null
                        : (own + BenchStores.sum(servers, name -> true)) / copying.cpuSeconds());
    }

    private static BenchReport.@Nullable Copying copying(String phase, BenchReport.Floor floor) {
        return switch (phase) {
            case "EXTRACT" -> floor.reading();
            case "LOAD" -> floor.writing();
            default -> null;
        };
    }

    private static String service(String phase) {
        return switch (phase) {
            case "EXTRACT" -> "extractor";
            case "ANONYMIZE" -> "anonymizer";
            case "VALIDATE", "VERIFY" -> "validator";
            case "LOAD" -> "loader";
            default -> "coordinator";
        };
    }

    /** The run shows a plan as part of VALIDATE, since nothing is written; here it belongs to the load, whose work it is. */
    private @Nullable Instant begin(RunView.PhaseView phase) {
        return phase.phase().equals("LOAD") ? trail.note("sealed").orElse(phase.startedAt()) : phase.startedAt();
    }

    /** Where reading comes first, it ends with the last file: what is told then already sets the others going. */
    private @Nullable Instant end(RunView.PhaseView phase) {
        return switch (phase.phase()) {
            case "VALIDATE" -> trail.note("sealed").orElse(phase.finishedAt());
            case "EXTRACT" -> apart && extraction != null ? extraction.finishedAt() : phase.finishedAt();
            default -> phase.finishedAt();
        };
    }

    private Map<String, Double> parts(String phase, @Nullable Instant from, @Nullable Instant to) {
        return switch (phase) {
            case "EXTRACT" -> parts("closure", trail.note("subset found"), "reading", from, to);
            case "LOAD" -> parts("plan", trail.state("LOADING"), "load", from, to);
            default -> Map.of();
        };
    }

    private static Map<String, Double> parts(
            String first, Optional<Instant> between, String second, @Nullable Instant from, @Nullable Instant to) {
        Map<String, Double> parts = new LinkedHashMap<>();
        between.ifPresent(middle -> {
            parts.put(first, seconds(from, middle));
            parts.put(second, seconds(middle, to));
        });
        return parts;
    }

    private BenchReport.Store store(String name, long rows) {
        Instant extracted =
                run.phase("EXTRACT").map(RunView.PhaseView::startedAt).orElse(null);
        return new BenchReport.Store(
                name,
                rows,
                between(extracted, lastRead(name)),
                between(trail.note("sealed").orElse(null), trail.note("planned", name)),
                between(trail.state("LOADING").orElse(null), trail.note("loaded", name)));
    }

    private Optional<Instant> lastRead(String store) {
        return extraction == null
                ? Optional.empty()
                : extraction.batches().stream()
                        .filter(batch -> batch.table().store().equals(store))
                        .map(BatchManifest::history)
                        .flatMap(List::stream)
                        .filter(stamp -> stamp.phase() == Phase.EXTRACT)
                        .map(PhaseStamp::at)
                        .max(Instant::compareTo);
    }

    private static @Nullable Double between(@Nullable Instant from, Optional<Instant> to) {
        return from == null || to.isEmpty() ? null : seconds(from, to.get());
    }

    static double seconds(@Nullable Instant from, @Nullable Instant to) {
        return from == null || to == null ? 0 : Duration.between(from, to).toMillis() / 1000.0;
    }
}
