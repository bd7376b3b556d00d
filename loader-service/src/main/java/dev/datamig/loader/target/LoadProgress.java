package dev.datamig.loader.target;

import dev.datamig.contracts.schema.TableId;

/** Is told how far a load has come; may be called often. */
@FunctionalInterface
public interface LoadProgress {
    void rows(TableId table, long done, long expected);

    /**
     * How much of the work of a store is done; may let the caller wait a little.
     *
     * @param done 0 to 1, an estimate
     */
    default void part(double done) {}
}
