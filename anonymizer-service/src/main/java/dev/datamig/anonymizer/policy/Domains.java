package dev.datamig.anonymizer.policy;

import dev.datamig.anonymizer.classify.Classification;
import dev.datamig.anonymizer.classify.DataClass;
import dev.datamig.anonymizer.policy.Planner.Choice;
import dev.datamig.anonymizer.policy.Rules.NamedDomain;
import dev.datamig.anonymizer.transform.Domain;
import dev.datamig.anonymizer.transform.Params;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.TableSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which columns share a value space, and what the narrowest and the unique ones among them ask of all. */
final class Domains {

    private final Map<ColumnId, String> names = new HashMap<>();
    private final Map<ColumnId, ColumnId> leaders = new HashMap<>();
    private final Map<ColumnId, Boolean> unique = new HashMap<>();
    private final Map<String, Domain> domains = new HashMap<>();
    private final Map<ColumnId, TableSchema> tables;
    private final Map<ColumnId, Choice> choices;
    private final NamedColumns named;
    private final Map<ColumnId, Classification> found;

    Domains(
            NamedColumns named,
            Map<ColumnId, TableSchema> tables,
            Map<ColumnId, Classification> found,
            Map<ColumnId, Choice> choices,
            ReferenceGroups references) {
        this.named = named;
        this.tables = tables;
        this.found = found;
        this.choices = choices;
        for (Set<ColumnId> group : references.groups().values()) {
            boolean any = group.stream().anyMatch(id -> tables.containsKey(id) && inKey(id));
            for (ColumnId id : group) {
                unique.put(id, any);
                ColumnId follows = tables.containsKey(id) ? choice(id).follows() : null;
                if (follows != null) {
                    leaders.put(id, follows);
                }
            }
        }
        tables.keySet().forEach(id -> names.put(id, name(leaders.getOrDefault(id, id))));
        tables.keySet().forEach(this::settle);
    }

    Domain of(ColumnId id) {
        String name = names.getOrDefault(id, id.text());
        return domains.getOrDefault(name, new Domain(name, false, 0));
    }

    /** All of them by name. */
    Map<String, Domain> all() {
        return Map.copyOf(domains);
    }

    Domain named(String name) {
        return domains.getOrDefault(name, new Domain(name, false, 0));
    }

    /** Whether the column, or one that it follows or that follows it, stands alone in a key. */
    boolean unique(ColumnId id) {
        return unique.getOrDefault(id, false) || tables.containsKey(id) && inKey(id);
    }

    /** The class that decides what a fake looks like: that of the column whose rule it is. */
    @Nullable
    DataClass leadingClass(ColumnId id, @Nullable DataClass own) {
        ColumnId leader = leaders.get(id);
        return leader == null || !tables.containsKey(leader) ? own : dataClass(leader);
    }

    private void settle(ColumnId id) {
        String name = names.getOrDefault(id, id.text());
        ColumnSchema column = column(id, table(id));
        Domain known = domains.getOrDefault(name, new Domain(name, false, 0));
        int own = column.maxLength() == null ? 0 : column.maxLength();
        int narrowest = known.maxLength() == 0 ? own : own == 0 ? known.maxLength() : Math.min(own, known.maxLength());
        var settled = new Domain(
                name,
                known.unique() || unique(id) || inAnyKey(id),
                narrowest,
                known.largest(),
                known.uuids(),
                known.caseless());
        domains.put(name, settled.with(column));
    }

    private String name(ColumnId id) {
        if (!tables.containsKey(id)) {
            return id.text();
        }
        Optional<NamedDomain> shared = named.domain(table(id), id.column());
        if (shared.isPresent()) {
            return shared.get().name();
        }
        Rule rule = choice(id).rule();
        if (rule != null && rule.domain() != null) {
            return rule.domain();
        }
        return byStrategy(id, rule);
    }

    private String byStrategy(ColumnId id, @Nullable Rule rule) {
        return DomainNames.of(
                choice(id).strategy(), rule == null ? Params.NONE : rule.params(), dataClass(id), id.text());
    }

    private @Nullable DataClass dataClass(ColumnId id) {
        return found.getOrDefault(id, Classification.NONE).dataClass();
    }

    /** A primary or unique key of this column alone, or another index that keeps its values apart. */
    private boolean inKey(ColumnId id) {
        TableSchema table = table(id);
        return table.primaryKey().equals(List.of(id.column()))
                || table.uniqueKeys().contains(List.of(id.column()))
                || table.apart().contains(List.of(id.column()));
    }

    private boolean inAnyKey(ColumnId id) {
        TableSchema table = table(id);
        return table.primaryKey().contains(id.column())
                || Stream.concat(table.uniqueKeys().stream(), table.apart().stream())
                        .anyMatch(key -> key.contains(id.column()));
    }

    private TableSchema table(ColumnId id) {
        TableSchema table = tables.get(id);
        if (table == null) {
            throw new IllegalStateException("no such column in the run: " + id.text());
        }
        return table;
    }

    private static ColumnSchema column(ColumnId id, TableSchema table) {
        return table.column(id.column()).orElseThrow();
    }

    private Choice choice(ColumnId id) {
        return choices.getOrDefault(id, Choice.NONE);
    }
}
