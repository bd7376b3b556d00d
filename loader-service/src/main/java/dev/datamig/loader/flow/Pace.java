package dev.datamig.loader.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the smaller stores of a run from being ready long before the largest one. They commit together, so nothing is won by it; where
 * their databases share the processors, the largest store would only have less of them, and be alone at the end.
 *
 * <p>Who is ahead waits a little each time that it tells how far it has come, and then goes on whatever the others do. For several threads.
 */
final class Pace {

    /** By how much of its work the largest store may be behind the others: what is left of them is an estimate. */
    private static final double AHEAD = 0.15;

    static final Duration PATIENCE = Duration.ofMillis(100);

    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Member> members = new ArrayList<>();
    private int waiting;

    /** @param patience how long a store that is ahead waits each time */
    Pace(Duration patience) {
        this.patience = patience;
    }

    /** One more store. */
    Member join() {
        var member = new Member();
        lock.lock();
        try {
            members.add(member);
        } finally {
            lock.unlock();
        }
        return member;
    }

    /** How many stores have come so far. */
    int joined() {
        lock.lock();
        try {
            return members.size();
        } finally {
            lock.unlock();
        }
    }

    /** Whether all stores that have come are ready. */
    boolean isOver() {
        lock.lock();
        try {
            return members.stream().allMatch(member -> member.ready);
        } finally {
            lock.unlock();
        }
    }

    /** How many wait for the largest. */
    int waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    /** A store. */
    final class Member {
        private long rows;
        private double share;
        private boolean ready;

        private Member() {}

        /** It is going to be loaded. */
        void sized(long size) {
            lock.lock();
            try {
                rows = size;
            } finally {
                lock.unlock();
            }
        }

        /** It has come so far; waits for the largest store when it is ahead of that. @param part of its work, 0 to 1 */
        void reached(double part) {
            lock.lock();
            try {
                share = part;
                waiting++;
                changed.signalAll();
                long left = patience.toNanos();
                while (left > 0 && isAhead()) {
                    left = changed.awaitNanos(left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                waiting--;
                lock.unlock();
            }
        }

        /** It has nothing left to do, or has failed. */
        void ready() {
            lock.lock();
            try {
                share = 1;
                ready = true;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        /** Together with the other small ones: most of them have not begun yet, or are ready. */
        private boolean isAhead() {
            Optional<Member> largest =
                    members.stream().filter(m -> !m.ready).max(Comparator.comparingLong(member -> member.rows));
            if (largest.isEmpty() || largest.get() == this) {
                return false;
            }
            List<Member> others =
                    members.stream().filter(m -> m != largest.get()).toList();
            double all = others.stream().mapToDouble(m -> m.rows).sum();
            double done = others.stream().mapToDouble(m -> m.rows * m.share).sum();
            return done > all * (largest.get().share + AHEAD);
        }
    }
}
