package dev.datamig.extractor.speed;

import dev.datamig.contracts.District;
import dev.datamig.contracts.landscape.LandscapeFile;
import dev.datamig.contracts.landscape.Secrets;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.TestConfig;
import dev.datamig.extractor.catalog.PgTable;
import dev.datamig.extractor.closure.Closure;
import dev.datamig.extractor.closure.Subset;
import dev.datamig.extractor.postgres.RowNames;
import dev.datamig.extractor.rows.RowSet;
import dev.datamig.extractor.territory.Expedition;
import dev.datamig.extractor.territory.StoresTraveller;
import dev.datamig.extractor.territory.Territory;
import dev.datamig.sandbox.servers.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes a twin of every table with the subset's rows alone, so that the floor reads not one row more. */
final class Twins {

    private static final int AT_ONCE = 100_000;

    private Twins() {}

    static Floor make(TestConfig config, PostgresServer server, District district) throws SQLException {
        var landscape = LandscapeFile.require(Path.of(config.landscape()));
        List<TableId> tables = new ArrayList<>();
        try (Expedition expedition =
                new Expedition(landscape, Secrets.ofProcess(), config.extractor(), Clock.systemUTC())) {
            expedition.connect();
            expedition.freeze();
            Territory territory = expedition.map();
            Subset subset = Closure.of(
                    territory.plan(),
                    Expedition.roots(territory, district.id()),
                    new StoresTraveller(territory, expedition.workers()));
            Set<TableId> all = new HashSet<>(subset.owned().tables());
            all.addAll(subset.reference().tables());
            all.removeIf(id -> territory.table(id).isEmpty());
            Set<String> begun = new HashSet<>();
            for (TableId id : all) {
                RowSet rows = subset.owned().of(id).copy();
                rows.addAll(subset.reference().of(id));
                fill(server, territory.table(id).orElseThrow(), rows, begun.add(id.store()));
                tables.add(id);
            }
            tables.sort(Comparator.comparingLong(id ->
                    -subset.owned().of(id).size() - subset.reference().of(id).size()));
        }
        return new Floor(server, tables);
    }

    private static void fill(PostgresServer server, PgTable table, RowSet rows, boolean first) throws SQLException {
        try (Connection connection = server.connect(table.id().store());
                Statement statement = connection.createStatement()) {
            if (first) {
                statement.execute("drop schema if exists " + Floor.SCHEMA + " cascade");
                statement.execute("create schema " + Floor.SCHEMA);
            }
            String twin = Floor.twin(table.id());
            statement.execute("create unlogged table " + twin + " as select * from "
                    + table.id().name() + " limit 0");
            for (String from : RowNames.of(table, rows, AT_ONCE)) {
                statement.execute("insert into " + twin + " select * from " + from);
            }
            statement.execute("vacuum analyze " + twin);
        }
    }
}
