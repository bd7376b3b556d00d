package dev.datamig.loader.target;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.landscape.JsonReference;
import dev.datamig.contracts.landscape.LoadRules;
import dev.datamig.contracts.landscape.MergeRule;
import dev.datamig.contracts.landscape.TableRule;
import dev.datamig.contracts.schema.TableId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of each table meet those of the target. What the run says about a table goes before what the landscape says about
 * it, and both before what the run says in general.
 *
 * @param run what the run says in general
 * @param tables what the run says about tables, by {@code store:table}
 * @param rules what the landscape says about the store
 * @param inbound keys inside JSON columns of any store that are keys of this one
 */
public record LoadPolicy(
        LoadStrategy run, Map<String, LoadStrategy> tables, LoadRules rules, List<JsonReference> inbound) {

    /** Every table alike. */
    public static LoadPolicy of(LoadStrategy strategy) {
        return new LoadPolicy(strategy, Map.of(), LoadRules.NONE, List.of());
    }

    public LoadStrategy of(TableId table) {
        LoadStrategy named = named(table);
        return named == null ? run : named;
    }

    /** Whether run or landscape speak of the table by its name. */
    public boolean names(TableId table) {
        return named(table) != null;
    }

    private @Nullable LoadStrategy named(TableId table) {
        LoadStrategy ordered = tables.get(table.text());
        TableRule rule = rules.tables().get(table.name());
        return ordered != null || rule == null ? ordered : rule.strategy();
    }

    /** Whether the district's previous run gives way to this one. */
    public boolean refreshes() {
        return run == LoadStrategy.REPLACE;
    }

    /** Columns that the target keeps by itself: rows that differ in them alone are the same. Bare names. */
    public Set<String> ignored(TableId table) {
        TableRule rule = rules.tables().get(table.name());
        return rule == null ? Set.of() : rule.ignore();
    }

    public MergeRule merge(TableId table) {
        TableRule rule = rules.tables().get(table.name());
        return rule == null ? MergeRule.FILL : rule.merge();
    }
}
