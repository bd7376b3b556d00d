package dev.datamig.extractor.closure;

import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.rows.RowSet;
import dev.datamig.extractor.rows.RowSets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows that no subset may have: some that refer to nothing, and all that refers to them, in all stores. A subset's closure goes
 * as if they were not there.
 */
public final class LeftOut {

    private final ClosurePlan plan;
    private final Traveller traveller;
    private final RowSets rows;
    private final RowSets met = new RowSets();

    private LeftOut(ClosurePlan plan, Traveller traveller, RowSets rows) {
        this.plan = plan;
        this.traveller = traveller;
        this.rows = rows;
    }

    /** @param loose the rows that refer to nothing */
    public static LeftOut of(ClosurePlan plan, Traveller traveller, RowSets loose) {
        Map<TableId, List<Move>> referring = new HashMap<>();
        plan.links().stream()
                .filter(link -> link.kind() == Link.Kind.REFERENCE)
                .map(link -> new Move(link, false))
                .forEach(move -> referring
                        .computeIfAbsent(move.start(), table -> new ArrayList<>())
                        .add(move));
        RowSets rows = loose.copy();
        for (RowSets frontier = loose; !frontier.isEmpty(); ) {
            List<Journey> journeys = new ArrayList<>();
            for (TableId table : frontier.tables()) {
                for (Move move : referring.getOrDefault(table, List.of())) {
                    journeys.add(new Journey(move, frontier.of(table)));
                }
            }
            RowSets fresh = ends(journeys, traveller.travel(journeys)).minus(rows);
            rows.addAll(fresh);
            frontier = fresh;
        }
        return new LeftOut(plan, traveller, rows);
    }

    private static RowSets ends(List<Journey> journeys, List<RowSet> found) {
        RowSets ends = new RowSets();
        for (int i = 0; i < found.size(); i++) {
            ends.add(journeys.get(i).move().end(), found.get(i));
        }
        return ends;
    }

    /** Whether the row is one of them. */
    public boolean has(TableId table, long row) {
        return rows.contains(table, row);
    }

    /** The roots that are not left out. */
    public Roots among(Roots roots) {
        met.addAll(roots.chosen().intersect(rows));
        return new Roots(roots.chosen().minus(rows), roots.others().minus(rows));
    }

    /** Goes along links as if these rows were not there. */
    public Traveller traveller() {
        return rows.isEmpty() ? traveller : this::travel;
    }

    private List<RowSet> travel(List<Journey> journeys) {
        List<RowSet> ends = traveller.travel(journeys);
        List<RowSet> left = new ArrayList<>();
        for (int i = 0; i < ends.size(); i++) {
            TableId table = journeys.get(i).move().end();
            met.add(table, ends.get(i).intersect(rows.of(table)));
            left.add(ends.get(i).minus(rows.of(table)));
        }
        return left;
    }

    /** The rows that a closure would have had, had they not been left out: those that it met, and what hangs on them. */
    public RowSets missed() {
        RowSets missed = met.copy();
        for (RowSets frontier = met; !frontier.isEmpty(); ) {
            List<Journey> journeys = new ArrayList<>();
            for (TableId table : frontier.tables()) {
                for (Move move : plan.downFrom(table)) {
                    journeys.add(new Journey(move, frontier.of(table)));
                }
            }
            RowSets fresh =
                    ends(journeys, traveller.travel(journeys)).intersect(rows).minus(missed);
            missed.addAll(fresh);
            frontier = fresh;
        }
        return missed;
    }
}
