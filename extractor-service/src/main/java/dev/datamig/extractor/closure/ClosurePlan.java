package dev.datamig.extractor.closure;

import dev.datamig.contracts.schema.TableId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which moves lead from a table, by what they are good for. Computed once from the links. */
public final class ClosurePlan {

    private final List<Link> links;
    private final Set<TableId> adopted;
    private final Map<TableId, List<Move>> down = new HashMap<>();
    private final Map<TableId, List<Move>> rising = new HashMap<>();
    private final Map<TableId, List<Move>> adopting = new HashMap<>();
    private final Map<TableId, List<Move>> needs = new HashMap<>();
    private final Map<TableId, List<Move>> adopters = new HashMap<>();
    private final Map<TableId, List<Move>> needing = new HashMap<>();

    /**
     * @param links all links, each at the place of its id
     * @param adopted tables whose rows are owned when an owned row refers to them
     */
    public ClosurePlan(List<Link> links, Set<TableId> adopted) {
        this.links = List.copyOf(links);
        this.adopted = Set.copyOf(adopted);
        links.forEach(this::sort);
    }

    private void sort(Link link) {
        Move forward = new Move(link, true);
        switch (link.kind()) {
            case REFERENCE -> {
                needs(forward);
                if (adopted.contains(link.to())) {
                    put(adopting, forward);
                    put(adopters, forward.back());
                }
                if (link.followed()) {
                    descends(forward.back());
                }
                if (link.entity()) {
                    descends(forward);
                }
            }
            case CHILDREN -> descends(forward);
            case NEEDS -> needs(forward);
        }
    }

    private void needs(Move move) {
        put(needs, move);
        put(needing, move.back());
    }

    private void descends(Move move) {
        put(down, move);
        put(rising, move.back());
    }

    private static void put(Map<TableId, List<Move>> moves, Move move) {
        moves.computeIfAbsent(move.start(), table -> new ArrayList<>()).add(move);
    }

    public List<Link> links() {
        return links;
    }

    /** Whether any table is adopted at all. */
    public boolean adopts() {
        return !adopting.isEmpty();
    }

    /** From a member to members: to the children, and from a child to the parent that it is one entity with. */
    public List<Move> downFrom(TableId table) {
        return down.getOrDefault(table, List.of());
    }

    /** The tables that downward moves can reach from these, themselves included. */
    public Set<TableId> below(Set<TableId> tables) {
        Set<TableId> reached = new HashSet<>(tables);
        Deque<TableId> open = new ArrayDeque<>(tables);
        while (!open.isEmpty()) {
            for (Move move : downFrom(open.pop())) {
                if (reached.add(move.end())) {
                    open.push(move.end());
                }
            }
        }
        return reached;
    }

    /** The downward moves that end at the table, taken backwards. */
    public List<Move> risingFrom(TableId table) {
        return rising.getOrDefault(table, List.of());
    }

    /** From an owned row to rows that it thereby owns. */
    public List<Move> adoptingFrom(TableId table) {
        return adopting.getOrDefault(table, List.of());
    }

    /** From a row that may be adopted to the rows that adopt it if they are owned. */
    public List<Move> adoptersFrom(TableId table) {
        return adopters.getOrDefault(table, List.of());
    }

    /** From a row to those that cannot do without it. */
    public List<Move> needingFrom(TableId table) {
        return needing.getOrDefault(table, List.of());
    }

    /** From a row of the subset to rows that it cannot do without. */
    public List<Move> neededFrom(TableId table) {
        return needs.getOrDefault(table, List.of());
    }
}
