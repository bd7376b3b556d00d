package dev.datamig.loader.flow;

import dev.datamig.contracts.command.LoadCommand.RestoreBackup;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.target.Backup;
import dev.datamig.loader.target.BackupStore;
import dev.datamig.loader.target.Restorable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts rows back as a run's backup has them, store by store. */
public final class RestoreFlow {

    private final List<String> stores;
    private final Targets targets;
    private final BackupStore backups;

    /** @param stores of the landscape */
    public RestoreFlow(List<String> stores, Targets targets, BackupStore backups) {
        this.stores = List.copyOf(stores);
        this.targets = targets;
        this.backups = backups;
    }

    /** @throws LoadException {@code LOD-024} when there is no backup */
    public Outcome restore(RestoreBackup order) {
        List<TableLoad> tables = new ArrayList<>();
        boolean any = false;
        for (String store : stores) {
            Optional<Backup> backup = backups.find(order.run(), store);
            if (backup.isPresent() && targets.of(store) instanceof Restorable target) {
                any = true;
                tables.addAll(target.restore(order.run(), backup.get(), backups));
            }
        }
        if (!any) {
            throw LoadException.of(LoaderCode.NO_BACKUP, order.run().value());
        }
        return new Outcome.BackupRestored(order.requestId(), tables);
    }
}
