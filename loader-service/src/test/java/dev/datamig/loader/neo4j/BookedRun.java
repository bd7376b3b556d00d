package dev.datamig.loader.neo4j;

import dev.datamig.loader.neo4j.GraphFixture.Sealed;
import dev.datamig.loader.neo4j.GraphSource.Cut;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A loaded run and what of the target's nodes has to do with it, by their names. */
final class BookedRun {
    final int district;
    final Sealed sealed;
    final Cut cut;
    final @Nullable BookedRun previous;
    final Map<String, Entry> brought = new LinkedHashMap<>();
    final Map<String, Entry> held = new LinkedHashMap<>();
    final Set<String> found = new HashSet<>();
    final Map<String, Change> changed = new LinkedHashMap<>();
    final Map<String, Change> overwritten = new LinkedHashMap<>();
    final Map<String, Contents> removed = new LinkedHashMap<>();

    /** Left to others that need them. */
    final Set<String> kept = new HashSet<>();

    /** Overwritten after others had left them, with what they have held since. */
    final Map<String, Contents> taken = new LinkedHashMap<>();

    /** What a run has left. */
    record Entry(Contents left, boolean reference) {}

    /** @param first what a node of testers held before any run of the district */
    record Change(Contents left, Contents then, @Nullable Contents first) {}

    BookedRun(int district, Sealed sealed, Cut cut, @Nullable BookedRun previous) {
        this.district = district;
        this.sealed = sealed;
        this.cut = cut;
        this.previous = previous;
    }

    /** What it brought or has taken over from the run before it. */
    @Nullable
    Entry mine(String node) {
        Entry entry = brought.get(node);
        return entry == null ? held.get(node) : entry;
    }

    /** Whether a run of its district has the node, as it brought it or as others had left it. */
    boolean has(String node) {
        return mine(node) != null || taken.containsKey(node);
    }

    /** Whether it has left a node so. */
    boolean hasMade(String node, Contents there) {
        Entry first = brought.get(node);
        Entry then = held.get(node);
        Change change = changed.get(node);
        return first != null && first.left().equals(there)
                || then != null && then.left().equals(there)
                || change != null && change.left().equals(there)
                || there.equals(taken.get(node));
    }

    Set<String> nodes() {
        Set<String> all = new HashSet<>(brought.keySet());
        all.addAll(held.keySet());
        return all;
    }
}
