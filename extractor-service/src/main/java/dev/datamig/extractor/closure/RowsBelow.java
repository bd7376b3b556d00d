package dev.datamig.extractor.closure;

import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.rows.RowSets;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Which rows hang on given roots by downward moves, asked only about rows that matter. Walking down from every other district would
 * read all of PROD; instead the question is walked upwards from the candidates: a row is below exactly when some chain of downward
 * moves leads to it from a root. All rows on the way up are remembered, so nothing is asked twice.
 *
 * <p>What other districts own are the rows below their roots that are not in D0. Candidates outside D0 need no second look: no row
 * on the way up is in D0 either, since D0 holds everything below its rows.
 */
final class RowsBelow {

    private final ClosurePlan plan;
    private final RowSets roots;
    private final Ways ways;
    private final RowSets examined = new RowSets();
    private final RowSets below = new RowSets();
    private final Set<TableId> reachable;

    RowsBelow(ClosurePlan plan, RowSets roots, Traveller traveller) {
        this.plan = plan;
        this.roots = roots;
        this.ways = new Ways(traveller);
        this.reachable = plan.below(roots.tables());
    }

    /** Those of the candidates that hang on one of the roots, roots included. */
    RowSets among(RowSets candidates) {
        RowSets news = candidates.minus(examined);
        if (!news.isEmpty()) {
            examine(news);
        }
        return candidates.intersect(below);
    }

    private void examine(RowSets news) {
        RowSets above = new RowSets();
        RowSets known = new RowSets();
        for (RowSets frontier = news; !frontier.isEmpty(); ) {
            above.addAll(frontier);
            examined.addAll(frontier);
            RowSets next = ends(frontier, plan::risingFrom);
            known.addAll(next.intersect(below));
            frontier = next.minus(examined);
        }
        RowSets seeds = above.intersect(roots);
        below.addAll(seeds);
        seeds.addAll(known);
        for (RowSets frontier = seeds; !frontier.isEmpty(); ) {
            RowSets fresh = ends(frontier, plan::downFrom).intersect(above).minus(below);
            below.addAll(fresh);
            frontier = fresh;
        }
    }

    private RowSets ends(RowSets frontier, Function<TableId, List<Move>> moves) {
        return ways.ends(
                frontier,
                List.of(table -> reachable.contains(table)
                        ? moves.apply(table).stream()
                                .filter(move -> reachable.contains(move.end()))
                                .toList()
                        : List.of()));
    }
}
