package dev.datamig.extractor.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.landscape.Endpoint;
import dev.datamig.contracts.landscape.Store;
import dev.datamig.extractor.TestLandscapes;
import dev.datamig.extractor.TestReading;
import dev.datamig.extractor.Workers;
import dev.datamig.extractor.catalog.PgCatalog;
import dev.datamig.extractor.catalog.PgTable;
import dev.datamig.extractor.keys.KeySet;
import dev.datamig.extractor.rows.RowSet;
import dev.datamig.sandbox.servers.PostgresServer;
import dev.datamig.sandbox.servers.TestServers;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class PgKeysTest {

    private static final PostgresServer SERVER = TestServers.postgres();
    private static final String DATABASE = "keys_test";
    /** Rows of the parent in its first block; each has two children. */
    private static final RowSet PARENTS = RowSet.of(LongStream.rangeClosed(1, 100)
            .map(line -> TidCode.of(0, 0, (int) line))
            .toArray());

    @AutoClose
    private final Workers workers = new Workers(2);

    @Test
    void asksTheSourceOnceForTheKeysOfATable() {
        SERVER.createDatabase(DATABASE);
        SERVER.execute(
                DATABASE,
                "create table parent (id int primary key)",
                "create table child (id int primary key, parent int references parent) partition by hash (id)",
                "create table child_0 partition of child for values with (modulus 2, remainder 0)",
                "create table child_1 partition of child for values with (modulus 2, remainder 1)",
                "insert into parent select generate_series(1, 100)",
                "insert into child select i, 1 + i % 150 from generate_series(0, 299) i where i % 150 < 100",
                "vacuum analyze");
        Endpoint endpoint = TestLandscapes.endpoint(SERVER, DATABASE);
        PgSource source = PgSource.connect("s", endpoint, TestReading.DEFAULT);
        source.freeze();
        PgCatalog catalog = PgCatalogReader.read(source, store(endpoint));
        PgNavigator navigator = new PgNavigator(source, catalog);
        KeyEnd.Pair ends = navigator.keyed(catalog.references().get(0)).orElseThrow();
        PgKeys keys = navigator.byKeys(
                workers, KeyLimits.DEFAULT, new KeptKeys(1 << 20, List.of(ends.child(), ends.parent())));
        RowSet asked = children(keys, ends);

        source.close();

        assertThat(asked.size()).isEqualTo(200);
        assertThat(children(keys, ends)).isEqualTo(asked);
    }

    @Test
    void looksThroughATableWhereFewParentsHaveManyChildren() {
        SERVER.createDatabase(DATABASE);
        SERVER.execute(
                DATABASE,
                "create table parent (id int primary key)",
                "create table child (id int primary key, parent int references parent)",
                "create index on child (parent)",
                "insert into parent select generate_series(1, 200)",
                "insert into child select i, 1 + i % 200 from generate_series(1, 40000) i",
                "vacuum analyze");
        Endpoint endpoint = TestLandscapes.endpoint(SERVER, DATABASE);
        try (PgSource source = PgSource.connect("s", endpoint, TestReading.DEFAULT)) {
            source.freeze();
            PgCatalog catalog = PgCatalogReader.read(source, store(endpoint));
            PgNavigator navigator = new PgNavigator(source, catalog);
            KeyEnd.Pair ends = navigator.keyed(catalog.references().get(0)).orElseThrow();
            var kept = new KeptKeys(1 << 20, List.of(ends.child(), ends.parent()));
            PgKeys keys = navigator.byKeys(workers, KeyLimits.DEFAULT, kept);

            assertThat(children(keys, ends, RowSet.of(TidCode.of(0, 0, 1))).size())
                    .isEqualTo(200);
            assertThat(kept.find(ends.child().table())).isEmpty();
            assertThat(children(keys, ends, PARENTS).size()).isEqualTo(100 * 200);
            assertThat(kept.find(ends.child().table())).isPresent();
        }
    }

    @Test
    void readsTheKeysOfALargeTableInPiecesWithEachRowOnce() {
        SERVER.createDatabase(DATABASE);
        SERVER.execute(
                DATABASE,
                "create table parent (id int primary key)",
                "create table child (id int, parent int references parent) partition by range (id)",
                "create table child_0 partition of child for values from (0) to (90000)",
                "create table child_1 partition of child for values from (90000) to (100000)",
                "create table child_2 partition of child default",
                "insert into parent select generate_series(1, 1000)",
                "insert into child select i, 1 + i % 1500 from generate_series(0, 219999) i where i % 1500 < 1000",
                "delete from child where id between 20000 and 40000 or id % 7 = 0",
                "analyze");
        Endpoint endpoint = TestLandscapes.endpoint(SERVER, DATABASE);
        try (PgSource source = PgSource.connect("s", endpoint, TestReading.DEFAULT)) {
            source.freeze();
            PgCatalog catalog = PgCatalogReader.read(source, store(endpoint));
            PgNavigator navigator = new PgNavigator(source, catalog);
            KeyEnd.Pair ends = navigator.keyed(catalog.references().get(0)).orElseThrow();
            PgTable child = ends.child().table();
            var kept = new KeptKeys(64 << 20, List.of(ends.child(), ends.parent()));
            PgKeys keys = navigator.byKeys(workers, KeyLimits.DEFAULT, kept);

            RowSet found = children(keys, ends);

            assertThat(kept.find(child)).isPresent();
            assertThat(Stretch.whole(child, catalog.version(), KeyLimits.DEFAULT.piece()))
                    .hasSizeGreaterThan(3);
            assertThat(found)
                    .isEqualTo(RowSet.of(places(source, child, child.own() + " where parent <= 100").stream()
                            .mapToLong(place -> place)
                            .toArray()));
            assertThat(rowsIn(source, child, Stretch.whole(child, catalog.version(), KeyLimits.DEFAULT.piece())))
                    .isEqualTo(rowsIn(source, child, Stretch.whole(child, 130_000, 1)))
                    .doesNotHaveDuplicates();
        }
    }

    /** The places of all rows, in the order in which they are read. */
    private static List<Long> rowsIn(PgSource source, PgTable table, List<Stretch> stretches) {
        return stretches.stream()
                .flatMap(stretch -> places(
                        source,
                        table,
                        "only " + table.leaves().get(stretch.leaf()).sql() + " where " + stretch.condition())
                        .stream())
                .toList();
    }

    private static List<Long> places(PgSource source, PgTable table, String from) {
        return source.with(session -> session.query(
                "looking for rows",
                "select tableoid::int8, ctid::text from " + from,
                List.of(),
                row -> PgNavigator.place(table, row.getLong(1), row.getString(2))));
    }

    private static RowSet children(PgKeys keys, KeyEnd.Pair ends) {
        return children(keys, ends, PARENTS);
    }

    private static RowSet children(PgKeys keys, KeyEnd.Pair ends, RowSet of) {
        KeySet parents = PgKeys.emptySet(ends.parent(), KeyLimits.DEFAULT);
        keys.gather(ends.parent().table(), List.of(new PgKeys.Gathering(ends.parent(), of, parents)));
        RowSet found = new RowSet();
        keys.find(List.of(new PgKeys.Finding(ends.child(), ends.child().perKeyOf(ends.parent()), parents, found)));
        return found;
    }

    private static Store.Postgres store(Endpoint endpoint) {
        return new Store.Postgres(
                "s", endpoint, endpoint, List.of(), List.of(), List.of(), List.of(), List.of(), true, List.of());
    }
}
