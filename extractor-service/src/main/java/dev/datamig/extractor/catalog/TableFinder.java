package dev.datamig.extractor.catalog;

import dev.datamig.contracts.landscape.ReferenceEnd;
import dev.datamig.contracts.schema.SqlName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds what a landscape names in a store, and collects what it does not find. */
public final class TableFinder {

    private final String store;
    private final List<PgTable> tables;
    private final List<String> problems = new ArrayList<>();

    public TableFinder(String store, List<PgTable> tables) {
        this.store = store;
        this.tables = tables;
    }

    /** The one table of this name; a problem is noted when there is none or more than one. */
    public Optional<PgTable> table(String text, String where) {
        SqlName name = SqlName.parse(text);
        List<PgTable> found =
                tables.stream().filter(table -> table.isCalled(name)).toList();
        if (found.size() != 1) {
            problems.add("store " + store + ", " + where + ": "
                    + (found.isEmpty() ? "there is no table " : "more than one table is called ") + text);
            return Optional.empty();
        }
        return Optional.of(found.get(0));
    }

    /** The table of a reference's end, if all its columns are there. */
    public Optional<PgTable> end(ReferenceEnd end, String where) {
        return table(end.table(), end.columns(), where);
    }

    /** The one table of this name, if all these columns are there, which are bare names. */
    public Optional<PgTable> table(String text, Collection<String> columns, String where) {
        Optional<PgTable> table = table(text, where);
        List<String> missing = table.stream()
                .flatMap(found ->
                        columns.stream().filter(column -> found.column(column).isEmpty()))
                .toList();
        missing.forEach(
                column -> problems.add("store " + store + ", " + where + ": " + text + " has no column " + column));
        return table.filter(found -> missing.isEmpty());
    }

    /** Notes what is wrong with something that was found. */
    void wrong(String where, String problem) {
        problems.add("store " + store + ", " + where + ": " + problem);
    }

    /** What was not found so far, or is wrong. */
    public List<String> problems() {
        return List.copyOf(problems);
    }
}
