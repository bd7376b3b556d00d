package dev.datamig.loader.neo4j;

import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.contracts.schema.TableId;

/** Counts what becomes of the nodes or relationships of one table. */
final class GraphTally {
    long inserted;
    long updated;
    long unchanged;
    long matched;
    long conflicts;

    /** Those that the target had already, in whatever form. */
    long met() {
        return updated + unchanged + matched + conflicts;
    }

    void add(GraphTally other) {
        inserted += other.inserted;
        updated += other.updated;
        unchanged += other.unchanged;
        matched += other.matched;
        conflicts += other.conflicts;
    }

    TableLoad of(TableId table) {
        return new TableLoad(table, inserted, updated, unchanged, matched, conflicts);
    }
}
