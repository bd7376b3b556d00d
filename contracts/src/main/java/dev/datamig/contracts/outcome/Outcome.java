package dev.datamig.contracts.outcome;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.datamig.contracts.District;
import dev.datamig.contracts.Failure;
import dev.datamig.contracts.Phase;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.BatchRef;
import dev.datamig.contracts.batch.Membership;
import dev.datamig.contracts.batch.SnapshotInfo;
import dev.datamig.contracts.batch.TableTotal;
import dev.datamig.contracts.schema.TableId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the services answer, on {@code datamig.outcomes}. An outcome has the same {@link #id()} each time the same work is done
 * again, so that a second delivery is recognised.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Outcome.ExtractionStarted.class, name = "ExtractionStarted"),
    @JsonSubTypes.Type(value = Outcome.BatchExtracted.class, name = "BatchExtracted"),
    @JsonSubTypes.Type(value = Outcome.ExtractionCompleted.class, name = "ExtractionCompleted"),
    @JsonSubTypes.Type(value = Outcome.RunClassified.class, name = "RunClassified"),
    @JsonSubTypes.Type(value = Outcome.BatchAnonymized.class, name = "BatchAnonymized"),
    @JsonSubTypes.Type(value = Outcome.BatchDeferred.class, name = "BatchDeferred"),
    @JsonSubTypes.Type(value = Outcome.BatchValidated.class, name = "BatchValidated"),
    @JsonSubTypes.Type(value = Outcome.SetValidated.class, name = "SetValidated"),
    @JsonSubTypes.Type(value = Outcome.TargetAudited.class, name = "TargetAudited"),
    @JsonSubTypes.Type(value = Outcome.LoadPlanned.class, name = "LoadPlanned"),
    @JsonSubTypes.Type(value = Outcome.StoreLoaded.class, name = "StoreLoaded"),
    @JsonSubTypes.Type(value = Outcome.UndoChecked.class, name = "UndoChecked"),
    @JsonSubTypes.Type(value = Outcome.StoreUndone.class, name = "StoreUndone"),
    @JsonSubTypes.Type(value = Outcome.CommitWithheld.class, name = "CommitWithheld"),
    @JsonSubTypes.Type(value = Outcome.WorkFailed.class, name = "WorkFailed"),
    @JsonSubTypes.Type(value = Outcome.DistrictsListed.class, name = "DistrictsListed"),
    @JsonSubTypes.Type(value = Outcome.AnalysisCompleted.class, name = "AnalysisCompleted"),
    @JsonSubTypes.Type(value = Outcome.SelectionCompleted.class, name = "SelectionCompleted"),
    @JsonSubTypes.Type(value = Outcome.StoresSampled.class, name = "StoresSampled"),
    @JsonSubTypes.Type(value = Outcome.StoresClassified.class, name = "StoresClassified"),
    @JsonSubTypes.Type(value = Outcome.RowExplained.class, name = "RowExplained"),
    @JsonSubTypes.Type(value = Outcome.BackupRestored.class, name = "BackupRestored"),
    @JsonSubTypes.Type(value = Outcome.RequestFailed.class, name = "RequestFailed")
})
public sealed interface Outcome {

    /** Equal for equal work. */
    String id();

    /** An outcome of a run, as opposed to the answer to a request. */
    sealed interface OfRun extends Outcome {
        RunId run();

        int attempt();
    }

    /** An answer to a request that belongs to no run's saga. */
    sealed interface OfRequest extends Outcome {
        String requestId();

        @Override
        default String id() {
            return requestId() + "/" + getClass().getSimpleName();
        }
    }

    /**
     * The closure is known.
     *
     * @param tables every table of the subset, also those without rows
     * @param findings what the source's rows were found to be besides
     */
    record ExtractionStarted(
            RunId run, int attempt, List<SnapshotInfo> snapshots, List<TableTotal> tables, List<Finding> findings)
            implements OfRun {

        /** Nothing was found. */
        public ExtractionStarted(RunId run, int attempt, List<SnapshotInfo> snapshots, List<TableTotal> tables) {
            this(run, attempt, snapshots, tables, List.of());
        }

        @Override
        public String id() {
            return run + "/" + attempt + "/extraction-started";
        }
    }

