package dev.datamig.loader.neo4j;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.loader.neo4j.GraphFixture.Sealed;
import dev.datamig.loader.neo4j.GraphSource.Cut;
import dev.datamig.loader.neo4j.Meeting.Fate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What has to be in a target by the documented rules, kept by business keys alone: who has brought a node, who has found it there, and
 * what it holds. Says of each order whether it has to be refused, and with which code.
 */
final class GraphBooks {

    private final Map<String, Contents> nodes = new LinkedHashMap<>();
    private final TieBooks ties = new TieBooks();
    private final List<BookedRun> loaded = new ArrayList<>();

    /** By what testers have made of nodes that runs brought, what these held before. */
    private final Map<String, Map<Contents, Contents>> touched = new LinkedHashMap<>();

    /** Nodes to which testers have attached something. */
    private final Set<String> attached = new HashSet<>();

    void theirs(String name, Contents contents) {
        nodes.put(name, contents);
    }

    Optional<BookedRun> newest(int district) {
        return loaded.stream()
                .filter(run -> run.district == district)
                .filter(run -> loaded.stream().noneMatch(other -> other.previous == run))
                .reduce((a, b) -> b);
    }

    private Contents comes(Cut cut, String name, LoadStrategy strategy) {
        Contents sealed = Objects.requireNonNull(cut.nodes().get(name));
        Contents there = nodes.get(name);
        return strategy == LoadStrategy.MERGE && there != null && cut.owned().containsKey(name)
                ? sealed.filled(there)
                : sealed;
    }

    private Fate fate(int district, @Nullable BookedRun previous, LoadStrategy strategy, String name, Cut cut) {
        boolean theirs = others(district).anyMatch(run -> run.has(name));
        boolean owned = cut.owned().containsKey(name);
        return new Meeting(name, nodes.get(name), comes(cut, name, strategy), owned, theirs, strategy)
                .fate(previous != null && isOurs(previous, name, owned));
    }

    private boolean isOurs(BookedRun previous, String name, boolean owned) {
        BookedRun.Entry mine = mine(previous, name);
        BookedRun.Change over = owned ? previous.overwritten.get(name) : null;
        return mine != null && mine.left().equals(nodes.get(name)) && !isTakenByOthers(previous, name)
                || over != null && over.left().equals(nodes.get(name))
                || comesTo(previous, name);
    }

    /** What the run has left in a node, or others since, who have left it in turn. */
    private BookedRun.@Nullable Entry mine(@Nullable BookedRun run, String name) {
        BookedRun.Entry entry = run == null ? null : run.mine(name);
        Contents there = nodes.get(name);
        if (run == null || entry == null || there == null) {
            return entry;
        }
        boolean passed = run.kept.contains(name) || loaded.stream().anyMatch(any -> any.taken.containsKey(name));
        return passed && isKnown(name) && !isTakenByOthers(run, name)
                ? new BookedRun.Entry(there, entry.reference())
                : entry;
    }

    private boolean isKnown(String name) {
        Contents there = nodes.get(name);
        return there != null && loaded.stream().anyMatch(run -> run.hasMade(name, there));
    }

    private boolean isTakenByOthers(BookedRun run, String name) {
        return others(run.district).anyMatch(other -> other.taken.containsKey(name));
    }

    /** Whether others have brought a node and left it, which a district's next run may overwrite. */
    private boolean comesTo(BookedRun previous, String name) {
        boolean counted = previous.found.contains(name) || previous.kept.contains(name);
        boolean left = others(previous.district).anyMatch(run -> run.kept.contains(name))
                && others(previous.district).noneMatch(run -> run.has(name) && !run.kept.contains(name));
        return previous.mine(name) == null && isKnown(name) && (previous.taken.containsKey(name) || counted && left);
    }

    private Stream<BookedRun> others(int district) {
        return districts().filter(run -> run.district != district);
    }

    private @Nullable BookedRun refreshed(int district, LoadStrategy run) {
        return run == LoadStrategy.REPLACE ? newest(district).orElse(null) : null;
    }

    /** @return the code with which the load has to be refused; empty when it has to succeed */
    String refusal(int district, Cut cut, LoadStrategy run, LoadStrategy people) {
        BookedRun previous = refreshed(district, run);
        Set<Fate> fates = new HashSet<>();
        cut.nodes().keySet().forEach(name -> fates.add(fate(district, previous, of(run, people, name), name, cut)));
        if (fates.contains(Fate.CONFLICT) || takesLogins(district, previous, cut, run, people)) {
            return "LOD-004";
        }
        if (fates.contains(Fate.FOREIGN)) {
            return "LOD-033";
        }
        return previous != null && refuses(previous, cut) ? "LOD-015" : "";
    }

