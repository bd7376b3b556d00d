package dev.datamig.extractor.closure;

import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.rows.RowSet;
import dev.datamig.extractor.rows.RowSets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

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
     * @param because the name of the link that leads to it, {@code root} for the first
     */
    public record Step(TableId table, long row, String because) {}

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
                return forward(met, rounds);
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
                RowSet ends = rows.of(move.end());
                if (!ends.isEmpty()) {
                    RowSet starts = travel(move.back(), ends);
                    for (RowSets part : admissible(move, subset)) {
                        before.add(move.start(), starts.intersect(part.of(move.start())));
                    }
                }
            }
        }
        return before;
    }

    /** From which parts of the subset the move brings rows in. */
    private List<RowSets> admissible(Move move, Subset subset) {
        return leads(plan::neededFrom, move)
                ? List.of(subset.owned(), subset.reference())
                : leads(plan::downFrom, move) || leads(plan::adoptingFrom, move) ? List.of(subset.owned()) : List.of();
    }

    private static boolean leads(Function<TableId, List<Move>> moves, Move move) {
        return moves.apply(move.start()).contains(move);
    }

    private List<Step> forward(RowSets roots, Deque<RowSets> rounds) {
        List<Step> chain = new ArrayList<>();
        rounds.pop();
        TableId table = roots.tables().iterator().next();
        Step here = new Step(table, first(roots.of(table)), "root");
        chain.add(here);
        while (!rounds.isEmpty()) {
            here = next(here, rounds.pop());
            chain.add(here);
        }
        return chain;
    }

    private Step next(Step here, RowSets round) {
        return plan.links().stream()
                .flatMap(link -> Stream.of(new Move(link, true), new Move(link, false)))
                .filter(move -> move.start().equals(here.table())
                        && !round.of(move.end()).isEmpty())
                .filter(move ->
                        leads(plan::neededFrom, move) || leads(plan::downFrom, move) || leads(plan::adoptingFrom, move))
                .flatMap(move -> {
                    RowSet met = travel(move, RowSet.of(here.row())).intersect(round.of(move.end()));
                    return met.isEmpty()
                            ? Stream.empty()
                            : Stream.of(
                                    new Step(move.end(), first(met), move.link().name()));
                })
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a chain of references broke under one snapshot"));
    }

    private static long first(RowSet rows) {
        return rows.iterator().nextLong();
    }

    private RowSet travel(Move move, RowSet rows) {
        return traveller.travel(List.of(new Journey(move, rows))).get(0);
    }
}
