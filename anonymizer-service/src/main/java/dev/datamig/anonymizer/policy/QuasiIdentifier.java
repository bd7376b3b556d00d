package dev.datamig.anonymizer.policy;

import dev.datamig.anonymizer.classify.DataClass;
import java.util.List;
import java.util.Set;

/**
 * Columns that together may tell who a row is about, as the rules file names them: those of a table, or those of some classes in every
 * table that has at least two of them.
 *
 * @param table pattern of tables; empty when classes decide
 * @param columns bare names in those tables; empty when classes decide
 * @param classes empty when a table is named
 * @param k how many rows are to share their values at least
 * @param belowK what smaller groups mean
 */
record QuasiIdentifier(
        String name, int line, String table, List<String> columns, Set<DataClass> classes, int k, BelowK belowK) {

    static final int DEFAULT_K = 5;

    /** What it means when a group is smaller than k. */
    enum BelowK {
        REPORT,
        STOP
    }
}
