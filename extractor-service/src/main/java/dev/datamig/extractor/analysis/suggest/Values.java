package dev.datamig.extractor.analysis.suggest;

import dev.datamig.contracts.schema.TableId;
import java.util.List;
import java.util.Set;

/**
 * Looks into tables, a bounded number of rows at a time and for a bounded time. The values stay in this process; what comes out of
 * it are counts.
 */
public interface Values {

    /** Some rows of a table, each value in its text form or null; none when the time is up. */
    List<String[]> rows(TableId table, List<String> columns);

    /** Whether the time for looking is up. */
    boolean spent();

    /**
     * How many of each set's values are among a key's.
     *
     * @param sets values of one kind of children each, a text per column of the key
     */
    List<Found> found(TableId table, List<String> columns, List<Set<List<String>>> sets);

    /**
     * What became of a set.
     *
     * @param hits how many of its values are there
     * @param chance how likely a value that has nothing to do with the key would be among its values, 0 to 1
     */
    record Found(int hits, double chance) {}
}
