package dev.datamig.anonymizer;

import dev.datamig.anonymizer.policy.ClassificationTable;
import dev.datamig.anonymizer.policy.RunPlan;
import dev.datamig.anonymizer.staging.RunPolicies;
import dev.datamig.anonymizer.staging.StopMark;
import dev.datamig.contracts.Failure;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.Phase;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.command.AnonymizeCommand.ClassifyRun;
import dev.datamig.contracts.command.AnonymizeCommand.ClassifyStores;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.StagingException;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Judges columns and says which rule covers them. For a run this happens before its first batch is masked, so that a person can be
 * asked early; that nothing unruled is masked does not depend on it, since every batch is held against the same plan.
 */
@Singleton
public final class ClassifyFlow {

    private static final Logger LOG = Logger.getLogger(ClassifyFlow.class);

    private final StopMark stopMark;
    private final RunPolicies policies;
    private final StagingArea area;

    public ClassifyFlow(StopMark stopMark, RunPolicies policies, StagingArea area) {
        this.stopMark = stopMark;
        this.policies = policies;
        this.area = area;
    }

    /** Empty when the attempt was called off, or when a passing failure leaves the matter to the batches. */
    public Optional<Outcome.OfRun> run(ClassifyRun order) {
        try {
            if (stopMark.stopped(order.run(), order.attempt())) {
                return Optional.empty();
            }
            RunPlan plan = policies.plan(order.run(), order.attempt());
            ClassificationTable table = policies.table(plan);
            if (table.undecided().isEmpty() && !plan.gaps().isEmpty()) {
                return Gaps.failure(plan).map(failure -> failed(order, failure));
            }
            return Optional.of(new Outcome.RunClassified(
                    order.run(),
                    order.attempt(),
                    table.columns().size(),
                    table.personal(),
                    table.undecided(),
                    table.warnings()));
        } catch (AnonymizerException e) {
            return refused(order, e.failure());
        } catch (StagingException e) {
            return refused(order, e.failure());
        }
    }

    private static Optional<Outcome.OfRun> refused(ClassifyRun order, Failure failure) {
        if (failure.category() == dev.datamig.contracts.FailureCategory.BLOCKING) {
            return Optional.of(failed(order, failure));
        }
        LOG.warnf("Columns of %s not classified ahead of its batches: %s", order.run(), failure.code());
        return Optional.empty();
    }

    private static Outcome.OfRun failed(ClassifyRun order, Failure failure) {
        return new Outcome.WorkFailed(
                order.run(),
                order.attempt(),
                Phase.ANONYMIZE,
                "anonymizer",
                "ClassifyRun",
                null,
                null,
                failure,
                UUID.randomUUID().toString());
    }

    private static Outcome.OfRequest classified(String id, ClassificationTable table) {
        return new Outcome.StoresClassified(
                id, table.columns().size(), table.personal(), table.undecided().size());
    }

    /** Judges all stores' columns, drafts rules, and destroys the samples; told twice, it answers what it has found before. */
    public Outcome.OfRequest stores(ClassifyStores order) {
        String id = order.requestId();
        try {
            String result = StagingLayout.classification(id, StagingLayout.RESULT);
            Optional<ClassificationTable> before =
                    area.get(result).map(json -> Json.read(json, ClassificationTable.class));
            if (before.isPresent()) {
                return classified(id, before.get());
            }
            RunPolicies.Study study = policies.study(id);
            ClassificationTable table = policies.table(study.plan());
            area.put(
                    StagingLayout.classification(id, StagingLayout.DRAFT),
                    study.draft().getBytes(StandardCharsets.UTF_8));
            area.put(result, Json.writePretty(table));
            return classified(id, table);
        } catch (AnonymizerException e) {
            return new Outcome.RequestFailed(id, e.failure());
        } catch (StagingException e) {
            return new Outcome.RequestFailed(id, e.failure());
        } finally {
            policies.forget(id);
        }
    }
}
