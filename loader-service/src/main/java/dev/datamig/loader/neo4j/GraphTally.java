package dev.datamig.loader.neo4j;

import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.loader.neo4j.KeyLabels.Unique;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Counts what becomes of the nodes or relationships of one table. */
final class GraphTally {
    long inserted;
    long updated;
    long unchanged;
    long matched;
    long conflicts;

    /** Reference nodes among the unchanged. */
    long found;

    /** Reference nodes among the inserted. */
    long missing;

    /** The district's own among the matched. */
    long others;

    /** Properties of the target's nodes that change. */
    final Set<String> changed = new TreeSet<>();

    /** Properties in which nodes under the same key differ that are in the way. */
    final Set<String> differing = new TreeSet<>();

    /** What else is in the way, by the constraint that would be broken. */
    final Map<Unique, Long> taken = new LinkedHashMap<>();

    /** Those that the target had already, in whatever form. */
    long met() {
        return updated + unchanged + matched + conflicts;
    }

    void add(GraphTally other) {
        inserted += other.inserted;
        updated += other.updated;
        unchanged += other.unchanged;
        matched += other.matched;
        conflicts += other.conflicts;
        found += other.found;
        missing += other.missing;
        others += other.others;
        changed.addAll(other.changed);
        differing.addAll(other.differing);
        other.taken.forEach((constraint, count) -> taken.merge(constraint, count, Long::sum));
    }

    TableLoad of(TableId table) {
        return new TableLoad(table, inserted, updated, unchanged, matched, conflicts);
    }
}
