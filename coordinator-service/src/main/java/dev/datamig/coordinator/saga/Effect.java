package dev.datamig.coordinator.saga;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.command.AnonymizeCommand;
import dev.datamig.contracts.command.ExtractCommand;
import dev.datamig.contracts.command.LoadCommand;
import dev.datamig.contracts.command.ValidateCommand;
import java.time.Instant;

/** What a step wants done; written down in the same transaction as the new state, carried out afterwards. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "effect")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Effect.Extract.class, name = "Extract"),
    @JsonSubTypes.Type(value = Effect.Classify.class, name = "Classify"),
    @JsonSubTypes.Type(value = Effect.Validate.class, name = "Validate"),
    @JsonSubTypes.Type(value = Effect.Load.class, name = "Load"),
    @JsonSubTypes.Type(value = Effect.HandOut.class, name = "HandOut"),
    @JsonSubTypes.Type(value = Effect.ReleaseDeferred.class, name = "ReleaseDeferred"),
    @JsonSubTypes.Type(value = Effect.Stop.class, name = "Stop"),
    @JsonSubTypes.Type(value = Effect.CallOffLoads.class, name = "CallOffLoads"),
    @JsonSubTypes.Type(value = Effect.Withdraw.class, name = "Withdraw"),
    @JsonSubTypes.Type(value = Effect.StartOver.class, name = "StartOver"),
    @JsonSubTypes.Type(value = Effect.Finish.class, name = "Finish")
})
public sealed interface Effect {

    /** Whether it sets work going, and so is held back while the run is paused. */
    @JsonIgnore
    default boolean isWork() {
        return switch (this) {
            case Extract e -> true;
            case Classify c -> true;
            case Validate v -> true;
            case Load l -> true;
            case HandOut h -> true;
            case ReleaseDeferred r -> true;
            case Stop s -> false;
            case CallOffLoads c -> false;
            case Withdraw w -> false;
            case StartOver s -> false;
            case Finish f -> false;
        };
    }

    /** Send to the extractor, not before. */
    record Extract(ExtractCommand command, Instant notBefore) implements Effect {}

    /** Send to the anonymizer, not before. */
    record Classify(AnonymizeCommand command, Instant notBefore) implements Effect {}

    /** Send to the validator, not before. */
    record Validate(ValidateCommand command, Instant notBefore) implements Effect {}

    /** Send to the loader, not before. */
    record Load(LoadCommand command, Instant notBefore) implements Effect {}

    /** Put a batch's manifest on a topic again, not before. */
    record HandOut(String topic, BatchManifest manifest, Instant notBefore) implements Effect {}

    /** Hand out every deferred batch of the attempt again, resumed. */
    record ReleaseDeferred(int attempt) implements Effect {}

    /** Tell the services that attempts up to this one are given up. */
    record Stop(int attempt) implements Effect {}

    /** Tell the loader that loads with numbers up to this one are not wanted any more, so that no store waits for the others in vain. */
    record CallOffLoads(int order) implements Effect {}

    /** Take back what has not been sent yet. */
    record Withdraw() implements Effect {}

    /** Forget the numbers of older attempts. */
    record StartOver(int attempt) implements Effect {}

    /** The run has ended: write its reports, destroy its key. */
    record Finish(int attempt) implements Effect {}
}
