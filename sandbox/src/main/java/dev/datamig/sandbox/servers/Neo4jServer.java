package dev.datamig.sandbox.servers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Session;

/**
 * A running Neo4j server (Community: one user database) on loopback.
 *
 * @param boltUrl such as {@code bolt://127.0.0.1:7687}
 */
public record Neo4jServer(String boltUrl, String username, String password) {

    /** A driver of one's own; to be closed. */
    public Driver driver() {
        return GraphDatabase.driver(boltUrl, AuthTokens.basic(username, password));
    }

    /** Deletes all nodes, relationships, constraints and indexes. */
    public void wipe() {
        try (Driver driver = driver();
                Session session = driver.session()) {
            session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS")
                    .consume();
            for (String constraint : names(session, "SHOW CONSTRAINTS YIELD name RETURN name")) {
                session.run("DROP CONSTRAINT " + quoted(constraint)).consume();
            }
            for (String index : names(session, "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name")) {
                session.run("DROP INDEX " + quoted(index)).consume();
            }
        }
    }

    private static List<String> names(Session session, String query) {
        return new ArrayList<>(
                session.run(query, Map.of()).list(row -> row.get("name").asString()));
    }

    private static String quoted(String name) {
        return '`' + name.replace("`", "``") + '`';
    }
}
