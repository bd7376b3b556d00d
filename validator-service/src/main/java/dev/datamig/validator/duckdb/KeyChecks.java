package dev.datamig.validator.duckdb;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.TableKind;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.validator.check.Check;
import dev.datamig.validator.check.Findings;
import java.util.ArrayList;
import java.util.List;

/** No two rows with the same key, no key with a NULL. */
public final class KeyChecks {

    private final SubsetDatabase database;

    public KeyChecks(SubsetDatabase database) {
        this.database = database;
    }

    public void check(TableSchema table, Findings findings) {
        database.asked("the keys of " + table.id());
        if (!table.primaryKey().isEmpty() && table.kind() != TableKind.RELATIONSHIPS) {
            primary(table, findings);
        }
        for (List<String> unique : table.uniqueKeys()) {
            List<KeyColumn> columns = columns(table, unique);
            if (columns.size() == unique.size()) {
                findings.looked(Check.UNIQUE, 1);
                findings.error(
                        Check.UNIQUE,
                        table.id(),
                        String.join(", ", unique),
                        counted(table, columns).surplus(),
                        "rows that repeat a unique key");
            }
        }
    }

    private void primary(TableSchema table, Findings findings) {
        List<KeyColumn> columns = columns(table, table.primaryKey());
        if (columns.size() < table.primaryKey().size()) {
            return;
        }
        String name = String.join(", ", table.primaryKey());
        Counted counted = counted(table, columns);
        findings.looked(Check.KEY, 1);
        findings.error(Check.KEY, table.id(), name, counted.surplus(), "rows that repeat the primary key");
        findings.error(Check.KEY, table.id(), name, counted.absent(), "rows with NULL in the primary key");
    }

    /**
     * @param surplus rows beyond the first of each key, those with NULL in the key aside
     * @param absent rows with NULL in the key
     */
    private record Counted(long surplus, long absent) {}

    private Counted counted(TableSchema table, List<KeyColumn> columns) {
        double[] numbers = database.numbers(
                columns.size() == 1 ? ofColumn(table, columns.getFirst()) : ofColumns(table, columns), 2);
        return new Counted((long) numbers[0], (long) numbers[1]);
    }

    private String ofColumn(TableSchema table, KeyColumn column) {
        return "SELECT count(k) - " + database.different(table, column.place(), "k")
                + ", count(*) - count(k) FROM (SELECT " + column.expression() + " AS k FROM "
                + database.plainView(table.id()) + ")";
    }

    private String ofColumns(TableSchema table, List<KeyColumn> columns) {
        List<String> keys = columns.stream().map(KeyColumn::expression).toList();
        String present =
                String.join(" AND ", keys.stream().map(c -> c + " IS NOT NULL").toList());
        return "SELECT coalesce(sum(n - 1) FILTER (present), 0), coalesce(sum(n) FILTER (NOT present), 0) FROM (SELECT "
                + present + " AS present, count(*) AS n FROM " + database.plainView(table.id()) + " GROUP BY "
                + String.join(",", keys) + ")";
    }

    /** @param expression equal where the target takes two keys for equal */
    private record KeyColumn(int place, String expression) {}

    /** Fewer than named when one of them does not travel. */
    private static List<KeyColumn> columns(TableSchema table, List<String> names) {
        List<ColumnSchema> copied = table.copiedColumns();
        List<KeyColumn> columns = new ArrayList<>();
        for (int i = 0; i < copied.size(); i++) {
            if (names.contains(copied.get(i).name())) {
                columns.add(new KeyColumn(i, Expressions.key(copied.get(i), SubsetDatabase.place(i))));
            }
        }
        return columns;
    }
}
