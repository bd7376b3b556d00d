package dev.datamig.loader.flow;

import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * How many stores are loaded at the same time, the one with the most to load first.
 *
 * <p>Stores that have servers of their own do not hinder each other, and there is no limit. Where all of them share one machine, the
 * longest load decides when the last one ends; it loses time to short ones that could as well go on after it has begun.
 */
public final class StoresAtOnce {

    /** The orders of one run come within some milliseconds of each other, in no order. */
    private static final Duration COMPANY = Duration.ofMillis(50);

    private final int limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private final List<Ticket> waiting = new ArrayList<>();
    private int working;

    /** @param limit 0 for none */
    public StoresAtOnce(int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("datamig.loader.stores-at-once is " + limit
                    + ": give the number of stores that are loaded at the same time, or 0 for no limit");
        }
        this.limit = limit;
    }

    /** Identity matters: two orders may weigh the same. */
    private static final class Ticket {
        private final long weight;

        private Ticket(long weight) {
            this.weight = weight;
        }
    }

    /**
     * Waits for a place, then loads.
     *
     * @param weight how much there is to do, compared with other stores
     * @throws LoadException {@code LOD-008} when the thread is interrupted while it waits
     */
    <T> T run(long weight, Supplier<T> load) {
        if (limit == 0) {
            return load.get();
        }
        enter(new Ticket(weight));
        try {
            return load.get();
        } finally {
            leave();
        }
    }

    private void enter(Ticket ticket) {
        lock.lock();
        try {
            waiting.add(ticket);
            try {
                for (long left = COMPANY.toNanos(); left > 0; ) {
                    left = change.awaitNanos(left);
                }
                while (before(ticket) >= limit - working) {
                    change.await();
                }
                working++;
            } finally {
                waiting.remove(ticket);
                change.signalAll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LoadException.of(LoaderCode.BUSY, "interrupted while other stores were loaded", e);
        } finally {
            lock.unlock();
        }
    }

    /** How many of those that wait go first: the heavier ones, and of equals those who came earlier. */
    private long before(Ticket ticket) {
        int at = waiting.indexOf(ticket);
        long before = 0;
        for (int i = 0; i < waiting.size(); i++) {
            long other = waiting.get(i).weight;
            if (other > ticket.weight || other == ticket.weight && i < at) {
                before++;
            }
        }
        return before;
    }

    private void leave() {
        lock.lock();
        try {
            working--;
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
