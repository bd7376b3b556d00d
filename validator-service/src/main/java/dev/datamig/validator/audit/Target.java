package dev.datamig.validator.audit;

import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.TableSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A target of the landscape, opened for reading. Not for several threads. */
public interface Target extends AutoCloseable {

    /** The most rows that are handed over at once. */
    int CHUNK = 10_000;

    /** What became of a chunk of sealed rows. */
    sealed interface Answer {
        /**
         * The rows were looked up.
         *
         * @param rows one for each sealed row: null where the target has no such row, else its cells as text, null for the columns
         *     that do not travel as text
         */
        record Looked(List<@Nullable String @Nullable []> rows) implements Answer {}

        /** These rows cannot be told apart in the target. */
        record NoKey(String why) implements Answer {}

        /** The target has no such table. */
        record NoTable() implements Answer {}
    }

    /**
     * Looks up rows by their key.
     *
     * @param rows cells in the order of {@link TableSchema#copiedColumns()}, at most {@link #CHUNK}
     */
    Answer look(TableSchema table, List<@Nullable Object[]> rows);

    /**
     * The keys that these rows point at by a reference and that none of the parents in this target has.
     *
     * @param parentsHere alternatives of the reference whose parents lie in this target
     * @return one array of texts for each distinct key, in the order of the reference's columns
     */
    List<String[]> unresolved(
            TableSchema child, List<@Nullable Object[]> rows, Reference reference, List<Parent> parentsHere);

    /** How many of the keys no row of the parent has. */
    List<String[]> absent(Parent parent, TableSchema child, List<String> childColumns, List<String[]> keys);

    /** Where a reference points. */
    record Parent(TableSchema table, List<String> columns) {}

    @Override
    void close();
}
