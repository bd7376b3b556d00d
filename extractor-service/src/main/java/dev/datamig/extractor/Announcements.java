package dev.datamig.extractor;

import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.command.ExtractCommand.HelpToRead;
import dev.datamig.contracts.outcome.Outcome;
import java.util.List;

/** Where results are made known. Every call returns when the messages are safe. */
public interface Announcements {

    void outcome(Outcome outcome);

    /**
     * Batches, all of them together.
     *
     * @param manifests for who comes next
     * @param outcomes what there is to tell about these batches or others
     */
    void batches(List<BatchManifest> manifests, List<Outcome.BatchExtracted> outcomes);

    /** Calls the other instances; nobody may hear it. */
    void call(HelpToRead call);
}
