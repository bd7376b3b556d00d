package dev.datamig.extractor.closure;

import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.closure.Explanation.Step;
import dev.datamig.extractor.rows.RowSet;
import dev.datamig.extractor.rows.RowSets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.stream.Stream;

/**
 * Why a row is not in the subset: the root of somebody else that it hangs on, and the rows that would have brought it in if the
 * district owned them.
 */
public final class Absence {

    private final ClosurePlan plan;
    private final Roots roots;
    private final Ways ways;
    private final long widest;
    private final int shown;

    /**
     * A row that could have brought the absent one in.
     *
     * @param followed whether an owned row owns what comes from it by this move
     */
    public record Parent(Step row, boolean followed) {}

    /**
     * @param widest rows on the way up at once, from which on the way to another root is not looked for any longer
     * @param shown parents by each link
     */
    public Absence(ClosurePlan plan, Roots roots, Traveller traveller, long widest, int shown) {
        this.plan = plan;
        this.roots = roots;
        this.ways = new Ways(traveller);
        this.widest = widest;
        this.shown = shown;
    }

    /** A chain of downward moves from a root that is not the district's to the row; empty when there is none. */
    public List<Step> elsewhere(TableId table, long row) {
        RowSets round = new RowSets();
        round.add(table, RowSet.of(row));
        RowSets seen = new RowSets();
        Deque<RowSets> rounds = new ArrayDeque<>();
        while (!round.isEmpty() && round.size() <= widest) {
            RowSets met = round.intersect(roots.others());
            if (!met.isEmpty()) {
                return ways.down(met, rounds, plan::downFrom);
            }
            rounds.push(round);
            seen.addAll(round);
            round = ways.ends(round, List.of(plan::risingFrom)).minus(seen);
        }
        return List.of();
    }

    /** The rows that it refers to, whether or not their children are followed, and those that a downward step leads from. */
    public List<Parent> parents(TableId table, long row) {
        List<Parent> parents = new ArrayList<>();
        Stream<Move> references = plan.links().stream()
                .filter(link ->
                        link.kind() == Link.Kind.REFERENCE && link.from().equals(table))
                .map(link -> new Move(link, true));
        Stream.concat(references, plan.risingFrom(table).stream()).distinct().forEach(move -> {
            boolean followed = plan.downFrom(move.end()).contains(move.back());
            PrimitiveIterator.OfLong ends =
                    ways.from(table, row, move).first(shown).iterator();
            while (ends.hasNext()) {
                parents.add(new Parent(new Step(move.end(), ends.nextLong(), move), followed));
            }
        });
        return parents;
    }
}
