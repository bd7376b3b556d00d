package dev.datamig.contracts.command;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.datamig.contracts.District;
import dev.datamig.contracts.RunId;

/** Orders to the validator, on {@code datamig.validate.commands}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ValidateCommand.ValidateSet.class, name = "ValidateSet"),
    @JsonSubTypes.Type(value = ValidateCommand.ReuseSet.class, name = "ReuseSet"),
    @JsonSubTypes.Type(value = ValidateCommand.AuditTarget.class, name = "AuditTarget")
})
public sealed interface ValidateCommand {

    RunId run();

    int attempt();

    /** Every batch has passed: check the set and seal it. Answered by SetValidated. */
    record ValidateSet(RunId run, int attempt, District district) implements ValidateCommand {}

    /**
     * Take the sealed set of an earlier run over into this one instead of extracting. Answered by the outcomes that extraction,
     * masking and checks of its batches would have had, ExtractionCompleted last.
     *
     * @param from the run whose sealed files are used again
     */
    record ReuseSet(RunId run, int attempt, District district, RunId from) implements ValidateCommand {}

    /**
     * Hold CERT against the sealed manifest after the load: counts, references, leaks. Answered by TargetAudited.
     *
     * @param requestId empty when the run itself verifies, else the id of the audit that a person asked for
     */
    record AuditTarget(String requestId, RunId run, int attempt, District district) implements ValidateCommand {}
}
