package dev.datamig.coordinator.saga;

import java.util.List;
import java.util.stream.Stream;

/** A run after an event, and what has to be done. */
public record Step(Run run, List<Effect> effects) {

    static Step stay(Run run) {
        return new Step(run, List.of());
    }

    static Step to(Run run, Effect... effects) {
        return new Step(run, List.of(effects));
    }

    Step with(Stream<? extends Effect> more) {
        return new Step(run, Stream.concat(effects.stream(), more).toList());
    }
}
