package dev.datamig.loader.target;

import dev.datamig.contracts.RunId;
import dev.datamig.contracts.outcome.TableLoad;
import java.util.List;

/** A target whose rows can be kept before a load and put back. */
public interface Restorable {

    /** Puts rows back as the backup has them, in one transaction: all of them or none. */
    List<TableLoad> restore(RunId run, Backup backup, BackupStore files);
}
