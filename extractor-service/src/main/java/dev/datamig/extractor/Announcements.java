package dev.datamig.extractor;

import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.command.ExtractCommand.HelpToRead;
import dev.datamig.contracts.outcome.Outcome;

/** Where results are made known. Both calls return when the message is safe. */
public interface Announcements {

    void outcome(Outcome outcome);

    void batch(BatchManifest manifest);

    /** Calls the other instances; nobody may hear it. */
    void call(HelpToRead call);
}
