package dev.datamig.cli;

import dev.datamig.cli.bench.BenchReport;
import dev.datamig.cli.bench.ProcessUse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A measured run's numbers, put together and printed. */
final class BenchNumbers {

    private BenchNumbers() {}

    static BenchReport of(
            int students, RunView run, List<TableView> tables, BenchReport.Floor floor, List<ProcessUse> used) {
        double seconds = seconds(run.createdAt(), run.finishedAt());
        long rows = floor.stores().stream().mapToLong(store -> store.rows()).sum();
        return new BenchReport(
                students,
                rows,
                floor,
                new BenchReport.Run(
                        run.id(),
                        seconds,
                        rows / seconds,
                        run.phases().stream().map(BenchNumbers::phase).toList(),
                        stores(tables)),
                floor.seconds() <= 0 ? 0 : seconds / floor.seconds(),
                used,
                BenchReport.Machine.here());
    }

    private static BenchReport.Phase phase(RunView.PhaseView phase) {
        double seconds = seconds(phase.startedAt(), phase.finishedAt());
        return new BenchReport.Phase(
                phase.phase(), phase.rowsDone(), seconds, seconds <= 0 ? 0 : phase.rowsDone() / seconds);
    }

    private static List<BenchReport.Store> stores(List<TableView> tables) {
        Map<String, Long> rows = new TreeMap<>();
        tables.forEach(table -> rows.merge(table.store(), table.inserted() + table.updated(), Long::sum));
        return rows.entrySet().stream()
                .map(store -> new BenchReport.Store(store.getKey(), store.getValue()))
                .toList();
    }

    private static double seconds(@Nullable Instant from, @Nullable Instant to) {
        return from == null || to == null ? 0 : Duration.between(from, to).toMillis() / 1000.0;
    }

    static void print(Terminal terminal, BenchReport report) {
        terminal.line();
        terminal.line(terminal.bold("Run")
                + "    %,d students, %s"
                        .formatted(report.students(), report.run().id()));
        report.run()
                .phases()
                .forEach(phase -> terminal.line("  %-10s %,12d rows %9.1f s %,12.0f rows/s"
                        .formatted(phase.phase(), phase.rows(), phase.seconds(), phase.rowsPerSecond())));
        terminal.line("  %-10s %,12d rows %9.1f s %,12.0f rows/s"
                .formatted(
                        "whole",
                        report.rows(),
                        report.run().seconds(),
                        report.run().rowsPerSecond()));
        terminal.line(terminal.bold("Floor") + "  the same rows, COPY to COPY and UNWIND to UNWIND");
        report.floor()
                .stores()
                .forEach(store -> terminal.line("  %-10s %,12d rows %9.1f s %,12.0f rows/s"
                        .formatted(store.store(), store.rows(), store.seconds(), store.rowsPerSecond())));
        terminal.line("  %-10s %,12d rows %9.1f s %,12.0f rows/s"
                .formatted(
                        "whole",
                        report.rows(),
                        report.floor().seconds(),
                        report.floor().rowsPerSecond()));
        terminal.line(terminal.bold("Ratio  %.1f".formatted(report.ratioToFloor())) + " times the floor");
        report.services()
                .forEach(use -> terminal.line("  %-14s %9.1f s CPU %6d MB at most"
                        .formatted(use.name(), use.cpuSeconds(), use.peakMegabytes())));
    }
}
