package dev.datamig.extractor.closure;

import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.rows.RowSet;
import dev.datamig.extractor.rows.RowSets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What other districts own, asked only about rows that matter. Walking down from every other district would read all of PROD;
 * instead the question is walked upwards from the candidates: a row is foreign exactly when some chain of downward moves leads to
 * it from another root. All rows on the way up are remembered, so nothing is asked twice.
 *
 * <p>Candidates must not be in D0. Then no row on the way up is either, since D0 holds everything below its rows.
 */
final class ForeignRows {

    private final ClosurePlan plan;
    private final RowSets otherRoots;
    private final Traveller traveller;
    private final RowSets examined = new RowSets();
    private final RowSets foreign = new RowSets();
    private final Set<TableId> reachable;

    ForeignRows(ClosurePlan plan, RowSets otherRoots, Traveller traveller) {
        this.plan = plan;
        this.otherRoots = otherRoots;
        this.traveller = traveller;
        this.reachable = plan.below(otherRoots.tables());
    }

    /** Those of the candidates that another district owns. */
    RowSets among(RowSets candidates) {
        RowSets news = candidates.minus(examined);
        if (!news.isEmpty()) {
            examine(news);
        }
        return candidates.intersect(foreign);
    }

    private void examine(RowSets news) {
        RowSets above = new RowSets();
        RowSets knownForeign = new RowSets();
        for (RowSets frontier = news; !frontier.isEmpty(); ) {
            above.addAll(frontier);
            examined.addAll(frontier);
            RowSets next = ends(frontier, plan::risingFrom);
            knownForeign.addAll(next.intersect(foreign));
            frontier = next.minus(examined);
        }
        RowSets seeds = above.intersect(otherRoots);
        foreign.addAll(seeds);
        seeds.addAll(knownForeign);
        for (RowSets frontier = seeds; !frontier.isEmpty(); ) {
            RowSets fresh = ends(frontier, plan::downFrom).intersect(above).minus(foreign);
            foreign.addAll(fresh);
            frontier = fresh;
        }
    }

    private RowSets ends(RowSets frontier, Function<TableId, List<Move>> moves) {
        List<Journey> journeys = new ArrayList<>();
        for (TableId table : frontier.tables()) {
            if (reachable.contains(table)) {
                moves.apply(table).stream()
                        .filter(move -> reachable.contains(move.end()))
                        .forEach(move -> journeys.add(new Journey(move, frontier.of(table))));
            }
        }
        List<RowSet> found = traveller.travel(journeys);
        RowSets ends = new RowSets();
        for (int i = 0; i < found.size(); i++) {
            ends.add(journeys.get(i).move().end(), found.get(i));
        }
        return ends;
    }
}
