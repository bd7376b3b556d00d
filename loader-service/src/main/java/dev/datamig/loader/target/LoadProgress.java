package dev.datamig.loader.target;

import dev.datamig.contracts.schema.TableId;

/** Is told how far a load has come; may be called often. */
@FunctionalInterface
public interface LoadProgress {
    void rows(TableId table, long done, long expected);
}
