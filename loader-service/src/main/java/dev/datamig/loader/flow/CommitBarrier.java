package dev.datamig.loader.flow;

import dev.datamig.contracts.FailureCategory;
import dev.datamig.contracts.command.LoadCommand;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.target.CalledOff;
import dev.datamig.loader.target.CommitGate;
import dev.datamig.loader.target.CommitWithheldException;
import dev.datamig.loader.target.Standing;
import dev.datamig.loader.target.Standing.State;
import dev.datamig.loader.target.Standings;
import dev.datamig.staging.StagingException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Has one order commit together with those of the run's other stores. When they cannot be heard a load goes on alone, and an undo
 * that has to come after another one is given up. A load that is called off is rolled back, whatever the others say.
 */
final class CommitBarrier implements CommitGate {

    private static final Logger LOG = Logger.getLogger(CommitBarrier.class);

    private static final Duration SHORT_PAUSE = Duration.ofMillis(50);
    private static final Duration LONG_PAUSE = Duration.ofMillis(250);
    static final Duration SIGN_OF_LIFE = Duration.ofSeconds(2);

    private final Standings standings;
    private final CalledOff calls;
    private final LoadCommand order;
    private final CommitRule rule;
    private Runnable whenAtWork = () -> {};
    private Runnable whenReady = () -> {};
    private final Map<String, Long> idleSince = new HashMap<>();
    private long heardAt = System.nanoTime();
    private boolean near;
    private boolean deaf;
    private boolean passed;

    CommitBarrier(Standings standings, CalledOff calls, LoadCommand order, CommitRule rule) {
        this.standings = standings;
        this.calls = calls;
        this.order = order;
        this.rule = rule;
    }

    /** @param action when it is the order's turn in its target; waits for nothing that waits for a turn */
    void whenAtWork(Runnable action) {
        whenAtWork = action;
    }

    /** @param action when everything is written and only the others are waited for */
    void whenReady(Runnable action) {
        whenReady = action;
    }

    /** The order waits at most for another run from now on. */
    void queued() {
        say(State.QUEUED, null);
    }

    @Override
    public void atWork() {
        requireWanted();
        say(State.AT_WORK, null);
        whenAtWork.run();
    }

    /**
     * Called while the order is at work, however often.
     *
     * @throws CommitWithheldException when the order is called off or another store has failed, so that the work is in vain
     */
    void hearNowAndThen() {
        if (passed || since(heardAt).compareTo(SIGN_OF_LIFE) < 0) {
            return;
        }
        heardAt = System.nanoTime();
        requireWanted();
        rule.inVain(heard()).ifPresent(r -> {
            throw new CommitWithheldException(r.other(), r.why());
        });
    }

    /** Does the work of the order and tells the others how it ends. */
    Outcome around(Supplier<Outcome> work) {
        try {
            requireWanted();
            rule.hopeless().ifPresent(other -> {
                throw new CommitWithheldException(other, "datamig.loader.commit-wait is zero");
            });
            say(State.TAKEN, null);
            Outcome outcome = work.get();
            say(State.DONE, null);
            clear();
            return outcome;
        } catch (CommitWithheldException e) {
            String because = e.other().equals(order.store()) ? "" : " because of store " + e.other();
            LOG.infof(
                    "store %s: order %d of %s is rolled back%s: %s",
                    order.store(), order.attempt(), order.run(), because, e.why());
            say(State.FAILED, FailureCategory.TRANSIENT);
            return new Outcome.CommitWithheld(order.run(), order.attempt(), order.store(), e.other(), e.why());
        } catch (LoadException e) {
            say(State.FAILED, e.failure().category());
            throw e;
        } catch (StagingException e) {
            say(State.FAILED, e.failure().category());
            throw e;
        } catch (RuntimeException e) {
            say(State.FAILED, FailureCategory.FATAL);
            throw e;
        }
    }

    @Override
    public void pass(Runnable alive) {
        if (passed) {
            return;
        }
        say(State.READY, null);
        whenReady.run();
        long since = System.nanoTime();
        long lastSign = since;
        for (Duration waited = Duration.ZERO; !mayCommit(waited); waited = since(since)) {
            if (since(lastSign).compareTo(SIGN_OF_LIFE) > 0) {
                alive.run();
                requireWanted();
                lastSign = System.nanoTime();
            }
            pause(near || waited.compareTo(SIGN_OF_LIFE) < 0 ? SHORT_PAUSE : LONG_PAUSE);
        }
        requireWanted();
        passed = true;
    }

    private void requireWanted() {
        if (deaf) {
            return;
        }
        int upTo = 0;
        try {
            upTo = calls.upTo(order.run());
        } catch (StagingException e) {
            LOG.warnf("store %s: does not hear whether the run goes on: %s", order.store(), e.getMessage());
            deaf = true;
        }
        if (order.attempt() <= upTo) {
            throw new CommitWithheldException(order.store(), "the run has been given up");
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private boolean mayCommit(Duration waited) {
        List<Standing> heard = heard();
        near = rule.isNear(heard);
        List<String> idle = rule.idle(heard);
        idleSince.keySet().retainAll(idle);
        idle.forEach(other -> idleSince.putIfAbsent(other, System.nanoTime()));
        Map<String, Duration> times = new HashMap<>();
        idleSince.forEach((other, nanos) -> times.put(other, since(nanos)));
        return switch (rule.verdict(heard, waited, times)) {
            case CommitRule.Verdict.Commit c -> true;
            case CommitRule.Verdict.Wait w -> false;
            case CommitRule.Verdict.RollBack r ->
                throw new CommitWithheldException(r.other(), deaf ? "the staging area cannot be reached" : r.why());
        };
    }

    private List<Standing> heard() {
        if (!deaf) {
            try {
                return standings.of(order.run(), rule.group().round());
            } catch (StagingException e) {
                LOG.warnf("store %s: does not hear of the run's other stores: %s", order.store(), e.getMessage());
                deaf = true;
            }
        }
        return List.of();
    }

    private void say(State state, @Nullable FailureCategory failure) {
        if (deaf) {
            return;
        }
        try {
            var standing = new Standing(order.store(), order.attempt(), state, failure);
            standings.put(order.run(), rule.group().round(), standing);
        } catch (StagingException e) {
            LOG.warnf("store %s: cannot tell the run's other stores: %s", order.store(), e.getMessage());
            deaf = true;
        }
    }

    /** The last one that is done leaves nothing behind. */
    private void clear() {
        boolean last = heard().stream()
                .filter(standing -> standing.state() == State.DONE)
                .map(Standing::store)
                .collect(Collectors.toSet())
                .containsAll(rule.group().others().keySet());
        if (last && !deaf) {
            try {
                standings.clear(order.run(), rule.group().round());
            } catch (StagingException e) {
                LOG.debugf("store %s: what the stores have said stays: %s", order.store(), e.getMessage());
            }
        }
    }

    private void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LoadException.of(
                    LoaderCode.BUSY, "store " + order.store() + ": interrupted while waiting for other stores", e);
        }
    }
}