    /** Whether a node would get the login of one that keeps it. */
    private boolean takesLogins(
            int district, @Nullable BookedRun previous, Cut cut, LoadStrategy run, LoadStrategy people) {
        Map<String, Contents> then = new LinkedHashMap<>(nodes);
        if (previous != null) {
            leave(previous, new BookedRun(district, previous.sealed, cut, previous), cut.nodes(), then);
        }
        for (String name : cut.nodes().keySet()) {
            LoadStrategy strategy = of(run, people, name);
            Fate fate = fate(district, previous, strategy, name, cut);
            if (fate == Fate.NEW || fate == Fate.CHANGES || fate == Fate.FOREIGN) {
                then.put(name, comes(cut, name, strategy));
            }
        }
        return twice(then);
    }

    private static boolean twice(Map<String, Contents> nodes) {
        List<Object> logins = nodes.values().stream()
                .map(node -> node.properties().get("login"))
                .filter(Objects::nonNull)
                .toList();
        return logins.size() > Set.copyOf(logins).size();
    }

    private static LoadStrategy of(LoadStrategy run, LoadStrategy people, String name) {
        return name.startsWith("Person") ? people : run;
    }

    private boolean refuses(BookedRun previous, Cut cut) {
        Set<String> going = previous.nodes();
        going.removeAll(cut.nodes().keySet());
        boolean refuses = false;
        for (String name : going) {
            BookedRun.Entry entry = Objects.requireNonNull(mine(previous, name));
            boolean stays = isFoundByOthers(previous, name) || entry.reference() && attached.contains(name);
            refuses |= !stays && (attached.contains(name) || !entry.left().equals(nodes.get(name)));
        }
        for (Map.Entry<String, BookedRun.Change> over : previous.overwritten.entrySet()) {
            boolean back = !cut.nodes().containsKey(over.getKey()) && !isFoundByOthers(previous, over.getKey());
            refuses |= back && !over.getValue().left().equals(nodes.get(over.getKey()));
        }
        return refuses;
    }

    private boolean isFoundByOthers(BookedRun run, String name) {
        return !heirs(run, name).isEmpty();
    }

    /** The others that have found a node of a run, in the order of their loads. */
    private List<BookedRun> heirs(BookedRun run, String name) {
        Set<BookedRun> own = new HashSet<>();
        for (BookedRun at = run; at != null; at = at.previous) {
            own.add(at);
        }
        return loaded.stream()
                .filter(other -> !own.contains(other) && other.found.contains(name))
                .toList();
    }

    void load(int district, Sealed file, Cut cut, LoadStrategy strategy, LoadStrategy people) {
        BookedRun previous = refreshed(district, strategy);
        BookedRun run = new BookedRun(district, file, cut, previous);
        Map<String, Contents> now = new LinkedHashMap<>();
        for (String name : cut.nodes().keySet()) {
            LoadStrategy each = of(strategy, people, name);
            Contents sealed = comes(cut, name, each);
            Fate fate = fate(district, previous, each, name, cut);
            boolean reference = !cut.owned().containsKey(name);
            Contents there = nodes.get(name);
            Contents left = fate == Fate.STAYS ? Objects.requireNonNull(there) : sealed;
            BookedRun.Entry mine = mine(previous, name);
            boolean comes = previous != null && comesTo(previous, name);
            boolean regained = mine != null && !mine.equals(previous.mine(name));
            boolean theirs = previous != null && isTakenByOthers(previous, name);
            BookedRun.Change over = previous == null ? null : previous.overwritten.get(name);
            now.put(name, left);
            if (fate == Fate.NEW) {
                run.brought.put(name, new BookedRun.Entry(left, reference));
            } else if (mine != null) {
                run.held.put(name, new BookedRun.Entry(fate == Fate.STAYS || theirs ? mine.left() : left, reference));
            } else if (fate != Fate.CHANGES && over == null || comes) {
                run.found.add(name);
            }
            if (fate == Fate.CHANGES && there != null) {
                Contents first = mine != null || comes ? null : over != null ? over.first() : there;
                run.changed.put(name, new BookedRun.Change(left, there, first));
            }
            if (fate == Fate.CHANGES && (comes || regained)
                    || fate == Fate.SAME && comes && previous.taken.containsKey(name)) {
                run.taken.put(name, left);
            }
            if (over != null || fate == Fate.CHANGES && mine == null && !comes) {
                Contents first = over != null ? over.first() : there;
                Contents last = over != null && fate == Fate.STAYS ? over.left() : left;
                run.overwritten.put(name, new BookedRun.Change(last, last, first));
            }
        }
        if (previous != null) {
            leave(previous, run, now, nodes);
        }
        nodes.putAll(now);
        loaded.add(run);
        ties.loaded(run);
    }

