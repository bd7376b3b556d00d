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
        Optional<PgTable> table = table(end.table(), where);
        table.ifPresent(found -> end.columns().stream()
                .filter(column -> found.column(column).isEmpty())
                .forEach(column -> problems.add(
                        "store " + store + ", " + where + ": " + end.table() + " has no column " + column)));
        return table.filter(found ->
                end.columns().stream().allMatch(column -> found.column(column).isPresent()));
    }

    /** Columns of a table that the landscape names by their bare names. */
    public void columns(String text, Collection<String> names, String where) {
        table(text, where)
                .ifPresent(found -> names.stream()
                        .filter(column -> found.column(column).isEmpty())
                        .forEach(column -> problems.add(
                                "store " + store + ", " + where + ": " + text + " has no column " + column)));
    }

    /** What was not found so far. */
    public List<String> problems() {
        return List.copyOf(problems);
    }
}
