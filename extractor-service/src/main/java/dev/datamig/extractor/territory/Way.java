package dev.datamig.extractor.territory;

import dev.datamig.contracts.schema.Reference;
import dev.datamig.extractor.catalog.PgReference;
import dev.datamig.extractor.closure.KeyTuples;
import dev.datamig.extractor.postgres.KeyEnd;
import dev.datamig.extractor.rows.RowSet;
import dev.datamig.extractor.steps.Step;
import java.util.Optional;

/** How a link is gone along. */
sealed interface Way {

    /** Rows whose keys cross from one store to another at a time. */
    int CROSSING = 100_000;

    /** So many go first and show how long the keys are. */
    int SCOUTS = 10_000;

    /** Characters that cross at a time, about. */
    long CHARACTERS = 10_000_000;

    /** From children to parents, or from a step's start to its end. */
    RowSet forward(RowSet rows);

    RowSet backward(RowSet rows);

    /** Its ends, when it can be gone along by keys that are compared outside of the databases. */
    default Optional<KeyWay> byKeys() {
        return Optional.empty();
    }

    /** A reference within a PostgreSQL store. */
    record Inside(Place.Postgres place, PgReference reference) implements Way {
        @Override
        public RowSet forward(RowSet rows) {
            return place.navigator().parents(reference, rows);
        }

        @Override
        public RowSet backward(RowSet rows) {
            return place.navigator().children(reference, rows);
        }

        @Override
        public Optional<KeyWay> byKeys() {
            return place.navigator()
                    .keyed(reference)
                    .map(pair -> new KeyWay(place, pair.child(), place, pair.parent()));
        }
    }

    /** A step in a graph. */
    record Stepping(Place.Graph place, Step step) implements Way {
        @Override
        public RowSet forward(RowSet rows) {
            return place.navigator().follow(step, true, rows);
        }

        @Override
        public RowSet backward(RowSet rows) {
            return place.navigator().follow(step, false, rows);
        }
    }

    /** A reference between two stores: the values of one end are looked up at the other, a piece at a time. */
    record Across(Reference reference, CrossEnd from, CrossEnd to) implements Way {
        @Override
        public RowSet forward(RowSet rows) {
            return cross(from, to, rows);
        }

        @Override
        public RowSet backward(RowSet rows) {
            return cross(to, from, rows);
        }

        @Override
        public Optional<KeyWay> byKeys() {
            return from instanceof CrossEnd.Postgres child && to instanceof CrossEnd.Postgres parent
                    ? KeyEnd.across(child.end(), parent.end())
                            .map(pair -> new KeyWay(child.place(), pair.child(), parent.place(), pair.parent()))
                    : Optional.empty();
        }

        private static RowSet cross(CrossEnd here, CrossEnd there, RowSet rows) {
            RowSet first = rows.size() > CROSSING ? rows.first(SCOUTS) : rows;
            KeyTuples keys = here.values(first);
            RowSet found = there.matching(keys);
            long length = 1 + keys.characters() / Math.max(1, keys.tuples().size());
            int atOnce = (int) Math.clamp(CHARACTERS / length, 1, CROSSING);
            rows.minus(first).chunks(atOnce).forEach(chunk -> found.addAll(there.matching(here.values(chunk))));
            return found;
        }
    }
}