    /** What the run before had and this one has not. @param now what this one has @param there from which the former goes */
    private void leave(BookedRun previous, BookedRun run, Map<String, Contents> now, Map<String, Contents> there) {
        Set<String> going = previous.nodes();
        going.removeAll(now.keySet());
        for (String name : going) {
            BookedRun.Entry entry = Objects.requireNonNull(mine(previous, name));
            if (isFoundByOthers(previous, name) || entry.reference() && attached.contains(name)) {
                run.held.put(name, entry);
                run.kept.add(name);
            } else {
                run.removed.put(name, Objects.requireNonNull(there.remove(name)));
            }
        }
        Stream.concat(previous.taken.keySet().stream(), previous.kept.stream())
                .filter(name -> previous.mine(name) == null && !now.containsKey(name) && there.containsKey(name))
                .forEach(run.kept::add);
        previous.overwritten.forEach((name, over) -> {
            if (now.containsKey(name)) {
                return;
            }
            if (isFoundByOthers(previous, name)) {
                run.overwritten.put(name, over);
            } else {
                Contents first = Objects.requireNonNull(over.first());
                run.changed.put(
                        name, new BookedRun.Change(first, Objects.requireNonNull(there.put(name, first)), null));
            }
        });
    }

    /** @return the code with which an undo has to be refused; empty when it has to succeed @param force where that helps */
    String undoRefusal(BookedRun run, boolean force) {
        if (loaded.stream().anyMatch(other -> other.previous == run)) {
            return "LOD-034";
        }
        boolean inTheWay =
                run.removed.keySet().stream().anyMatch(name -> nodes.containsKey(name) && !isAgain(run, name))
                        || twice(without(run));
        boolean changed = run.brought.entrySet().stream()
                        .filter(each -> heirs(run, each.getKey()).isEmpty())
                        .anyMatch(each -> attached.contains(each.getKey())
                                || !each.getValue().left().equals(nodes.get(each.getKey())))
                || run.changed.entrySet().stream()
                        .filter(each -> taker(run, each.getKey()).isEmpty())
                        .anyMatch(each -> !each.getValue().left().equals(nodes.get(each.getKey())));
        return inTheWay || changed && !force ? "LOD-015" : "";
    }

    /** Whether another district has brought a node again that a refresh took away, and it is as it was. */
    private boolean isAgain(BookedRun run, String name) {
        return Objects.requireNonNull(run.removed.get(name)).equals(nodes.get(name))
                && districts().anyMatch(other -> other.district != run.district && other.mine(name) != null);
    }

    /** What will be there when a run is undone. */
    private Map<String, Contents> without(BookedRun run) {
        Map<String, Contents> then = new LinkedHashMap<>(nodes);
        run.brought.keySet().stream().filter(name -> heirs(run, name).isEmpty()).forEach(then::remove);
        run.changed.forEach((name, change) -> {
            if (heir(run, name, change).isEmpty() && taker(run, name).isEmpty()) {
                then.put(name, change.then());
            }
        });
        then.putAll(run.removed);
        return then;
    }

    /** Who of other districts was the first to overwrite what a run had left. */
    private Optional<BookedRun> taker(BookedRun run, String name) {
        return loaded.stream()
                .skip(loaded.indexOf(run) + 1L)
                .filter(other -> other.district != run.district)
                .filter(other -> other.taken.containsKey(name) && other.changed.containsKey(name))
                .findFirst();
    }

    /** Who gives a node of testers back what it held, in place of the run. */
    private Optional<BookedRun> heir(BookedRun run, String name, BookedRun.Change change) {
        boolean first = run.previous == null || !run.previous.overwritten.containsKey(name);
        return change.first() != null && first && change.left().equals(nodes.get(name))
                ? heirs(run, name).stream()
                        .filter(other -> loaded.indexOf(other) > loaded.indexOf(run))
                        .findFirst()
                : Optional.empty();
    }

