package dev.datamig.loader.postgres;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.landscape.MergeChoice;
import dev.datamig.contracts.landscape.MergeRule;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Brings staged rows that the target has under the same key into the form that both sides together have. */
final class Merging {

    private final PgSession session;

    Merging(PgSession session) {
        this.session = session;
    }

    /** Columns that the rule names and the table does not have. */
    static List<Failure> problems(LoadTable table, MergeRule rule) {
        var named = new TreeSet<>(rule.columns().keySet());
        if (rule.newest() != null) {
            named.add(rule.newest());
        }
        List<Failure> problems = new ArrayList<>();
        for (String column : named) {
            if (!Links.filled(table, List.of(column))) {
                problems.add(LoadException.failure(
                        LoaderCode.RULE_UNFIT, "merge of " + table.id() + " names column " + column));
            }
        }
        return problems;
    }

    /** Owned rows only: reference rows are never overwritten. */
    void merge(LoadTable table, MergeRule rule) {
        List<String> sets = new ArrayList<>();
        for (TargetColumn column : table.columns()) {
            if (!table.key().contains(column.name())) {
                sets.add(column.sql() + " = " + value(column, rule));
            }
        }
        if (sets.isEmpty() || table.keyless()) {
            return;
        }
        session.update(
                "merging " + table.id(),
                "update %s s set %s from %s t where s.%s and %s"
                        .formatted(
                                table.stage(),
                                String.join(", ", sets),
                                table.target().own(),
                                Stage.OWNED,
                                table.target().equal("s", "t", table.keyNames())));
    }

    private static String value(TargetColumn column, MergeRule rule) {
        MergeChoice choice = column.identityAlways() ? MergeChoice.TARGET : rule.of(column.name());
        return switch (choice) {
            case SOURCE -> "s." + column.sql();
            case TARGET -> "t." + column.sql();
            case FILL -> "coalesce(t." + column.sql() + ", s." + column.sql() + ")";
            case NEWEST -> {
                String newest = Names.quoted(String.valueOf(rule.newest()));
                yield "case when s.%1$s > t.%1$s or t.%1$s is null and s.%1$s is not null then s.%2$s else t.%2$s end"
                        .formatted(newest, column.sql());
            }
        };
    }
}