    record BatchExtracted(RunId run, int attempt, BatchRef batch) implements OfRun {
        @Override
        public String id() {
            return batchId(run, attempt, "extracted", batch);
        }
    }

    /** All rows are read; {@code tables} holds the final numbers of batches. */
    record ExtractionCompleted(RunId run, int attempt, List<TableTotal> tables) implements OfRun {
        @Override
        public String id() {
            return run + "/" + attempt + "/extraction-completed";
        }
    }

    /**
     * The columns of the run are judged; the details lie in the staging area.
     *
     * @param personal columns that look personal
     * @param undecided those of them that no rule covers: nothing is masked before somebody has decided
     * @param warnings rules that match nothing, columns that several rules claim, personal columns that are kept
     */
    record RunClassified(
            RunId run, int attempt, int columns, int personal, List<UndecidedColumn> undecided, List<String> warnings)
            implements OfRun {
        @Override
        public String id() {
            return run + "/" + attempt + "/classified";
        }
    }

    record BatchAnonymized(RunId run, int attempt, BatchRef batch, List<ColumnTally> columns) implements OfRun {
        @Override
        public String id() {
            return batchId(run, attempt, "anonymized", batch);
        }
    }

    /**
     * The batch cannot be masked before the names of the whole run are known. The coordinator hands {@code manifest} out again
     * (resumed) when every batch that was not deferred has been anonymized.
     */
    record BatchDeferred(RunId run, int attempt, BatchManifest manifest) implements OfRun {
        @Override
        public String id() {
            return batchId(run, attempt, "deferred", manifest.ref());
        }
    }

    /** An ERROR among the findings stops the run at the gate. */
    record BatchValidated(RunId run, int attempt, BatchRef batch, List<Finding> findings) implements OfRun {
        @Override
        public String id() {
            return batchId(run, attempt, "validated", batch);
        }
    }

    /** The set is sealed ({@code sealed} true) or an ERROR among the findings forbids it. */
    record SetValidated(RunId run, int attempt, boolean sealed, List<Finding> findings) implements OfRun {
        @Override
        public String id() {
            return run + "/" + attempt + "/set-validated";
        }
    }

    /** What CERT looks like after the load. */
    record TargetAudited(String requestId, RunId run, int attempt, boolean passed, List<Finding> findings)
            implements OfRun {
        @Override
        public String id() {
            return run + "/" + attempt + "/audited/" + requestId;
        }
    }

    /**
     * What a load of a store would do.
     *
     * @param problems what stands in the way; a load is ordered only when this is empty for all stores
     * @param keys digest of the key map that the plan has left in the staging area; absent when no key gets a new value and
     *     none of another store is in the way. When it changes, the stores are planned again with it
     * @param plan the plan in detail, absent when the store is loaded already
     */
    record LoadPlanned(
            RunId run,
            int attempt,
            String store,
            List<TableLoad> tables,
            List<Failure> problems,
            @Nullable String keys,
            @Nullable StorePlan plan)
            implements OfRun {
        public LoadPlanned(RunId run, int attempt, String store, List<TableLoad> tables, List<Failure> problems) {
            this(run, attempt, store, tables, problems, null, null);
        }

        @Override
        public String id() {
            return run + "/" + attempt + "/planned/" + store;
        }
    }

    /** The store's transaction is committed. */
    record StoreLoaded(RunId run, int attempt, String store, List<TableLoad> tables) implements OfRun {
        @Override
        public String id() {
            return run + "/" + attempt + "/loaded/" + store;
        }
    }

    /**
     * Whether a store can be undone.
     *
     * @param problems what stands in the way, with tables and numbers of rows; empty when nothing does
     */
    record UndoChecked(RunId run, int attempt, String store, List<Failure> problems) implements OfRun {
        @Override
        public String id() {
            return run + "/" + attempt + "/checked/" + store;
        }
    }

    /**
     * The store is as it was before the run.
     *
     * @param nothingToUndo the ledger knew of no load
     * @param tables rows deleted ({@code inserted}) and restored ({@code updated})
     */
    record StoreUndone(RunId run, int attempt, String store, boolean nothingToUndo, List<TableLoad> tables)
            implements OfRun {
        @Override
        public String id() {
            return run + "/" + attempt + "/undone/" + store;
        }
    }

