package dev.datamig.contracts.event;

import dev.datamig.contracts.District;
import dev.datamig.contracts.Failure;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.RunState;
import org.jspecify.annotations.Nullable;

/** A run went from one state to another; {@code from} is absent for the first. */
public record RunStateChanged(
        RunId run,
        District district,
        @Nullable RunState from,
        RunState to,
        @Nullable Failure failure) {}
