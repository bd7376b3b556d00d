package dev.datamig.validator;

import dev.datamig.contracts.event.Progress;
import dev.datamig.validator.flow.Heartbeat;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** A heartbeat that beats whenever somebody looks at the clock: time goes by in the midst of the work. */
public final class Pulse {

    private final List<Progress> told = new ArrayList<>();
    private final List<Runnable> beating = new ArrayList<>();

    public Heartbeat heartbeat() {
        return new Heartbeat(
                beat -> {
                    beating.add(beat);
                    return () -> beating.remove(beat);
                },
                told::add);
    }

    /** Time goes by. */
    public void beat() {
        beating.forEach(Runnable::run);
    }

    /** Whether anything would be told if time went by. */
    public boolean beats() {
        return !beating.isEmpty();
    }

    /** What was told so far. */
    public List<Progress> told() {
        return told;
    }

    /** Stands still; time goes by when it is read. */
    public Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                beat();
                return StagedRun.CLOCK.instant();
            }

            @Override
            public ZoneId getZone() {
                return StagedRun.CLOCK.getZone();
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }
}
