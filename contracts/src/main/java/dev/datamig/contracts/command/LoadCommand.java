package dev.datamig.contracts.command;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.datamig.contracts.District;
import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.RunId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Orders to the loader, on {@code datamig.load.commands}, each for one store. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LoadCommand.PlanLoad.class, name = "PlanLoad"),
    @JsonSubTypes.Type(value = LoadCommand.LoadStore.class, name = "LoadStore"),
    @JsonSubTypes.Type(value = LoadCommand.CheckUndo.class, name = "CheckUndo"),
    @JsonSubTypes.Type(value = LoadCommand.UndoStore.class, name = "UndoStore"),
    @JsonSubTypes.Type(value = LoadCommand.RestoreBackup.class, name = "RestoreBackup")
})
public sealed interface LoadCommand {

    RunId run();

    /** Counts every load or undo that was ordered for the run; what an older order does must be refused. */
    int attempt();

    String store();

    /**
     * Say what a load would do, write nothing. Answered by LoadPlanned.
     *
     * @param tableStrategies by table ({@code ids:public.person}), before what the landscape and {@code strategy} say
     * @param keys by store the digest of the key map that its last plan has left in the staging area; none for the first plan
     * @param dryRun no load will follow: nothing is drawn from the target's sequences either
     */
    record PlanLoad(
            RunId run,
            int attempt,
            String store,
            District district,
            LoadStrategy strategy,
            Map<String, LoadStrategy> tableStrategies,
            Map<String, String> keys,
            boolean dryRun)
            implements LoadCommand {
        public PlanLoad(RunId run, int attempt, String store, District district, LoadStrategy strategy) {
            this(run, attempt, store, district, strategy, Map.of(), Map.of(), false);
        }
    }

    /**
     * Load what the seal names, in one transaction. Answered by StoreLoaded; again StoreLoaded when it has happened already.
     *
     * @param tableStrategies as in the plan
     * @param keys by store the digest of the key map that was planned with
     * @param backup keep rows that the load may change in the staging area before
     * @param group with which other stores it commits; absent when it commits by itself
     */
    record LoadStore(
            RunId run,
            int attempt,
            String store,
            District district,
            LoadStrategy strategy,
            Map<String, LoadStrategy> tableStrategies,
            Map<String, String> keys,
            boolean backup,
            @Nullable CommitGroup group)
            implements LoadCommand {
        /** Every table alike, the store by itself, without a backup. */
        public LoadStore(RunId run, int attempt, String store, District district, LoadStrategy strategy) {
            this(run, attempt, store, district, strategy, Map.of(), Map.of(), false, null);
        }
    }

    /** Say what stands in the way of an undo, change nothing. Answered by UndoChecked. */
    record CheckUndo(RunId run, int attempt, String store) implements LoadCommand {}

    /**
     * Restore what the ledger says. Answered by StoreUndone, also when there is nothing to undo; an undo of an attempt also bars
     * every load of that or an older attempt from happening later.
     *
     * @param force take along what testers built on the run's rows since
     * @param group with which other stores it commits; absent when it commits by itself
     */
    record UndoStore(
            RunId run,
            int attempt,
            String store,
            boolean force,
            @Nullable CommitGroup group) implements LoadCommand {
        /** The store by itself. */
        public UndoStore(RunId run, int attempt, String store, boolean force) {
            this(run, attempt, store, force, null);
        }
    }

    /**
     * Put rows back as a run's backup has them, in every store that has one, whatever became of them since. Belongs to no run's saga;
     * answered by BackupRestored or RequestFailed.
     */
    record RestoreBackup(String requestId, RunId run) implements LoadCommand {
        /** No order of a saga. */
        @Override
        public int attempt() {
            return 0;
        }

        /** All that have a backup. */
        @Override
        public String store() {
            return "";
        }
    }
}
