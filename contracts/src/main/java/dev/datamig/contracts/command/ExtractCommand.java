package dev.datamig.contracts.command;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.datamig.contracts.District;
import dev.datamig.contracts.RunId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders to the extractor, on {@code datamig.extract.commands}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ExtractCommand.ExtractDistrict.class, name = "ExtractDistrict"),
    @JsonSubTypes.Type(value = ExtractCommand.ListDistricts.class, name = "ListDistricts"),
    @JsonSubTypes.Type(value = ExtractCommand.AnalyzeStores.class, name = "AnalyzeStores"),
    @JsonSubTypes.Type(value = ExtractCommand.RankDistricts.class, name = "RankDistricts"),
    @JsonSubTypes.Type(value = ExtractCommand.ExplainRow.class, name = "ExplainRow"),
    @JsonSubTypes.Type(value = ExtractCommand.SampleStores.class, name = "SampleStores"),
    @JsonSubTypes.Type(value = ExtractCommand.HelpToRead.class, name = "HelpToRead")
})
public sealed interface ExtractCommand {

    /**
     * Compute the closure, read the rows, stream the batches. Answered by ExtractionStarted, BatchExtracted…, ExtractionCompleted.
     *
     * @param readFirst pass no batch on before the last one is there
     */
    record ExtractDistrict(RunId run, int attempt, District district, boolean readFirst) implements ExtractCommand {
        /** Each batch is passed on as soon as it is there. */
        public ExtractDistrict(RunId run, int attempt, District district) {
            this(run, attempt, district, false);
        }
    }

    /** Read the list of districts. Answered by DistrictsListed. */
    record ListDistricts(String requestId) implements ExtractCommand {}

    /** Analyse the schemas of all stores into the staging area. Answered by AnalysisCompleted. */
    record AnalyzeStores(String requestId, boolean exactCounts) implements ExtractCommand {}

    /**
     * Measure and rank districts into the staging area. Answered by SelectionCompleted.
     *
     * @param top how many to keep
     * @param exactCounts count the rows of every district; else of the first ones only, and the others are estimated
     * @param pace how fast runs have been so far, absent when none has completed
     */
    record RankDistricts(
            String requestId,
            int top,
            boolean exactCounts,
            @Nullable RunPace pace) implements ExtractCommand {}

    /** Put the schema of all stores and an encrypted sample of their values into the staging area. Answered by StoresSampled. */
    record SampleStores(String requestId) implements ExtractCommand {}

    /**
     * Find the chain of references from a root to a row, or why there is none. Answered by RowExplained.
     *
     * @param key the row's primary key, one text per column
     */
    record ExplainRow(String requestId, RunId run, District district, String store, String table, List<String> key)
            implements ExtractCommand {}

    /**
     * An instance that reads a large run calls others to read a share of it. Sent by an extractor, not by the coordinator; not
     * answered: who has time reports on the run's board in the staging area.
     *
     * @param caller who calls, so that it does not answer itself
     */
    record HelpToRead(RunId run, int attempt, String caller) implements ExtractCommand {}
}
