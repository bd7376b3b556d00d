package dev.datamig.loader.postgres;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Rows that go and rows that come, of several tables, in one statement: at its end PostgreSQL looks at foreign keys, so what others
 * refer to may change with them; and in each table all that goes is gone before the first row comes, so that rows may change places
 * under constraints that are looked at row by row.
 */
final class OneStatement {

    private final PgSession session;
    private final List<String> parts = new ArrayList<>();
    private final List<String> counts = new ArrayList<>();
    private final Map<String, List<String>> going = new LinkedHashMap<>();

    OneStatement(PgSession session) {
        this.session = session;
    }

    /**
     * Rows go.
     *
     * @param table as SQL writes it
     * @param part a name for what it returns
     * @param sql a {@code DELETE} that returns something
     */
    void goes(String table, String part, String sql) {
        parts.add(part + " as (" + sql + ")");
        going.computeIfAbsent(table, name -> new ArrayList<>()).add(part);
    }

    /**
     * Rows come or change, once all that goes of the table is gone.
     *
     * @param sql an {@code INSERT} or {@code UPDATE} that ends in a condition
     */
    void comes(String table, String part, String sql) {
        String after = going.getOrDefault(table, List.of()).stream()
                .map(gone -> " and (select count(*) from " + gone + ") >= 0")
                .collect(Collectors.joining());
        parts.add(part + " as (" + sql + after + " returning 1)");
        count(part, "select count(*) from " + part);
    }

    /**
     * How rows that were taken out come again: with other values in some columns, and in all others as they were.
     *
     * @param into the table as SQL writes it
     * @param changed the columns with other values, quoted
     * @param by the alias in {@code from} under which these stand; what was taken out stands under {@code g}
     * @return an {@code INSERT} that ends in a condition
     */
    static String again(TargetTable table, String into, Collection<String> changed, String by, String from) {
        List<String> all = table.columns().stream()
                .filter(column -> !column.generated())
                .map(TargetColumn::sql)
                .toList();
        return "insert into %s (%s) overriding system value select %s from %s where true"
                .formatted(
                        into,
                        Names.list(all),
                        Names.each(all, column -> (changed.contains(column) ? by : "g") + "." + column, ", "),
                        from);
    }

    /** Asks for a number that depends on what parts return. */
    void count(String name, String sql) {
        counts.add("(" + sql + ") as " + name);
    }

    boolean empty() {
        return parts.isEmpty();
    }

    /** @return what was asked for, by name; rows that come under the name of their part */
    Numbers run(String doing) {
        List<String> names = counts.stream()
                .map(count -> count.substring(count.lastIndexOf(' ') + 1))
                .toList();
        Map<String, Long> numbers = new LinkedHashMap<>();
        session.query(
                doing,
                "with " + String.join(", ", parts) + " select 1 as datamig_one, " + String.join(", ", counts),
                row -> {
                    for (String name : names) {
                        numbers.put(name, row.getLong(name));
                    }
                    return true;
                });
        return new Numbers(numbers);
    }

    /** What a statement has counted. */
    record Numbers(Map<String, Long> byName) {
        long of(String name) {
            return Objects.requireNonNull(byName.get(name), name);
        }
    }
}
