package dev.datamig.loader.neo4j;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.batch.Membership;
import dev.datamig.contracts.landscape.Endpoint;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.StoreKind;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableKind;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.loader.SealedFixture;
import dev.datamig.loader.staging.SealedSets;
import dev.datamig.loader.target.KeyExchange;
import dev.datamig.loader.target.LoadJob;
import dev.datamig.loader.target.LoadPolicy;
import dev.datamig.loader.target.UndoJob;
import dev.datamig.sandbox.servers.Neo4jServer;
import dev.datamig.sandbox.servers.TestServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;

/** A graph of testers in which people have an id and a name, and sets of people and of what is between them. */
final class GraphFixture implements AutoCloseable {

    private final Neo4jServer server = TestServers.neo4j();
    private final Driver driver = server.driver();
    private final Path staging;
    private int runs;

    GraphFixture(Path staging) {
        this.staging = staging;
        server.wipe();
        run(
                "CREATE CONSTRAINT FOR (p:Person) REQUIRE p.personId IS UNIQUE",
                "CREATE (:DatamigEnvironment {name: 'CERT'})");
    }

    void run(String... statements) {
        try (Session session = driver.session()) {
            Stream.of(statements).forEach(statement -> session.run(statement).consume());
        }
    }

    List<String> rows(String query) {
        try (Session session = driver.session()) {
            return session.run(query).list(row -> row.values().toString());
        }
    }

    /** Contents alone: what is created anew has other element ids. */
    List<String> dump() {
        List<String> all = new ArrayList<>(
                rows("MATCH (n) WHERE NOT n:DatamigLedger RETURN labels(n), n.personId, n.name AS name ORDER BY"
                        + " n.personId, name"));
        all.addAll(rows("MATCH (a)-[r]->(b) RETURN a.personId, a.name, type(r), properties(r).since, b.personId, b.name"
                + " ORDER BY a.personId, a.name, type(r), properties(r).since, b.personId, b.name"));
        return all;
    }

    /** Nodes of these labels, in the order in which the extractor names them. */
    static TableSchema nodes(String labels, String key, String... columns) {
        return nodes(labels, List.of(key), columns);
    }

    /** The same with a key of several properties. */
    static TableSchema nodes(String labels, List<String> key, String... columns) {
        return new TableSchema(
                TableId.of("sp:" + labels),
                TableKind.NODES,
                columns(columns),
                key,
                List.of(),
                List.of(labels.split("&")),
                null,
                null,
                null);
    }

    static TableSchema between(TableSchema start, String type, TableSchema end, String... columns) {
        return new TableSchema(
                TableId.of("sp:(%s)-[%s]->(%s)"
                        .formatted(start.id().name(), type, end.id().name())),
                TableKind.RELATIONSHIPS,
                columns(columns),
                List.of(),
                List.of(),
                List.of(type),
                start.id(),
                end.id(),
                null);
    }

    private static List<ColumnSchema> columns(String... names) {
        return Stream.of(names)
                .map(name -> name.endsWith("personId") ? column(name, Physical.INT64) : column(name, Physical.TEXT))
                .toList();
    }

    private static ColumnSchema column(String name, Physical physical) {
        String type = physical == Physical.INT64 ? "neo4j:integer" : "neo4j:string";
        return new ColumnSchema(name, type, type, physical, true, false, false, null, List.of(), null);
    }

    /** Ids as {@code long}, texts as strings. */
    static @Nullable Object[] row(@Nullable Object... cells) {
        var row = new @Nullable Object[cells.length];
        for (int i = 0; i < cells.length; i++) {
            row[i] = cells[i] instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : cells[i];
        }
        return row;
    }

    static List<@Nullable Object[]> all(@Nullable Object[]... rows) {
        return List.of(rows);
    }

    record Sealed(RunId run, SealedSets sets) {}

    /** The owned rows of each table. */
    Sealed seal(Map<TableSchema, List<@Nullable Object[]>> tables, String... searched) {
        var fixture = new SealedFixture(staging, ++runs, StoreKind.NEO4J);
        tables.keySet().forEach(table -> Stream.of(searched).forEach(name -> fixture.searched(table.id(), name)));
        tables.entrySet().stream()
                .sorted((a, b) -> a.getKey().kind().compareTo(b.getKey().kind()))
                .forEach(table -> fixture.rows(table.getKey(), Membership.OWNED, table.getValue()));
        return new Sealed(fixture.run(), fixture.seal());
    }

    /** The owned rows of each table, and those that are only referred to. */
    Sealed seal(
            Map<TableSchema, List<@Nullable Object[]>> owned, Map<TableSchema, List<@Nullable Object[]>> reference) {
        var fixture = new SealedFixture(staging, ++runs, StoreKind.NEO4J);
        owned.forEach((table, rows) -> fixture.rows(table, Membership.OWNED, rows));
        reference.forEach((table, rows) -> {
            if (!rows.isEmpty()) {
                fixture.rows(table, Membership.REFERENCE, rows);
            }
        });
        return new Sealed(fixture.run(), fixture.seal());
    }

    NeoTarget target() {
        return TestGraph.target(new NeoTarget.Limits(Duration.ofSeconds(5), 3));
    }

    LoadJob job(Sealed sealed, String district, LoadStrategy strategy) {
        return new LoadJob(sealed.sets().open(sealed.run(), "sp"), sealed.sets(), 1, district, strategy);
    }

    LoadJob job(Sealed sealed, String district, LoadPolicy policy) {
        return new LoadJob(
                sealed.sets().open(sealed.run(), "sp"), sealed.sets(), 1, district, policy, KeyExchange.NONE);
    }

    void load(Sealed sealed, String district, LoadStrategy strategy) {
        target().load(job(sealed, district, strategy), (t, d, e) -> {});
    }

    void undo(Sealed sealed, boolean force) {
        target().undo(new UndoJob(sealed.run(), 2, force));
    }

    /** Whether an undo would be refused. */
    boolean hindered(Sealed sealed) {
        return !target().obstacles(new UndoJob(sealed.run(), 2, false)).isEmpty();
    }

    /** As if the graph had given the element id of what one query finds to what the other one finds. The former is deleted. */
    void giveIdAway(String from, String to, Sealed... runs) {
        String old = id(from);
        run(from + " DELETE x");
        rename(Map.of(old, id(to)), runs);
    }

    /** In the ledgers of runs. */
    void rename(Map<String, String> ids, Sealed... runs) {
        NeoTransaction.in(
                new Endpoint(server.boltUrl(), server.username(), server.password(), null),
                Duration.ofSeconds(5),
                transaction -> {},
                NeoLedger.CONSTRAINT,
                new NeoTransaction.Order(new RunId("mig-20260101T000000Z-99"), 1),
                transaction -> {
                    new NeoLedger(transaction, "sp")
                            .move(Stream.of(runs).map(Sealed::run).toList(), ids);
                    return new NeoTransaction.Result<>(true, true);
                });
    }

    String id(String match) {
        try (Session session = driver.session()) {
            return session.run(match + " RETURN elementId(x) AS id")
                    .single()
                    .get("id")
                    .asString();
        }
    }

    @Override
    public void close() {
        driver.close();
    }
}
