package dev.datamig.validator.audit;

import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.validator.check.Findings;
import org.jspecify.annotations.Nullable;

/** Holds masked rows against what the target's constraints take, before anything is loaded. */
public interface Constraints {

    /** Asks nobody. */
    Constraints NONE = (batch, table) -> new Held() {
        @Override
        public void see(@Nullable Object[] cells) {
            // nothing is held against anything
        }

        @Override
        public void report(Findings findings) {
            // nothing was found
        }

        @Override
        public void close() {
            // nothing is open
        }
    };

    Held begin(BatchManifest batch, TableSchema table);

    /** The rows of one batch. Not for several threads. */
    interface Held extends AutoCloseable {

        /** @param cells in the order of {@link TableSchema#copiedColumns()} */
        void see(@Nullable Object[] cells);

        /** Adds what was found, after the last row. */
        void report(Findings findings);

        @Override
        void close();
    }
}
