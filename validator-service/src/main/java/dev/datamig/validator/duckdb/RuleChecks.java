package dev.datamig.validator.duckdb;

import dev.datamig.contracts.outcome.Finding.Severity;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.validator.check.Check;
import dev.datamig.validator.check.Findings;
import dev.datamig.validator.rules.Demand;
import dev.datamig.validator.rules.Rule;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The rules of the file over the masked subset. */
public final class RuleChecks {

    private final SubsetDatabase database;
    private final RunSchema schema;
    private final Distributions distributions;

    public RuleChecks(SubsetDatabase database, RunSchema schema, Distributions distributions) {
        this.database = database;
        this.schema = schema;
        this.distributions = distributions;
    }

    public void check(List<Rule> rules, Findings findings) {
        for (Rule rule : rules) {
            findings.looked(Check.RULE, 1);
            List<TableSchema> tables = schema.tables().filter(rule::matches).toList();
            boolean used = false;
            for (TableSchema table : tables) {
                used |= rule.ofColumns() ? columns(rule, table, findings) : table(rule, table, findings);
            }
            if (!used) {
                findings.add(
                        Check.RULE_UNUSED, Severity.INFO, null, null, 1, "rule '" + rule.name() + "' matches nothing");
            }
        }
    }

    private boolean columns(Rule rule, TableSchema table, Findings findings) {
        List<ColumnSchema> columns = rule.columns(table);
        for (ColumnSchema column : columns) {
            apply(rule, table, column, findings);
        }
        return !columns.isEmpty();
    }

    private boolean table(Rule rule, TableSchema table, Findings findings) {
        apply(rule, table, null, findings);
        return true;
    }

    private void apply(Rule rule, TableSchema table, @Nullable ColumnSchema column, Findings findings) {
        switch (rule.demand()) {
            case Demand.Require require -> require(rule, require, table, column, findings);
            case Demand.Rows rows -> {
                long count = database.count("SELECT count(*) FROM " + database.view(table.id()));
                outside(rule, table, null, count, rows.min(), rows.max(), "rows", findings);
            }
            case Demand.Distinct distinct
            when column != null -> {
                long count = database.count(
                        "SELECT count(DISTINCT " + place(table, column) + ") FROM " + database.view(table.id()));
                outside(rule, table, column, count, distinct.min(), distinct.max(), "distinct values", findings);
            }
            case Demand.Nulls nulls when column != null -> nulls(rule, nulls, table, column, findings);
            case Demand.Psi psi when column != null -> psi(rule, psi, table, column, findings);
            default -> throw new IllegalStateException("a rule for columns without one");
        }
    }

    private void require(
            Rule rule, Demand.Require require, TableSchema table, @Nullable ColumnSchema column, Findings findings) {
        String name = column == null ? null : column.name();
        String sql = column == null
                ? require.sql()
                : require.sql().replace("{column}", SubsetDatabase.identifier(name(table, column)));
        String query = "SELECT count(*) FROM " + database.view(table.id()) + " WHERE NOT coalesce((" + sql
                + ")::BOOLEAN, true)";
        if (sql.contains(";")) {
            findings.error(Check.RULE_SQL, table.id(), name, 1, text(rule, "more than one statement"));
            return;
        }
        try (SubsetDatabase.Prepared prepared = database.prepare(query)) {
            broken(rule, table, name, prepared, findings);
        } catch (SQLException e) {
            findings.error(Check.RULE_SQL, table.id(), name, 1, text(rule, EngineError.ofPreparation(e)));
        }
    }

    private static void broken(
            Rule rule, TableSchema table, @Nullable String name, SubsetDatabase.Prepared query, Findings findings) {
        try {
            findings.add(
                    Check.RULE, rule.severity(), table.id(), name, query.count(), text(rule, "rows that break it"));
        } catch (SQLException e) {
            findings.error(
                    Check.RULE_SQL,
                    table.id(),
                    name,
                    1,
                    text(rule, EngineError.kind(e) + " on a row: guard the expression with try_cast"));
        }
    }

    private void nulls(Rule rule, Demand.Nulls nulls, TableSchema table, ColumnSchema column, Findings findings) {
        double[] counts = database.numbers(
                "SELECT count(*), count(*) - count(" + place(table, column) + ") FROM " + database.view(table.id()), 2);
        double share = counts[0] == 0 ? 0 : counts[1] / counts[0];
        Double max = nulls.max();
        if (max != null && share > max) {
            breach(
                    rule,
                    table,
                    column,
                    (long) counts[1],
                    "%.4f of the values are NULL, at most %.4f are allowed",
                    share,
                    max,
                    findings);
        }
        Double drift = nulls.drift();
        if (drift != null) {
            double before = distributions.nullShare(table, column);
            if (Math.abs(share - before) > drift) {
                breach(
                        rule,
                        table,
                        column,
                        (long) counts[1],
                        "%.4f of the values are NULL, in PROD %.4f",
                        share,
                        before,
                        findings);
            }
        }
    }

    private void psi(Rule rule, Demand.Psi psi, TableSchema table, ColumnSchema column, Findings findings) {
        double index = distributions.psi(table, column);
        if (index >= psi.warn()) {
            Severity severity = index >= psi.fail() ? rule.severity() : Severity.WARNING;
            findings.add(
                    Check.RULE,
                    severity,
                    table.id(),
                    column.name(),
                    1,
                    text(rule, "population stability index %.3f".formatted(index)));
        }
    }

    private static void breach(
            Rule rule,
            TableSchema table,
            ColumnSchema column,
            long count,
            String form,
            double is,
            double other,
            Findings findings) {
        findings.add(
                Check.RULE,
                rule.severity(),
                table.id(),
                column.name(),
                Math.max(1, count),
                text(rule, String.format(Locale.ROOT, form, is, other)));
    }

    private static void outside(
            Rule rule,
            TableSchema table,
            @Nullable ColumnSchema column,
            long count,
            @Nullable Long min,
            @Nullable Long max,
            String what,
            Findings findings) {
        if (min != null && count < min || max != null && count > max) {
            String range = (min == null ? "" : "at least " + min)
                    + (min == null || max == null ? "" : " and ")
                    + (max == null ? "" : "at most " + max);
            findings.add(
                    Check.RULE,
                    rule.severity(),
                    table.id(),
                    column == null ? null : column.name(),
                    Math.max(1, count),
                    text(rule, count + " " + what + ", " + range + " are expected"));
        }
    }

    private static String text(Rule rule, String what) {
        return "rule '" + rule.name() + "': " + what + (rule.hint().isEmpty() ? "" : ". " + rule.hint());
    }

    private static String place(TableSchema table, ColumnSchema column) {
        return SubsetDatabase.place(table.copiedColumns().indexOf(column));
    }

    private static String name(TableSchema table, ColumnSchema column) {
        return SubsetDatabase.names(table.copiedColumns())
                .get(table.copiedColumns().indexOf(column));
    }
}
