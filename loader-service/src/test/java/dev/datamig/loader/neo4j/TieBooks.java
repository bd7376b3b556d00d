package dev.datamig.loader.neo4j;

import dev.datamig.loader.neo4j.GraphSource.Cut;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How often each relationship has to be in a target. Equal ones of several districts count as the same, so that there are as many as
 * the one needs who needs most, testers included. One that a run has found there stays as long as that run is loaded, refreshed or not:
 * what the newest runs need is the least, what any run needs the most.
 */
final class TieBooks {

    /** Districts that have ever had a relationship. */
    private final Map<Tie, Set<Integer>> ever = new HashMap<>();

    /** Relationships that may have come back beside equal ones that others have brought meanwhile. */
    private final Set<Tie> back = new HashSet<>();

    private final Map<Tie, Integer> testers = new HashMap<>();

    /** How often a relationship has to be there at least and at most. */
    record Bounds(int least, int most) {
        static final Bounds NONE = new Bounds(0, 0);
    }

    void theirs(Tie tie, int times) {
        testers.put(tie, times);
    }

    void loaded(BookedRun run) {
        run.cut
                .ties()
                .forEach(tie -> ever.computeIfAbsent(named(run.cut, tie), t -> new HashSet<>())
                        .add(run.district));
    }

    void undone(BookedRun run) {
        BookedRun previous = run.previous;
        if (previous != null) {
            previous.cut.ties().forEach(tie -> back.add(named(previous.cut, tie)));
        }
    }

    /**
     * By what {@link GraphLivesTest#TIES} answers.
     *
     * @param loaded all runs @param newest those of them that none has refreshed @param nodes that are there
     */
    Map<String, Bounds> expected(
            Collection<BookedRun> loaded, Collection<BookedRun> newest, Map<String, Contents> nodes) {
        Map<Tie, Map<Integer, Integer>> any = needs(loaded);
        Map<Tie, Map<Integer, Integer>> now = needs(newest);
        Map<String, Bounds> bounds = new TreeMap<>();
        any.forEach((tie, needs) -> {
            String text = text(tie, nodes);
            if (text != null) {
                bounds.put(
                        text,
                        bounds(
                                tie,
                                needs.values(),
                                now.getOrDefault(tie, Map.of()).values()));
            }
        });
        return bounds;
    }

    private Bounds bounds(Tie tie, Collection<Integer> any, Collection<Integer> now) {
        if (tie.type().equals("WROTE")) {
            return new Bounds(sum(now), sum(now));
        }
        int most =
                back.contains(tie) ? sum(any) : ever.getOrDefault(tie, Set.of()).size() < 2 ? sum(now) : most(any);
        return new Bounds(most(now), most);
    }

    private static int sum(Collection<Integer> counts) {
        return counts.stream().mapToInt(count -> count).sum();
    }

    private static int most(Collection<Integer> counts) {
        return counts.stream().mapToInt(count -> count).max().orElse(0);
    }

    /** By relationship, how many each district needs; testers are district 0. */
    private Map<Tie, Map<Integer, Integer>> needs(Collection<BookedRun> runs) {
        Map<Tie, Map<Integer, Integer>> needs = new HashMap<>();
        testers.forEach((tie, count) -> needs.put(tie, new HashMap<>(Map.of(0, count))));
        for (BookedRun run : runs) {
            Map<Tie, Integer> needed = new HashMap<>();
            run.cut.ties().forEach(tie -> needed.merge(named(run.cut, tie), 1, Integer::sum));
            needed.forEach((tie, count) ->
                    needs.computeIfAbsent(tie, t -> new HashMap<>()).merge(run.district, count, Math::max));
        }
        return needs;
    }

    /** Notes are told from each other by their texts. */
    private static Tie named(Cut cut, Tie tie) {
        String note = tie.end().startsWith("Note ") ? cut.notes().get(tie.end().substring(5)) : null;
        return note == null
                ? tie
                : new Tie(tie.type(), tie.start(), "=" + GraphSource.note(note).text(), tie.since());
    }

    /** Null when one of its ends is not there. */
    private static @Nullable String text(Tie tie, Map<String, Contents> nodes) {
        List<String> ends = List.of(end(tie.start(), nodes), end(tie.end(), nodes));
        return ends.contains("")
                ? null
                : "[%s, [[\"since\", %s]], %s]"
                        .formatted(Contents.quoted(tie.type()), Contents.quoted(tie.since()), String.join(", ", ends));
    }

    private static String end(String name, Map<String, Contents> nodes) {
        Contents node = nodes.get(name);
        return name.startsWith("=") ? name.substring(1) : node == null ? "" : node.text();
    }
}
