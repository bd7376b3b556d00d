package dev.datamig.sandbox.servers;

import java.time.Duration;

/**
 * Waits for the end of processes that need not be this one's children. {@link ProcessHandle#onExit()} passes the news on by the common
 * pool: where that is busy, such as when this JVM is being ended in the middle of its work, a process seems to live on for ever.
 */
public final class ProcessEnd {

    private static final Duration PULSE = Duration.ofMillis(20);

    private ProcessEnd() {}

    /** @return whether it has ended within that time */
    public static boolean await(ProcessHandle process, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (process.isAlive()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(PULSE);
        }
        return true;
    }
}
