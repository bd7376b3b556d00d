package dev.datamig.coordinator.postgres;

import dev.datamig.contracts.batch.BatchRef;

/** What a set of outcomes adds to a table's counters. Not for several threads. */
final class TableCounts {
    long extracted;
    int extractedBatches;
    long anonymized;
    int anonymizedBatches;
    long validated;
    int validatedBatches;

    void extracted(BatchRef batch) {
        extracted += batch.rows();
        extractedBatches++;
    }

    void anonymized(BatchRef batch) {
        anonymized += batch.rows();
        anonymizedBatches++;
    }

    void validated(BatchRef batch) {
        validated += batch.rows();
        validatedBatches++;
    }
}
