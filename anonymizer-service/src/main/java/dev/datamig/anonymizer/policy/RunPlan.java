package dev.datamig.anonymizer.policy;

import dev.datamig.anonymizer.transform.Domain;
import dev.datamig.contracts.schema.TableId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the rules mean for every column of a run.
 *
 * @param rules for values inside text and JSON, by class
 * @param domains the value spaces by name
 * @param gaps what is in the way; batches are masked only when there is nothing
 * @param groups columns whose equal rows are to be counted after masking
 * @param constraints what replacements have to meet
 * @param warnings rules that matched nothing, columns that several rules claim
 */
public record RunPlan(
        Rules rules,
        Map<TableId, TablePlan> tables,
        Map<String, Domain> domains,
        List<Gap> gaps,
        List<String> warnings,
        List<CountedGroups> groups,
        Constraints constraints) {

    public RunPlan {
        tables = new TreeMap<>(tables);
        domains = Map.copyOf(domains);
    }

    public Optional<TablePlan> table(TableId id) {
        return Optional.ofNullable(tables.get(id));
    }

    /** The value space of a name, also of one that no column is in. */
    public Domain domain(String name) {
        return domains.getOrDefault(name, new Domain(name, false, 0));
    }

    /** Whether any table has text that needs the names of the whole run. */
    public boolean waitsForNames() {
        return tables.values().stream().anyMatch(TablePlan::waitsForNames);
    }
}
