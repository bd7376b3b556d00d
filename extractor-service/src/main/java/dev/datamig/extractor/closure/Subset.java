package dev.datamig.extractor.closure;

import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.rows.RowSets;

/** The rows of a district: what it owns, and what those rows cannot do without. The two are disjoint. */
public record Subset(RowSets owned, RowSets reference) {

    /** Whether the subset has rows of the table. */
    public boolean has(TableId table) {
        return !owned.of(table).isEmpty() || !reference.of(table).isEmpty();
    }
}
