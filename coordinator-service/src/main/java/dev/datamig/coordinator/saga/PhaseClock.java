package dev.datamig.coordinator.saga;

import dev.datamig.contracts.Phase;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** Notes when phases begin and end, by comparing a run before and after a step. */
final class PhaseClock {

    private PhaseClock() {}

    static Run follow(Run before, Run after, Instant now) {
        Map<Phase, PhaseTimes> times = new EnumMap<>(Phase.class);
        times.putAll(after.phases());
        if (after.attempt() != before.attempt()) {
            times.replaceAll((phase, time) -> time.again());
        }
        for (Phase phase : Phase.values()) {
            PhaseTimes time = times.getOrDefault(phase, PhaseTimes.PENDING);
            boolean runs = after.stage().running().contains(phase);
            if (runs && time.state() != PhaseTimes.State.RUNNING) {
                times.put(phase, time.begin(now));
            } else if (!runs && time.state() == PhaseTimes.State.RUNNING) {
                times.put(phase, time.end(ending(after.stage()), now));
            }
        }
        return times.equals(before.phases()) ? after : after.withPhases(Map.copyOf(times));
    }

    private static PhaseTimes.State ending(Stage after) {
        return switch (after) {
            case Stage.Compensating c -> ending(c.cause());
            case Stage.Checking c when c.cause() != null -> ending(c.cause());
            case Stage.Failed f -> PhaseTimes.State.FAILED;
            case Stage.Cancelled c -> PhaseTimes.State.CANCELLED;
            default -> PhaseTimes.State.DONE;
        };
    }

    private static PhaseTimes.State ending(Stage.Cause cause) {
        return cause.end() == Stage.End.CANCELLED ? PhaseTimes.State.CANCELLED : PhaseTimes.State.FAILED;
    }
}
