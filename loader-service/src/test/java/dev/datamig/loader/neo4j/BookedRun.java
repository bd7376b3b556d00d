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

    /** Whether nobody has changed a node since, which it brought or, as the district's own, overwrote. */
    boolean hasLeft(String node, Contents there, boolean owned) {
        Entry mine = mine(node);
        Change over = owned ? overwritten.get(node) : null;
        return mine != null && mine.left().equals(there)
                || over != null && over.left().equals(there);
    }

    Set<String> nodes() {
        Set<String> all = new HashSet<>(brought.keySet());
        all.addAll(held.keySet());
        return all;
    }
}
