package dev.datamig.contracts.command;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.datamig.contracts.RunId;

/** Orders to the anonymizer that are no batches, on {@code datamig.anonymize.commands}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AnonymizeCommand.ClassifyRun.class, name = "ClassifyRun"),
    @JsonSubTypes.Type(value = AnonymizeCommand.ClassifyStores.class, name = "ClassifyStores")
})
public sealed interface AnonymizeCommand {

    /** Judge the columns of a run before its batches are masked. Answered by RunClassified. */
    record ClassifyRun(RunId run, int attempt) implements AnonymizeCommand {}

    /** Judge what the extractor sampled under this request, and draft rules. Answered by StoresClassified. */
    record ClassifyStores(String requestId) implements AnonymizeCommand {}
}
