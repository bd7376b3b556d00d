package dev.datamig.extractor;

import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.outcome.Outcome;

/** Where results are made known. Both calls return when the message is safe. */
public interface Announcements {

    void outcome(Outcome outcome);

    void batch(BatchManifest manifest);
}
