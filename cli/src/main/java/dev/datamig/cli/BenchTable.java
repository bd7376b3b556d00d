package dev.datamig.cli;

import dev.datamig.cli.bench.BenchReport;
import dev.datamig.cli.bench.StoreFloor;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A {@link BenchReport} for people. */
record BenchTable(Terminal terminal, BenchReport report) {

    private static final String PHASE = "  %-11s%12s%10s%12s%12s%12s%16s";
    private static final String FLOOR = "  %-11s%12s%10s%12s%12s";
    private static final String STORE = "  %-11s%12s%10s%8s%8s%14s%10s%10s%8s";

    static void print(Terminal terminal, BenchReport report) {
        var table = new BenchTable(terminal, report);
        table.head();
        for (int i = 0; i < report.runs().size(); i++) {
            table.run(i + 1, report.runs().get(i));
        }
        table.floor();
        table.stores();
        table.services();
        table.summary();
    }

    private void head() {
        BenchReport.Machine machine = report.machine();
        terminal.line();
        terminal.line(terminal.bold("%s students, %s rows"
                        .formatted(Numbers.count(report.students()), Numbers.count(report.rows())))
                + String.format(
                        Locale.ROOT,
                        " on %d cores, %s, Java %s, load %.1f",
                        machine.cores(),
                        machine.system(),
                        machine.java(),
                        machine.load()));
    }

    private void run(int number, BenchReport.Run run) {
        String rows = Numbers.count(
                run.stores().stream().mapToLong(BenchReport.Store::rows).sum());
        terminal.line();
        terminal.line(terminal.bold("Run " + number) + "  " + run.id());
        terminal.line(PHASE.formatted("phase", "rows", "seconds", "rows/s", "CPU s", "stores' s", "x bare copy"));
        run.phases().stream().filter(phase -> phase.seconds() > 0).forEach(this::phase);
        terminal.line(PHASE.formatted("whole", rows, one(run.seconds()), round(run.rowsPerSecond()), "", "", "")
                .stripTrailing());
        BenchReport.Undo undo = run.undo();
        terminal.line(PHASE.formatted(
                        "undo",
                        rows,
                        one(undo.seconds()),
                        round(undo.rowsPerSecond()),
                        "",
                        "",
                        times(undo.ratioToLoad()) + " LOAD")
                .stripTrailing());
    }

    private void phase(BenchReport.Phase phase) {
        double servers =
                phase.serverCpuSeconds().values().stream().mapToDouble(d -> d).sum();
        String parts = phase.parts().entrySet().stream()
                .map(part -> part.getKey() + " " + one(part.getValue()) + " s")
                .collect(Collectors.joining(", "));
        terminal.line((PHASE.formatted(
                                phase.phase(),
                                phase.rows() == 0 ? "" : Numbers.count(phase.rows()),
                                one(phase.seconds()),
                                phase.rows() == 0 ? "" : round(phase.rowsPerSecond()),
                                one(phase.cpuSeconds()),
                                usesStores(phase.phase()) ? one(servers) : "",
                                times(phase.ratioToFloor()))
                        + (parts.isEmpty() ? "" : "  (" + parts + ")"))
                .stripTrailing());
    }

    /** Masking and checking of files overlap with the extraction, whose servers' time theirs is not. */
    private static boolean usesStores(String phase) {
        return phase.equals("EXTRACT") || phase.equals("LOAD") || phase.equals("VERIFY");
    }

    private void floor() {
        BenchReport.Floor floor = report.floor();
        terminal.line();
        terminal.line(
                terminal.bold("Floor") + "  the same rows, copied with nothing in between, all stores side by side");
        terminal.line(FLOOR.formatted("bare copy", "rows", "seconds", "rows/s", "stores' s"));
        terminal.line(copying("reading", floor.reading()) + "   EXTRACT is held against it");
        terminal.line(copying("writing", floor.writing()) + "   LOAD is held against it");
        terminal.line(FLOOR.formatted(
                        "both", Numbers.count(report.rows()), one(floor.seconds()), round(floor.rowsPerSecond()), "")
                + "   the whole run is held against it");
    }

    private String copying(String name, BenchReport.Copying copying) {
        return FLOOR.formatted(
                name,
                Numbers.count(report.rows()),
                one(copying.seconds()),
                round(copying.rowsPerSecond()),
                one(copying.cpuSeconds()));
    }

    private void stores() {
        terminal.line();
        terminal.line(terminal.bold("Stores") + "  seconds until each was done, side by side; last run and bare copy");
        terminal.line(
                STORE.formatted("store", "rows", "extract", "plan", "load", "bare rows", "reading", "writing", "both"));
        BenchReport.Floor floor = report.floor();
        for (BenchReport.Store store : report.run().stores()) {
            terminal.line(STORE.formatted(
                    store.store(),
                    Numbers.count(store.rows()),
                    maybe(store.extractSeconds()),
                    maybe(store.planSeconds()),
                    maybe(store.loadSeconds()),
                    of(store.store(), floor.stores(), copied -> Numbers.count(copied.rows())),
                    of(store.store(), floor.reading().stores(), BenchTable::seconds),
                    of(store.store(), floor.writing().stores(), BenchTable::seconds),
                    of(store.store(), floor.stores(), BenchTable::seconds)));
        }
    }

    private static String of(String store, List<StoreFloor> floors, Function<StoreFloor, String> figure) {
        return floors.stream()
                .filter(floor -> floor.store().equals(store))
                .map(figure)
                .findFirst()
                .orElse("");
    }

    private static String seconds(StoreFloor floor) {
        return String.format(Locale.ROOT, "%.2f", floor.seconds());
    }

    private void services() {
        terminal.line();
        terminal.line(terminal.bold("Services") + "  last run");
        report.services()
                .forEach(use -> terminal.line(String.format(
                        Locale.ROOT,
                        "  %-14s %8.1f s CPU %6d MB at most",
                        use.name(),
                        use.cpuSeconds(),
                        use.peakMegabytes())));
    }

    private void summary() {
        terminal.line();
        terminal.line(terminal.bold("Ratio  " + times(report.ratioToFloor())) + " the floor, the whole last run");
        if (report.apart()) {
            terminal.line("Databases alone; EXTRACT, LOAD and undo had the services to themselves.");
        }
        terminal.line((report.apart() ? "ANONYMIZE and VALIDATE overlap." : "Phases overlap, since batches stream.")
                + " CPU s: of the phase's service; stores' s: CPU of the databases meanwhile.");
        terminal.line(
                "ANONYMIZE and VALIDATE have no counterpart in a database. What shares the machine shares its cores.");
    }

    private static String one(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }

    private static String maybe(@Nullable Double seconds) {
        return seconds == null ? "" : one(seconds);
    }

    private static String round(double rate) {
        return Numbers.count(Math.round(rate));
    }

    private static String times(@Nullable Double ratio) {
        return ratio == null ? "" : String.format(Locale.ROOT, "%.1f x", ratio);
    }
}
