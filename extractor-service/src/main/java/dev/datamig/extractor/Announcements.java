package dev.datamig.extractor;

import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.command.ExtractCommand.HelpToRead;
import dev.datamig.contracts.outcome.Outcome;
import java.util.List;

/** Where results are made known. Every call returns when the messages are safe. */
public interface Announcements {

    void outcome(Outcome outcome);

    /** A batch for who comes next, and what there is to tell about it. */
    void batch(BatchManifest manifest, Outcome.BatchExtracted outcome);

    /** Batches for who comes next, of which was told before. */
    void batches(List<BatchManifest> manifests);

    /** Calls the other instances; nobody may hear it. */
    void call(HelpToRead call);
}
