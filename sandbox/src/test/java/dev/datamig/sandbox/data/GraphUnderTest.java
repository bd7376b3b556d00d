package dev.datamig.sandbox.data;

import java.util.List;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Session;

/** Short ways to ask a graph in a test. */
public final class GraphUnderTest implements AutoCloseable {

    private final Driver driver;
    private final Session session;

    public GraphUnderTest(BoltEndpoint server) {
        this.driver = GraphDatabase.driver(server.url(), AuthTokens.basic(server.username(), server.password()));
        this.session = driver.session();
    }

    /** The first column of every row, as text. */
    public List<String> texts(String cypher) {
        return session.run(cypher).list(row -> row.get(0).asObject().toString());
    }

    public void execute(String cypher) {
        session.run(cypher).consume();
    }

    @Override
    public void close() {
        session.close();
        driver.close();
    }
}
