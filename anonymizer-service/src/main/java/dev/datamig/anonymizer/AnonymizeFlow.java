package dev.datamig.anonymizer;

import dev.datamig.anonymizer.policy.RunPlan;
import dev.datamig.anonymizer.policy.TablePlan;
import dev.datamig.anonymizer.redact.KnownNames;
import dev.datamig.anonymizer.staging.BatchMasking;
import dev.datamig.anonymizer.staging.RunPolicies;
import dev.datamig.anonymizer.staging.StopMark;
import dev.datamig.anonymizer.transform.UnfitValueException;
import dev.datamig.anonymizer.transform.UnsplitValueException;
import dev.datamig.contracts.Failure;
import dev.datamig.contracts.Phase;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.PhaseStamp;
import dev.datamig.contracts.outcome.ColumnTally;
import dev.datamig.staging.StagingException;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.key.RunKeys;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What happens to a batch, from top to bottom. */
@Singleton
public final class AnonymizeFlow {

    private final StopMark stopMark;
    private final RunPolicies policies;
    private final RunKeys runKeys;
    private final BatchMasking masking;
    private final Instance instance;
    private final Clock clock;

    public AnonymizeFlow(
            StopMark stopMark,
            RunPolicies policies,
            RunKeys runKeys,
            BatchMasking masking,
            Instance instance,
            Clock clock) {
        this.stopMark = stopMark;
        this.policies = policies;
        this.runKeys = runKeys;
        this.masking = masking;
        this.instance = instance;
        this.clock = clock;
    }

    /** How a batch came out. */
    public sealed interface Answer {
        /** It is masked; {@code next} is its new passport. */
        record Anonymized(BatchManifest next, List<ColumnTally> columns) implements Answer {}

        /** It waits for the names of the whole run. */
        record Deferred() implements Answer {}

        /** Its attempt was called off. */
        record Stopped() implements Answer {}

        /** It did not work. */
        record Failed(Failure failure) implements Answer {}
    }

    /** Masks a batch. */
    public Answer anonymize(BatchManifest batch) {
        try {
            if (stopMark.stopped(batch.run(), batch.attempt())) {
                return new Answer.Stopped();
            }
            RunPlan plan = policies.plan(batch.run(), batch.attempt());
            Optional<Failure> gaps = Gaps.failure(plan);
            if (gaps.isPresent()) {
                return new Answer.Failed(gaps.get());
            }
            TablePlan table = plan.table(batch.table())
                    .orElseThrow(() -> new AnonymizerException(
                            AnonymizerCode.UNKNOWN_TABLE, batch.table().text()));
            DataKey runKey = runKeys.find(batch.run())
                    .orElseThrow(() -> new AnonymizerException(
                            AnonymizerCode.RUN_KEY_MISSING, batch.run().value()));
            if (table.waitsForNames() && !batch.resumed() && masking.prepare(batch, plan, table, runKey)) {
                return new Answer.Deferred();
            }
            return masked(batch, plan, table, runKey);
        } catch (UnfitValueException e) {
            return new Answer.Failed(AnonymizerCode.UNFIT_VALUES.failure(String.valueOf(e.getMessage())));
        } catch (UnsplitValueException e) {
            return new Answer.Failed(AnonymizerCode.UNSPLIT_VALUES.failure(String.valueOf(e.getMessage())));
        } catch (AnonymizerException e) {
            return new Answer.Failed(e.failure());
        } catch (StagingException e) {
            return new Answer.Failed(e.failure());
        }
    }

    private Answer masked(BatchManifest batch, RunPlan plan, TablePlan table, DataKey runKey) {
        KnownNames names = table.waitsForNames() && batch.resumed()
                ? policies.names(batch.run(), batch.attempt(), runKey)
                : KnownNames.NONE;
        BatchMasking.Masked masked = masking.mask(batch, plan, table, names, runKey);
        var stamp = new PhaseStamp(Phase.ANONYMIZE, instance.name(), clock.instant());
        return new Answer.Anonymized(
                batch.next(
                        masked.file().path(),
                        masked.file().bytes(),
                        masked.file().sha256(),
                        stamp),
                masked.columns());
    }
}