    /**
     * A store's load or undo has been rolled back, because another store of its group will not commit or the run has been given up.
     * Nothing is changed in the store.
     *
     * @param other the store that stands in the way; the store itself when no other does
     * @param why for a person
     */
    record CommitWithheld(RunId run, int attempt, String store, String other, String why) implements OfRun {
        @Override
        public String id() {
            return run + "/" + attempt + "/withheld/" + store;
        }
    }

    /**
     * Work for a run did not succeed. When a store or batch is named, only that work failed.
     *
     * @param service {@code extractor}, {@code anonymizer}, {@code validator} or {@code loader}
     * @param store for load, plan and undo
     * @param operation the command's or manifest's type, such as {@code LoadStore} or {@code BatchManifest}
     * @param batch the manifest as it was received, so that it can be handed out again
     * @param failureId unique for each failure (a random UUID), so that every try counts
     */
    record WorkFailed(
            RunId run,
            int attempt,
            Phase phase,
            String service,
            String operation,
            @Nullable String store,
            @Nullable BatchManifest batch,
            Failure failure,
            String failureId)
            implements OfRun {
        @Override
        public String id() {
            return run + "/" + attempt + "/failed/" + failureId;
        }
    }

    record DistrictsListed(String requestId, List<District> districts) implements OfRequest {}

    /** The artifacts lie in the staging area. */
    record AnalysisCompleted(String requestId, int stores, int tables, int references) implements OfRequest {}

    record SelectionCompleted(String requestId, int districts) implements OfRequest {}

    /**
     * Why a row is in the subset, or why it is not.
     *
     * @param chain from the root to the row; empty when the row is not in the subset
     * @param membership what the row is to the district, absent when it is not in the subset
     * @param absence why it is not in the subset; absent when it is
     */
    record RowExplained(
            String requestId,
            List<Step> chain,
            @Nullable Membership membership,
            @Nullable Absence absence) implements OfRequest {}

    /**
     * Why a row is not in the subset.
     *
     * @param chain for {@link Apart#OTHER_DISTRICT} from that district's root to the row; else empty
     * @param parents what the row refers to, and what else could have brought it in; the first of each way when there are many
     */
    record Absence(Apart because, List<Step> chain, List<Parent> parents) {}

    /** How a row is apart from the subset. */
    enum Apart {
        /** It hangs on a root that is not the district's. */
        OTHER_DISTRICT,
        /** It, or a row that it refers to, refers to nothing, and the landscape has such rows left out. */
        LEFT_OUT,
        /** No owned row owns it, and no row of the subset refers to it. */
        UNCONNECTED
    }

    /**
     * A row that could have brought another one in.
     *
     * @param row the parent; {@code because} names the reference or step between the two
     * @param membership what the parent is to the district, absent when it is not in the subset either
     * @param followed false when rows are not owned because they refer to an owned row by this reference
     */
    record Parent(Step row, @Nullable Membership membership, boolean followed) {}

    /**
     * A row on the way from a root.
     *
     * @param key the row's key, one text per column
     * @param because {@code root}, or the reference that brought it in
     * @param how the same in words, with tables and columns; absent for the root
     */
    record Step(
            TableId table,
            List<String> key,
            String because,
            @Nullable String how) {}

    /** Schema and samples lie in the staging area, for the anonymizer to judge. */
    record StoresSampled(String requestId, int tables) implements OfRequest {}

    /**
     * The result and the drafted rules lie in the staging area.
     *
     * @param personal columns that look personal
     * @param undecided those of them that no rule covers
     */
    record StoresClassified(String requestId, int columns, int personal, int undecided) implements OfRequest {}
    /**
     * Rows are as the backup has them.
     *
     * @param tables rows that were missing ({@code inserted}), had other values ({@code updated}) or were so already ({@code unchanged})
     */
    record BackupRestored(String requestId, List<TableLoad> tables) implements OfRequest {}

    record RequestFailed(String requestId, Failure failure) implements OfRequest {}

    private static String batchId(RunId run, int attempt, String what, BatchRef batch) {
        return run + "/" + attempt + "/" + what + "/" + batch.table() + "/" + batch.part();
    }
}
