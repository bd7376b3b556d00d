package dev.datamig.cli.bench;

import dev.datamig.sandbox.data.BoltEndpoint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Session;

/** What a graph of CERT held before a run, so that what the run has put there can be told from it. */
public final class GraphFloor {

    private static final int BATCH = 10_000;

    private final String store;
    private final BoltEndpoint cert;
    private final Set<String> before;

    private GraphFloor(String store, BoltEndpoint cert, Set<String> before) {
        this.store = store;
        this.cert = cert;
        this.before = before;
    }

    /** Notes what CERT holds now. */
    public static GraphFloor prepare(String store, BoltEndpoint cert) {
        try (Driver driver = driver(cert);
                Session session = driver.session()) {
            return new GraphFloor(store, cert, new HashSet<>(nodes(session)));
        }
    }

    /**
     * The bare copy of what the run has put there.
     *
     * @param scratch an empty server, which gets CERT's constraints and indexes
     */
    public StoreCopy into(BoltEndpoint scratch) {
        return new GraphCopy(store, driver(cert), driver(scratch), this::found);
    }

    private List<List<String>> found(Session session) {
        List<String> ids =
                nodes(session).stream().filter(id -> !before.contains(id)).toList();
        List<List<String>> batches = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += BATCH) {
            batches.add(ids.subList(from, Math.min(ids.size(), from + BATCH)));
        }
        return batches;
    }

    /** By internal id; without the ledger. */
    private static List<String> nodes(Session session) {
        return session.run(
                        "MATCH (n) WHERE none(label IN labels(n) WHERE label STARTS WITH 'Datamig') RETURN elementId(n) AS id")
                .list(row -> row.get("id").asString());
    }

    private static Driver driver(BoltEndpoint server) {
        return GraphDatabase.driver(server.url(), AuthTokens.basic(server.username(), server.password()));
    }
}