    void undo(BookedRun run) {
        Map<String, Contents> then = without(run);
        run.brought.forEach((name, entry) -> heirs(run, name).stream()
                .findFirst()
                .ifPresent(heir -> inherit(heir, name, succeeded(run, name, entry))));
        run.changed.forEach((name, change) -> taker(run, name)
                .ifPresent(taker -> taker.changed.computeIfPresent(
                        name, (n, theirs) -> new BookedRun.Change(theirs.left(), change.then(), null))));
        run.changed.forEach((name, change) -> heir(run, name, change).ifPresent(heir -> inherit(heir, name, change)));
        run.removed.keySet().stream().filter(name -> nodes.containsKey(name)).forEach(name -> {
            for (BookedRun earlier = run.previous; earlier != null; earlier = earlier.previous) {
                if (earlier.mine(name) != null) {
                    earlier.brought.remove(name);
                    earlier.held.remove(name);
                    earlier.found.add(name);
                }
            }
        });
        ties.undone(run);
        nodes.clear();
        nodes.putAll(then);
        attached.retainAll(then.keySet());
        loaded.remove(run);
    }

    /** What somebody has made of a node since is what it begins with. */
    private BookedRun.Entry succeeded(BookedRun run, String name, BookedRun.Entry entry) {
        BookedRun.Change first =
                taker(run, name).map(taker -> taker.changed.remove(name)).orElse(null);
        return first == null ? entry : new BookedRun.Entry(first.left(), entry.reference());
    }

    private void inherit(BookedRun heir, String name, BookedRun.Entry entry) {
        heir.brought.put(name, entry);
        heir.found.remove(name);
        after(heir).forEach(later -> {
            Contents taken = later.taken.get(name);
            later.held.put(name, taken == null ? entry : new BookedRun.Entry(taken, entry.reference()));
            later.found.remove(name);
        });
    }

    private void inherit(BookedRun heir, String name, BookedRun.Change change) {
        heir.changed.put(name, change);
        heir.overwritten.put(name, change);
        heir.found.remove(name);
        after(heir).forEach(later -> {
            later.overwritten.put(name, change);
            later.found.remove(name);
        });
    }

    private List<BookedRun> after(BookedRun run) {
        List<BookedRun> all = new ArrayList<>();
        BookedRun at = run;
        for (BookedRun other : loaded) {
            if (other.previous == at) {
                all.add(other);
                at = other;
            }
        }
        return all;
    }

    /** Nodes that a run has brought. @param owned of the district's own alone */
    List<String> brought(boolean owned) {
        return loaded.stream()
                .flatMap(run -> run.brought.entrySet().stream())
                .filter(each -> !(owned && each.getValue().reference()) && nodes.containsKey(each.getKey()))
                .map(Map.Entry::getKey)
                .sorted()
                .distinct()
                .toList();
    }

    Contents node(String name) {
        return Objects.requireNonNull(nodes.get(name));
    }

    void touch(String name, String property, Object value) {
        Contents was = node(name);
        nodes.put(name, was.with(property, value));
        touched.computeIfAbsent(name, n -> new HashMap<>()).putIfAbsent(node(name), was);
    }

    void attach(String name) {
        attached.add(name);
    }

    /** Testers take their changes back. @return what each node is to hold again */
    Map<String, Contents> takeBack() {
        Map<String, Contents> all = new LinkedHashMap<>();
        touched.forEach((name, changes) -> {
            Contents there = nodes.get(name);
            Contents was = there == null ? null : changes.remove(there);
            if (was != null && !was.equals(there)) {
                all.put(name, was);
            }
        });
        nodes.putAll(all);
        attached.clear();
        return all;
    }

    List<BookedRun> loaded() {
        return List.copyOf(loaded);
    }

    /** All nodes that the target has to have, besides those of which these books know nothing. */
    List<String> expectedNodes() {
        Stream<String> notes = districts()
                .flatMap(run -> run.cut.notes().values().stream())
                .map(text -> GraphSource.note(text).text());
        return Stream.concat(nodes.values().stream().map(Contents::text), notes)
                .map(text -> "[" + text + "]")
                .sorted()
                .toList();
    }

    private Stream<BookedRun> districts() {
        return loaded.stream().filter(run -> newest(run.district).orElseThrow() == run);
    }

    /** A relationship of testers' own. */
    void theirs(Tie tie, int times) {
        ties.theirs(tie, times);
    }

    Map<String, TieBooks.Bounds> expectedTies() {
        return ties.expected(loaded, districts().toList(), nodes);
    }
}
