package dev.datamig.extractor.closure;

import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.closure.Explanation.Step;
import dev.datamig.extractor.rows.RowSet;
import dev.datamig.extractor.rows.RowSets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why a row is in the subset, found by going up from the row alone, so that nobody has to compute the subset for one question. A
 * row has few parents and few rows that adopt it; only what refers to a lookup is many, and of those some are tried.
 *
 * <p>The definition is that of the closure. A row is owned exactly when a chain of downward and adopting moves leads to it from a
 * chosen root over rows none of which is foreign: below another district's root and not below ours.
 *
 * @see Explanation which knows the subset and always has the answer
 */
public final class Lineage {

    private final ClosurePlan plan;
    private final Roots roots;
    private final Ways ways;
    private final RowsBelow ours;
    private final RowsBelow theirs;
    private final Limits limits;
    private boolean exceeded;

    /**
     * When to give up, since the subset is then cheaper.
     *
     * @param rows on the way up at once
     * @param tried rows of each table that refer to a lookup, spread over all of them
     * @param levels references from an owned row to the one in question
     */
    public record Limits(long rows, int tried, int levels) {
        public static final Limits DEFAULT = new Limits(200_000, 1_000, 5);
    }

    /** The chain, root first, and what the row is to the district. */
    public record Found(List<Step> chain, boolean owned) {}

    public Lineage(ClosurePlan plan, Roots roots, Traveller traveller, Limits limits) {
        this.plan = plan;
        this.roots = roots;
        this.ways = new Ways(traveller);
        this.limits = limits;
        this.ours = new RowsBelow(plan, roots.chosen(), traveller);
        this.theirs = new RowsBelow(plan, roots.others(), traveller);
    }

    /** Empty when the row is not in the subset, and when the way up would be too wide to tell. */
    public Optional<Found> of(TableId table, long row) {
        RowSets level = new RowSets();
        level.add(table, RowSet.of(row));
        RowSets seen = new RowSets();
        Deque<RowSets> levels = new ArrayDeque<>();
        while (!level.isEmpty() && level.size() <= limits.rows() && levels.size() <= limits.levels() && !exceeded) {
            List<Step> chain = toAnOwnedOne(some(level));
            if (!chain.isEmpty()) {
                levels.forEach(needed -> chain.add(ways.next(chain, needed, plan::neededFrom)));
                return Optional.of(new Found(chain, levels.isEmpty()));
            }
            levels.push(level);
            seen.addAll(level);
            level = ways.ends(level, List.of(plan::needingFrom)).minus(seen);
        }
        return Optional.empty();
    }

    private RowSets some(RowSets level) {
        RowSets some = new RowSets();
        level.tables().forEach(table -> some.add(table, level.of(table).spread(limits.tried())));
        return some;
    }

    /** The chain to the nearest row of these that is owned; empty when none is, or when there was too much to look at. */
    private List<Step> toAnOwnedOne(RowSets rows) {
        Deque<RowSets> rounds = new ArrayDeque<>();
        RowSets seen = new RowSets();
        for (RowSets round = notForeign(rows); !round.isEmpty(); ) {
            RowSets met = round.intersect(roots.chosen());
            if (!met.isEmpty()) {
                return ways.down(met, rounds, this::owning);
            }
            rounds.push(round);
            seen.addAll(round);
            RowSets above = ways.ends(round, List.of(plan::risingFrom, plan::adoptersFrom))
                    .minus(seen);
            exceeded = above.size() > limits.rows();
            round = exceeded ? new RowSets() : notForeign(above);
        }
        return new ArrayList<>();
    }

    private RowSets notForeign(RowSets rows) {
        RowSets suspects = plan.adopts() ? theirs.among(rows) : new RowSets();
        return suspects.isEmpty() ? rows : rows.minus(suspects.minus(ours.among(suspects)));
    }

    private List<Move> owning(TableId from) {
        return Stream.concat(plan.downFrom(from).stream(), plan.adoptingFrom(from).stream())
                .toList();
    }
}
