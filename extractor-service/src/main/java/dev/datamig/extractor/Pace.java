package dev.datamig.extractor;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Holds readers back to a number of rows per second, all together. */
final class Pace {

    private final long rowsPerSecond;
    private final long start = System.nanoTime();
    private long rows;

    /** @param rowsPerSecond 0 for no limit */
    Pace(long rowsPerSecond) {
        this.rowsPerSecond = rowsPerSecond;
    }

    /** Waits until one more row may be read. */
    void row() {
        if (rowsPerSecond > 0) {
            long wait = due() - (System.nanoTime() - start);
            if (wait > TimeUnit.MILLISECONDS.toNanos(5)) {
                LockSupport.parkNanos(wait);
            }
        }
    }

    private synchronized long due() {
        return (long) (++rows / (double) rowsPerSecond * TimeUnit.SECONDS.toNanos(1));
    }
}
