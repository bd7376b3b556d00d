package dev.datamig.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/** The floor of all stores side by side, as a run works at them: reading by itself, writing by itself, and one piped into the other. */
public record Floors(List<StoreCopy> stores, DoubleSupplier serverCpu) implements AutoCloseable {

    /** Copies and times, three times over. {@code serverCpu}: CPU seconds of the servers so far. */
    public BenchReport.Floor measure() {
        all(StoreCopy::renew);
        all(StoreCopy::spool);
        BenchReport.Copying reading = timed(StoreCopy::read);
        all(StoreCopy::renew);
        BenchReport.Copying writing = timed(StoreCopy::write);
        all(StoreCopy::renew);
        BenchReport.Copying piped = timed(StoreCopy::pipe);
        same(reading, writing, piped);
        return new BenchReport.Floor(piped.seconds(), piped.rowsPerSecond(), piped.stores(), reading, writing);
    }

    /** Rows that went missing would make a floor of nothing. What triggers wrote is not read by itself; how much that is a store knows. */
    private static void same(BenchReport.Copying reading, BenchReport.Copying writing, BenchReport.Copying piped) {
        for (int i = 0; i < piped.stores().size(); i++) {
            StoreFloor one = piped.stores().get(i);
            long read = reading.stores().get(i).rows();
            long written = writing.stores().get(i).rows();
            if (one.rows() < read || one.rows() > 0 && read == 0 || one.rows() != written) {
                throw new BenchException(
                        "%s: %d rows were read, %d written and %d copied; is somebody else at work in CERT?"
                                .formatted(one.store(), read, written, one.rows()));
            }
        }
    }

    private void all(Consumer<StoreCopy> work) {
        SideBySide.all(stores.stream()
                .map(store -> (Callable<Boolean>) () -> {
                    work.accept(store);
                    return true;
                })
                .toList());
    }

    private BenchReport.Copying timed(Function<StoreCopy, StoreFloor> work) {
        double cpu = serverCpu.getAsDouble();
        long begin = System.nanoTime();
        List<StoreFloor> copied = SideBySide.all(stores.stream()
                .map(store -> (Callable<StoreFloor>) () -> work.apply(store))
                .toList());
        double seconds = (System.nanoTime() - begin) / 1e9;
        return BenchReport.Copying.of(copied, seconds, serverCpu.getAsDouble() - cpu);
    }

    /** Removes what was made for measuring, from every store even if one of them does not answer any more. */
    @Override
    public void close() {
        List<BenchException> failures = new ArrayList<>();
        for (StoreCopy store : stores) {
            try {
                store.drop();
            } catch (BenchException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }
}
