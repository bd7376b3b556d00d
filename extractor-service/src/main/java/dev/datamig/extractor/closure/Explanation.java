package dev.datamig.extractor.closure;

import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.rows.RowSet;
import dev.datamig.extractor.rows.RowSets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why a row is in the subset: a shortest chain of links from a root to it. Walks back from the row, a round at a time, within the
 * subset, until a round meets a root, and then forward again along one of the chains.
 */
public final class Explanation {

    private final ClosurePlan plan;
    private final Traveller traveller;

    /**
     * A row on the way.
     *
     * @param by the move that leads to it, absent for the root
     */
    public record Step(TableId table, long row, @Nullable Move by) {
        /** The link's name, {@code root} for the root. */
        public String because() {
            return by == null ? "root" : by.link().name();
        }
    }

    public Explanation(ClosurePlan plan, Traveller traveller) {
        this.plan = plan;
        this.traveller = traveller;
    }

    /** The chain, root first; empty when the row is not in the subset. */
    public List<Step> of(TableId table, long row, Subset subset, RowSets roots) {
        if (!subset.owned().contains(table, row) && !subset.reference().contains(table, row)) {
            return List.of();
        }
        Deque<RowSets> rounds = new ArrayDeque<>();
        RowSets seen = new RowSets();
        RowSets current = new RowSets();
        current.add(table, RowSet.of(row));
        while (!current.isEmpty()) {
            rounds.push(current);
            RowSets met = current.intersect(roots);
            if (!met.isEmpty()) {
                return forward(met, rounds, subset);
            }
            seen.addAll(current);
            current = before(current, subset).minus(seen);
        }
        return List.of();
    }

    /** The rows of the subset that bring one of these in. */
    private RowSets before(RowSets rows, Subset subset) {
        RowSets before = new RowSets();
        for (Link link : plan.links()) {
            for (Move move : List.of(new Move(link, true), new Move(link, false))) {
                RowSet owned = rows.of(move.end()).intersect(subset.owned().of(move.end()));
                if (owns(move) && !owned.isEmpty()) {
                    before.add(
                            move.start(),
                            travel(move.back(), owned).intersect(subset.owned().of(move.start())));
                }
                RowSet needed = rows.of(move.end()).minus(owned);
                if (leads(plan::neededFrom, move) && !needed.isEmpty()) {
                    RowSet starts = travel(move.back(), needed);
                    before.add(move.start(), starts.intersect(subset.owned().of(move.start())));
                    before.add(move.start(), starts.intersect(subset.reference().of(move.start())));
                }
            }
        }
        return before;
    }

    /** Whether what the move brings in is owned. */
    private boolean owns(Move move) {
        return leads(plan::downFrom, move) || leads(plan::adoptingFrom, move);
    }

    private static boolean leads(Function<TableId, List<Move>> moves, Move move) {
        return moves.apply(move.start()).contains(move);
    }

    private List<Step> forward(RowSets roots, Deque<RowSets> rounds, Subset subset) {
        List<Step> chain = new ArrayList<>();
        rounds.pop();
        TableId table = roots.tables().iterator().next();
        Step here = new Step(table, first(roots.of(table)), null);
        chain.add(here);
        while (!rounds.isEmpty()) {
            here = next(here, rounds.pop(), subset);
            chain.add(here);
        }
        return chain;
    }

    private Step next(Step here, RowSets round, Subset subset) {
        return plan.links().stream()
                .flatMap(link -> Stream.of(new Move(link, true), new Move(link, false)))
                .filter(move -> move.start().equals(here.table())
                        && !round.of(move.end()).isEmpty())
                .flatMap(move -> met(here, move, round, subset).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a chain of references broke under one snapshot"));
    }

    private Optional<Step> met(Step here, Move move, RowSets round, Subset subset) {
        RowSet owned = round.of(move.end()).intersect(subset.owned().of(move.end()));
        RowSet wanted = new RowSet();
        if (owns(move)) {
            wanted.addAll(owned);
        }
        if (leads(plan::neededFrom, move)) {
            wanted.addAll(round.of(move.end()).minus(owned));
        }
        RowSet met =
                wanted.isEmpty() ? wanted : travel(move, RowSet.of(here.row())).intersect(wanted);
        return met.isEmpty() ? Optional.empty() : Optional.of(new Step(move.end(), first(met), move));
    }

    private static long first(RowSet rows) {
        return rows.iterator().nextLong();
    }

    private RowSet travel(Move move, RowSet rows) {
        return traveller.travel(List.of(new Journey(move, rows))).get(0);
    }
}
