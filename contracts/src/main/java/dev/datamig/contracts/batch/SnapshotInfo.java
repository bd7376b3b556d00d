package dev.datamig.contracts.batch;

import java.time.Instant;

/** When a store was frozen for reading. */
public record SnapshotInfo(String store, Instant at) {}
