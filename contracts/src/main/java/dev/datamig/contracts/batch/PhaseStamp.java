package dev.datamig.contracts.batch;

import dev.datamig.contracts.Phase;
import java.time.Instant;

/** That an instance of a service had a batch in its hands. */
public record PhaseStamp(Phase phase, String instance, Instant at) {}
