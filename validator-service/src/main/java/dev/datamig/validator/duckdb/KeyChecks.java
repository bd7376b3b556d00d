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
        if (!table.primaryKey().isEmpty() && table.kind() != TableKind.RELATIONSHIPS) {
            primary(table, findings);
        }
        for (List<String> unique : table.uniqueKeys()) {
            List<String> columns = columns(table, unique);
            if (columns.size() == unique.size()) {
                findings.looked(Check.UNIQUE, 1);
                findings.error(
                        Check.UNIQUE,
                        table.id(),
                        String.join(", ", unique),
                        surplus(table, columns),
                        "rows that repeat a unique key");
            }
        }
    }

    private void primary(TableSchema table, Findings findings) {
        List<String> columns = columns(table, table.primaryKey());
        if (columns.size() < table.primaryKey().size()) {
            return;
        }
        String name = String.join(", ", table.primaryKey());
        findings.looked(Check.KEY, 1);
        findings.error(Check.KEY, table.id(), name, surplus(table, columns), "rows that repeat the primary key");
        findings.error(
                Check.KEY,
                table.id(),
                name,
                database.count("SELECT count(*) FROM " + database.view(table.id()) + " WHERE "
                        + String.join(
                                " OR ",
                                columns.stream().map(c -> c + " IS NULL").toList())),
                "rows with NULL in the primary key");
    }

    /** Rows beyond the first of each key; rows with NULL in the key do not count. */
    private long surplus(TableSchema table, List<String> columns) {
        String list = String.join(",", columns);
        String present = String.join(
                " AND ", columns.stream().map(c -> c + " IS NOT NULL").toList());
        return database.count("SELECT coalesce(sum(n - 1), 0) FROM (SELECT count(*) AS n FROM "
                + database.view(table.id()) + " WHERE " + present + " GROUP BY " + list + " HAVING count(*) > 1)");
    }

    /** Fewer than named when one of them does not travel. */
    private static List<String> columns(TableSchema table, List<String> names) {
        List<ColumnSchema> copied = table.copiedColumns();
        List<String> expressions = new ArrayList<>();
        for (int i = 0; i < copied.size(); i++) {
            if (names.contains(copied.get(i).name())) {
                expressions.add(Expressions.key(copied.get(i), SubsetDatabase.place(i)));
            }
        }
        return expressions;
    }
}
