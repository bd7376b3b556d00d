package dev.datamig.extractor.closure;

import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.rows.RowSet;
import dev.datamig.extractor.rows.RowSets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The subset of a district (design, section 6): D0, then adoption that never enters what other districts own, then what all
 * these rows need. Each round goes along every move from the rows that the round before found, until nothing new is found.
 * Used once.
 */
public final class Closure {

    private final ClosurePlan plan;
    private final Traveller traveller;
    private final RowSets owned = new RowSets();
    /** Per exact reference: children that were found from an owned parent; looking back from them finds nothing new. */
    private final Map<Link, RowSet> settled = new HashMap<>();

    private Closure(ClosurePlan plan, Traveller traveller) {
        this.plan = plan;
        this.traveller = traveller;
    }

    /** Computes the subset that starts at the roots. */
    public static Subset of(ClosurePlan plan, Roots roots, Traveller traveller) {
        return new Closure(plan, traveller).compute(roots);
    }

    private Subset compute(Roots roots) {
        owned.addAll(roots.chosen());
        descend(roots.chosen(), candidates -> candidates);
        if (plan.adopts()) {
            adopt(new RowsBelow(plan, roots.others(), traveller));
        }
        return new Subset(owned, needed());
    }

    private void descend(RowSets from, Function<RowSets, RowSets> admissible) {
        for (RowSets frontier = from; !frontier.isEmpty(); ) {
            RowSets fresh =
                    admissible.apply(found(journeys(frontier, plan::downFrom)).minus(owned));
            owned.addAll(fresh);
            frontier = fresh;
        }
    }

    private void adopt(RowsBelow foreign) {
        Function<RowSets, RowSets> ours = candidates -> candidates.minus(foreign.among(candidates));
        RowSets asked = new RowSets();
        while (true) {
            RowSets unasked = owned.minus(asked);
            asked.addAll(unasked);
            RowSets fresh =
                    ours.apply(found(journeys(unasked, plan::adoptingFrom)).minus(owned));
            if (fresh.isEmpty()) {
                return;
            }
            owned.addAll(fresh);
            descend(fresh, ours);
        }
    }

    private RowSets needed() {
        RowSets needed = new RowSets();
        for (RowSets frontier = owned; !frontier.isEmpty(); ) {
            RowSets fresh =
                    found(journeys(frontier, plan::neededFrom)).minus(owned).minus(needed);
            needed.addAll(fresh);
            frontier = fresh;
        }
        return needed;
    }

    private List<Journey> journeys(RowSets frontier, Function<TableId, List<Move>> moves) {
        List<Journey> journeys = new ArrayList<>();
        for (TableId table : frontier.tables()) {
            for (Move move : moves.apply(table)) {
                RowSet rows = unsettled(move, frontier.of(table));
                if (!rows.isEmpty()) {
                    journeys.add(new Journey(move, rows));
                }
            }
        }
        return journeys;
    }

    private RowSet unsettled(Move move, RowSet rows) {
        RowSet done = move.forward() ? settled.get(move.link()) : null;
        return done == null ? rows : rows.minus(done);
    }

    private RowSets found(List<Journey> journeys) {
        List<RowSet> ends = traveller.travel(journeys);
        RowSets found = new RowSets();
        for (int i = 0; i < ends.size(); i++) {
            Move move = journeys.get(i).move();
            found.add(move.end(), ends.get(i));
            if (!move.forward() && move.link().exact()) {
                settled.computeIfAbsent(move.link(), link -> new RowSet()).addAll(ends.get(i));
            }
        }
        return found;
    }
}
