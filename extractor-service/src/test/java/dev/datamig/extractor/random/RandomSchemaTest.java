package dev.datamig.extractor.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.landscape.Endpoint;
import dev.datamig.contracts.landscape.Landscape;
import dev.datamig.contracts.landscape.Secrets;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.TestLandscapes;
import dev.datamig.extractor.TestReading;
import dev.datamig.extractor.catalog.PgColumn;
import dev.datamig.extractor.catalog.PgTable;
import dev.datamig.extractor.closure.Closure;
import dev.datamig.extractor.closure.Subset;
import dev.datamig.extractor.keys.ByteKeys;
import dev.datamig.extractor.postgres.KeyLimits;
import dev.datamig.extractor.postgres.PgRowReader;
import dev.datamig.extractor.rows.RowSets;
import dev.datamig.extractor.territory.Expedition;
import dev.datamig.extractor.territory.Place;
import dev.datamig.extractor.territory.StoresTraveller;
import dev.datamig.extractor.territory.Territory;
import dev.datamig.sandbox.servers.PostgresServer;
import dev.datamig.sandbox.servers.TestServers;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RandomSchemaTest {

    private static final int CASES = Integer.getInteger("datamig.random.cases", 100);

    private final PostgresServer server = TestServers.postgres();

    @Test
    void findsExactlyTheRowsThatTheDefinitionNames() throws Exception {
        long first = Long.getLong("datamig.random.seed", System.nanoTime() & 0xffff_ffffL);
        server.createDatabase("random_a");
        server.createDatabase("random_b");
        for (int i = 0; i < CASES; i++) {
            long seed = first + i;
            check(seed, seed % 3 == 0 ? List.of("a", "b") : List.of("a"));
        }
    }

    private void check(long seed, List<String> stores) throws Exception {
        Model model = RandomModel.of(seed, stores);
        ModelDatabase database = new ModelDatabase(model, seed);
        Map<String, Endpoint> endpoints = new LinkedHashMap<>();
        for (String store : stores) {
            endpoints.put(store, TestLandscapes.endpoint(server, "random_" + store));
            run("random_" + store, database.sql(store));
        }
        try {
            // Per district: owned and reference rows, each once.
            for (int district = 0; district < 2; district++) {
                Oracle oracle = new Oracle(model, district);
                List<List<Integer>> found = extract(database.landscape(endpoints), district, limits(seed));
                assertThat(found.get(0))
                        .as("owned rows, seed %d, district %d", seed, district)
                        .containsExactlyInAnyOrderElementsOf(oracle.owned);
                assertThat(found.get(1))
                        .as("reference rows, seed %d, district %d", seed, district)
                        .containsExactlyInAnyOrderElementsOf(oracle.reference);
            }
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed + "\n" + database.sql("a"), e);
        }
    }

    /** Keys scanned for, as digests, all listed, or a few at a time. */
    private static KeyLimits limits(long seed) {
        return switch ((int) (seed % 4)) {
            case 0 -> KeyLimits.DEFAULT;
            case 1 -> new KeyLimits(1_000, 0, 0, 0, 1, new ByteKeys.Width(0, 1));
            case 2 -> new KeyLimits(5, 0, 0, 1_000, 5, ByteKeys.Width.DEFAULT);
            default -> new KeyLimits(5, 4, 8, 1 << 20, 1, new ByteKeys.Width(20, 4));
        };
    }

    private static List<List<Integer>> extract(Landscape landscape, int district, KeyLimits limits) {
        try (Expedition expedition =
                new Expedition(landscape, Secrets.ofProcess(), TestReading.DEFAULT, Clock.systemUTC())) {
            expedition.connect();
            expedition.freeze();
            Territory territory = expedition.map();
            Subset subset = Closure.of(
                    territory.plan(),
                    Expedition.roots(territory, "" + district),
                    new StoresTraveller(territory, expedition.workers(), limits));
            return List.of(rids(territory, subset.owned()), rids(territory, subset.reference()));
        }
    }

    private static List<Integer> rids(Territory territory, RowSets rows) {
        List<Integer> rids = new ArrayList<>();
        for (TableId id : new TreeSet<>(rows.tables())) {
            PgTable table = territory.table(id).orElseThrow();
            int place = table.columns().stream().map(PgColumn::name).toList().indexOf("rid");
            Place.Postgres home = territory
                    .databases()
                    .filter(each -> each.store().name().equals(id.store()))
                    .findFirst()
                    .orElseThrow();
            new PgRowReader(home.source(), home.looseEnds())
                    .read(table, rows.of(id), (row, cells) -> rids.add((Integer) cells[place]));
        }
        return rids;
    }

    private void run(String name, String sql) throws Exception {
        try (Connection connection = server.connect(name);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
