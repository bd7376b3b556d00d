package dev.datamig.extractor.territory;

import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.closure.KeyTuples;
import dev.datamig.extractor.neo4j.GraphEnd;
import dev.datamig.extractor.postgres.PgEnd;
import dev.datamig.extractor.rows.RowSet;

/** An end of a reference between two stores. */
sealed interface CrossEnd {

    TableId table();

    KeyTuples values(RowSet rows);

    RowSet matching(KeyTuples keys);

    /** Columns of a PostgreSQL table. */
    record Postgres(Place.Postgres place, PgEnd end) implements CrossEnd {
        @Override
        public TableId table() {
            return end.table().id();
        }

        @Override
        public KeyTuples values(RowSet rows) {
            return place.navigator().values(end, rows);
        }

        @Override
        public RowSet matching(KeyTuples keys) {
            return place.navigator().matching(end, keys);
        }
    }

    /** Properties of nodes with a label. */
    record Graph(Place.Graph place, GraphEnd end) implements CrossEnd {
        @Override
        public TableId table() {
            return place.nodes();
        }

        @Override
        public KeyTuples values(RowSet rows) {
            return place.navigator().values(end, rows);
        }

        @Override
        public RowSet matching(KeyTuples keys) {
            return place.navigator().matching(end, keys);
        }
    }
}
