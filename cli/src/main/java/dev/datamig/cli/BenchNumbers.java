package dev.datamig.cli;

import dev.datamig.cli.bench.BenchReport;
import dev.datamig.cli.bench.ProcessUse;
import dev.datamig.cli.bench.StoreFloor;
import java.util.List;
import java.util.stream.IntStream;

/** Measured runs and their floor, put together. */
final class BenchNumbers {

    private BenchNumbers() {}

    /** @param runs at least one, each with its undo in {@code undone} */
    static BenchReport of(
            int students,
            boolean apart,
            BenchReport.Floor floor,
            List<BenchRun> runs,
            List<BenchReport.Undo> undone,
            List<ProcessUse> services) {
        List<BenchReport.Run> numbers = IntStream.range(0, runs.size())
                .mapToObj(i -> runs.get(i).numbers(floor, undone.get(i)))
                .toList();
        BenchReport.Run last = numbers.getLast();
        return new BenchReport(
                students,
                apart,
                floor.stores().stream().mapToLong(StoreFloor::rows).sum(),
                floor,
                last,
                floor.seconds() <= 0 ? 0 : last.seconds() / floor.seconds(),
                services,
                BenchReport.Machine.here(),
                numbers);
    }
}
