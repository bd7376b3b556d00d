package dev.datamig.anonymizer.policy;

import dev.datamig.anonymizer.policy.PatternIndex.Named;
import dev.datamig.anonymizer.policy.Rules.NamedDomain;
import dev.datamig.contracts.schema.TableSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which rules and domains of a file name which columns. */
final class NamedColumns {

    private final Rules rules;
    private final PatternIndex<Rule> byRules = new PatternIndex<>();
    private final PatternIndex<NamedDomain> byDomains = new PatternIndex<>();

    private final Map<ColumnId, List<Named<Rule>>> known = new HashMap<>();

    NamedColumns(Rules rules) {
        this.rules = rules;
        rules.rules().forEach(rule -> rule.columns().forEach(pattern -> byRules.add(rule, pattern)));
        rules.domains().forEach(domain -> domain.columns().forEach(pattern -> byDomains.add(domain, pattern)));
    }

    /** Each column is looked up once: it is asked about again and again. */
    private List<Named<Rule>> rules(TableSchema table, String column) {
        return known.computeIfAbsent(new ColumnId(table.id(), column), id -> byRules.matching(table, id.column()));
    }

    /** The rules that name a column as a whole. */
    Set<Rule> whole(TableSchema table, String column) {
        Set<Rule> out = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Named<Rule> named : rules(table, column)) {
            if (named.pattern().path().isEmpty()) {
                out.add(named.owner());
            }
        }
        return out;
    }

    /** The rules for values inside a column, by their patterns, in the order of the file. */
    List<Named<Rule>> inside(TableSchema table, String column) {
        return rules(table, column).stream()
                .filter(named -> !named.pattern().path().isEmpty())
                .toList();
    }

    /** The first domain that names a column. */
    Optional<NamedDomain> domain(TableSchema table, String column) {
        return byDomains.matching(table, column).stream().findFirst().map(Named::owner);
    }

    /** A warning for each pattern that no column matches. */
    List<String> unused(Map<ColumnId, TableSchema> columns) {
        Set<ColumnPattern> used = Collections.newSetFromMap(new IdentityHashMap<>());
        columns.forEach((id, table) -> {
            rules(table, id.column()).forEach(named -> used.add(named.pattern()));
            byDomains.matching(table, id.column()).forEach(named -> used.add(named.pattern()));
        });
        var out = new ArrayList<String>();
        for (Rule rule : rules.rules()) {
            unused("rule '" + rule.name() + "' (line " + rule.line() + ")", rule.columns(), used, out);
        }
        for (NamedDomain domain : rules.domains()) {
            unused("domain '" + domain.name() + "' (line " + domain.line() + ")", domain.columns(), used, out);
        }
        return out;
    }

    private static void unused(String where, List<ColumnPattern> of, Set<ColumnPattern> used, List<String> out) {
        for (ColumnPattern pattern : of) {
            if (!used.contains(pattern)) {
                out.add(where + ": no column matches " + pattern.text());
            }
        }
    }
}
