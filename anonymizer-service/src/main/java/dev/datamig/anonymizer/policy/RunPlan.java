package dev.datamig.anonymizer.policy;

import dev.datamig.anonymizer.classify.DataClass;
import dev.datamig.anonymizer.transform.Domain;
import dev.datamig.contracts.schema.TableId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the rules mean for every column of a run. For several threads. */
public final class RunPlan {

    private final Rules rules;
    private final Map<TableId, TablePlan> tables;
    private final Map<String, Domain> domains;
    private final List<Gap> gaps;
    private final List<String> warnings;
    private final List<CountedGroups> groups;
    private final Constraints constraints;
    private final Map<DataClass, List<ColumnPlan>> byClass = new EnumMap<>(DataClass.class);
    private final boolean waitsForNames;

    RunPlan(
            Rules rules,
            Map<TableId, TablePlan> tables,
            Map<String, Domain> domains,
            List<Gap> gaps,
            List<String> warnings,
            List<CountedGroups> groups,
            Constraints constraints) {
        this.rules = rules;
        this.tables = Collections.unmodifiableMap(new TreeMap<>(tables));
        this.domains = Map.copyOf(domains);
        this.gaps = List.copyOf(gaps);
        this.warnings = List.copyOf(warnings);
        this.groups = List.copyOf(groups);
        this.constraints = constraints;
        for (TablePlan table : this.tables.values()) {
            for (ColumnPlan column : table.columns()) {
                DataClass dataClass = column.found().dataClass();
                if (dataClass != null) {
                    byClass.computeIfAbsent(dataClass, ignored -> new ArrayList<>())
                            .add(column);
                }
            }
        }
        this.waitsForNames = this.tables.values().stream().anyMatch(TablePlan::waitsForNames);
    }

    /** For values inside text and JSON, by class. */
    public Rules rules() {
        return rules;
    }

    /** In the order of their names. */
    public Map<TableId, TablePlan> tables() {
        return tables;
    }

    public Optional<TablePlan> table(TableId id) {
        return Optional.ofNullable(tables.get(id));
    }

    /** The columns of a class, in the order of their tables' names. */
    public List<ColumnPlan> columns(DataClass dataClass) {
        return byClass.getOrDefault(dataClass, List.of());
    }

    /** The value space of a name, also of one that no column is in. */
    public Domain domain(String name) {
        return domains.getOrDefault(name, new Domain(name, false, 0));
    }

    /** What is in the way; batches are masked only when there is nothing. */
    public List<Gap> gaps() {
        return gaps;
    }

    /** Rules that matched nothing, columns that several rules claim. */
    public List<String> warnings() {
        return warnings;
    }

    /** Columns whose equal rows are to be counted after masking. */
    public List<CountedGroups> groups() {
        return groups;
    }

    /** What replacements have to meet. */
    public Constraints constraints() {
        return constraints;
    }

    /** Whether any table has text that needs the names of the whole run. */
    public boolean waitsForNames() {
        return waitsForNames;
    }
}
