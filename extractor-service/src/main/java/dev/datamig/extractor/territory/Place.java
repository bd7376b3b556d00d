package dev.datamig.extractor.territory;

import dev.datamig.contracts.landscape.Store;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.catalog.PgCatalog;
import dev.datamig.extractor.neo4j.GraphNavigator;
import dev.datamig.extractor.neo4j.GraphSource;
import dev.datamig.extractor.postgres.LooseEnds;
import dev.datamig.extractor.postgres.PgCatalogReader;
import dev.datamig.extractor.postgres.PgNavigator;
import dev.datamig.extractor.postgres.PgSource;

/** A store that is open for reading. */
public sealed interface Place {

    Store store();

    /** A PostgreSQL store with its shape. */
    record Postgres(
            Store.Postgres store, PgSource source, PgCatalog catalog, PgNavigator navigator, LooseEnds looseEnds)
            implements Place {

        static Postgres of(Store.Postgres store, PgSource source) {
            PgCatalog catalog = PgCatalogReader.read(source, store);
            PgNavigator navigator = new PgNavigator(source, catalog);
            return new Postgres(store, source, catalog, navigator, LooseEnds.of(store, catalog, navigator));
        }
    }

    /** A graph; all its nodes count as one table for the closure. */
    record Graph(Store.Neo4j store, GraphSource source, GraphNavigator navigator) implements Place {

        /** The table that all nodes are in. */
        public TableId nodes() {
            return new TableId(store.name(), "(nodes)");
        }
    }
}
