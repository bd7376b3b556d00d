package dev.datamig.loader.postgres;

import dev.datamig.loader.order.Dependency;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * When tables are written whose own triggers have refused rows. A trigger that allows a patient one row refuses the sealed one after
 * another table's trigger has made it: its table goes before all that it does not need. One that asks for a row to which no reference
 * leads refuses until that is there: its table goes after all that does not need it. Where the one does not help the other is tried.
 *
 * @param of by table
 * @param changed tables that have had the other turn before
 */
record Turns(Map<String, Turn> of, Set<String> changed) {

    /** Nothing was refused. */
    static final Turns NONE = new Turns(Map.of(), Set.of());

    /** When a table is written, as far as references leave it open. */
    enum Turn {
        FIRST,
        LAST;

        private Turn other() {
            return this == FIRST ? LAST : FIRST;
        }
    }

    /**
     * After triggers of tables have refused their rows.
     *
     * @param forestalled whether rows had been written to a table before
     * @return equal to this when each of them has had both turns
     */
    Turns after(Collection<String> refused, Predicate<String> forestalled) {
        Map<String, Turn> next = new LinkedHashMap<>(of);
        Set<String> moved = new LinkedHashSet<>(changed);
        for (String table : refused) {
            Turn had = of.get(table);
            if (had == null) {
                next.put(table, forestalled.test(table) ? Turn.FIRST : Turn.LAST);
            } else if (moved.add(table)) {
                next.put(table, had.other());
            }
        }
        return new Turns(next, moved);
    }

    /**
     * The turns as dependencies that contradict no other.
     *
     * @param between what has to be followed, and what is wished already
     */
    List<Dependency<String>> wishes(Collection<String> tables, List<Dependency<String>> between) {
        return of.entrySet().stream()
                .flatMap(entry -> wishes(entry.getKey(), entry.getValue(), tables, between))
                .toList();
    }

    private Stream<Dependency<String>> wishes(
            String table, Turn turn, Collection<String> tables, List<Dependency<String>> between) {
        boolean first = turn == Turn.FIRST;
        Set<String> bound = first
                ? reach(table, between, Dependency::child, Dependency::parent)
                : reach(table, between, Dependency::parent, Dependency::child);
        return tables.stream()
                .filter(other -> !bound.contains(other) && of.get(other) != turn)
                .map(other ->
                        first ? new Dependency<>("", other, table, false) : new Dependency<>("", table, other, false));
    }

    /** The table, and all that it leads to. */
    private static Set<String> reach(
            String table,
            List<Dependency<String>> between,
            Function<Dependency<String>, String> from,
            Function<Dependency<String>, String> to) {
        Set<String> found = new HashSet<>(Set.of(table));
        Deque<String> open = new ArrayDeque<>(found);
        while (!open.isEmpty()) {
            String next = open.pop();
            between.stream()
                    .filter(d -> from.apply(d).equals(next) && found.add(to.apply(d)))
                    .forEach(d -> open.push(to.apply(d)));
        }
        return found;
    }
}
