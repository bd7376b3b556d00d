package dev.datamig.extractor.closure;

import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.closure.Explanation.Step;
import dev.datamig.extractor.rows.RowSet;
import dev.datamig.extractor.rows.RowSets;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/** Ways from rows to rows along the moves of a plan: all ends at once, or one chain through the rounds of a search. */
final class Ways {

    private final Traveller traveller;

    Ways(Traveller traveller) {
        this.traveller = traveller;
    }

    /** Where all moves of these kinds lead from the rows. */
    RowSets ends(RowSets rows, List<Function<TableId, List<Move>>> kinds) {
        List<Journey> journeys = new ArrayList<>();
        for (TableId table : rows.tables()) {
            kinds.stream()
                    .flatMap(kind -> kind.apply(table).stream())
                    .distinct()
                    .forEach(move -> journeys.add(new Journey(move, rows.of(table))));
        }
        List<RowSet> found = traveller.travel(journeys);
        RowSets ends = new RowSets();
        for (int i = 0; i < found.size(); i++) {
            ends.add(journeys.get(i).move().end(), found.get(i));
        }
        return ends;
    }

    /**
     * A chain from one of the rows that a search met, through a row of each of its rounds, the last round first.
     *
     * @param moves those that lead from a row of a round to one of the round before
     */
    List<Step> down(RowSets met, Deque<RowSets> rounds, Function<TableId, List<Move>> moves) {
        TableId table = met.tables().iterator().next();
        List<Step> chain = new ArrayList<>();
        chain.add(new Step(table, met.of(table).iterator().nextLong(), null));
        rounds.forEach(round -> chain.add(next(chain, round, moves)));
        return chain;
    }

    /** The chain's next step: a row among these to which one of the moves leads from its last one. */
    Step next(List<Step> chain, RowSets among, Function<TableId, List<Move>> moves) {
        Step here = chain.get(chain.size() - 1);
        for (Move move : moves.apply(here.table())) {
            RowSet wanted = among.of(move.end());
            if (!wanted.isEmpty()) {
                RowSet met = from(here.table(), here.row(), move).intersect(wanted);
                if (!met.isEmpty()) {
                    return new Step(move.end(), met.iterator().nextLong(), move);
                }
            }
        }
        throw new IllegalStateException("a chain of references broke under one snapshot");
    }

    /** Where the move leads from one row of the table that it starts at. */
    RowSet from(TableId table, long row, Move move) {
        if (!move.start().equals(table)) {
            throw new IllegalArgumentException(move + " does not start at " + table);
        }
        return traveller.travel(List.of(new Journey(move, RowSet.of(row)))).get(0);
    }
}
