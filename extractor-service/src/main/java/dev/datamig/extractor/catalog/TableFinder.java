package dev.datamig.extractor.catalog;

import dev.datamig.contracts.landscape.JsonReference;
import dev.datamig.contracts.landscape.ReferenceEnd;
import dev.datamig.contracts.schema.SqlName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what a landscape names in a store, and collects what it does not find. */
public final class TableFinder {

    private static final Set<String> DOCUMENTS = Set.of("json", "jsonb", "text", "varchar");

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

    /** The table with keys inside a column; a problem is noted where the column could have none. */
    public Optional<PgTable> keysInside(JsonReference reference, String where) {
        ReferenceEnd from = reference.from();
        Optional<PgTable> table = end(from, where);
        for (PgColumn column : table.stream()
                .flatMap(found -> found.column(from.columns().get(0)).stream())
                .toList()) {
            String type = column.schema().baseType();
            boolean fits = type.startsWith("_")
                    ? reference.path().stream().allMatch(JsonReference.EACH::equals)
                    : DOCUMENTS.contains(type);
            if (!fits) {
                wrong(
                        where,
                        from.table() + "(" + column.name() + ") is of type "
                                + column.schema().sourceType()
                                + "; keys inside are found in json and jsonb, and in arrays of keys under the path []");
            }
        }
        return table;
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
