package dev.datamig.loader.neo4j;

import dev.datamig.contracts.batch.Membership;
import dev.datamig.contracts.landscape.Endpoint;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableKind;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.loader.SealedFixture;
import dev.datamig.sandbox.servers.Neo4jServer;
import dev.datamig.sandbox.servers.TestServers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The graph that loads are tested with: its address, and people who know each other. */
final class TestGraph {

    static final TableSchema PERSONS = new TableSchema(
            TableId.of("sp:Person"),
            TableKind.NODES,
            List.of(column("personId", Physical.INT64), column("name", Physical.TEXT)),
            List.of("personId"),
            List.of(),
            List.of("Person"),
            null,
            null,
            null);

    static final TableSchema KNOWS = new TableSchema(
            TableId.of("sp:(Person)-[KNOWS]->(Person)"),
            TableKind.RELATIONSHIPS,
            List.of(column("start.personId", Physical.INT64), column("end.personId", Physical.INT64)),
            List.of(),
            List.of(),
            List.of("KNOWS"),
            PERSONS.id(),
            PERSONS.id(),
            null);

    private TestGraph() {}

    private static ColumnSchema column(String name, Physical physical) {
        String type = physical == Physical.INT64 ? "neo4j:integer" : "neo4j:string";
        return new ColumnSchema(name, type, type, physical, true, false, false, null, List.of(), null);
    }

    /** The first test server as target, with the second one as source; @param url of a line to the first */
    static NeoTarget target(String url, NeoTarget.Limits limits) {
        return target(TestServers.neo4j(), url, limits);
    }

    /** @param url of a line to the server */
    static NeoTarget target(Neo4jServer server, String url, NeoTarget.Limits limits) {
        Neo4jServer other = TestServers.neo4jSecond();
        return new NeoTarget(
                new NeoTarget.Address(
                        "sp",
                        new Endpoint(other.boltUrl(), other.username(), other.password(), null),
                        new Endpoint(url, server.username(), server.password(), null),
                        "CERT",
                        Map.of()),
                limits,
                Clock.systemUTC());
    }

    static NeoTarget target(NeoTarget.Limits limits) {
        return target(TestServers.neo4j().boltUrl(), limits);
    }

    /** So many people, numbered from 1, each of whom knows the next. @param name what their names begin with */
    static void people(SealedFixture fixture, int count, String name) {
        List<@Nullable Object[]> persons = new ArrayList<>();
        List<@Nullable Object[]> knows = new ArrayList<>();
        for (long i = 1; i <= count; i++) {
            persons.add(new @Nullable Object[] {i, (name + i).getBytes(StandardCharsets.UTF_8)});
            knows.add(new @Nullable Object[] {i, 1 + i % count});
        }
        fixture.rows(PERSONS, Membership.OWNED, persons);
        fixture.rows(KNOWS, Membership.OWNED, knows);
    }
}
