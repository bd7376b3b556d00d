package dev.datamig.sandbox.data;

import java.util.List;
import org.neo4j.driver.Session;

/**
 * Takes everything out of a graph: relationships, nodes, constraints, indexes. Few at a time: a node of many relationships that is
 * deleted along with them takes more memory than a transaction may have.
 */
final class EmptyGraph {

    private EmptyGraph() {}

    static void make(Session session) {
        session.run("MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 5000 ROWS")
                .consume();
        session.run("MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 5000 ROWS")
                .consume();
        names(session, "SHOW CONSTRAINTS YIELD name RETURN name")
                .forEach(name -> session.run("DROP CONSTRAINT " + quoted(name)).consume());
        names(session, "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name")
                .forEach(name -> session.run("DROP INDEX " + quoted(name)).consume());
    }

    private static List<String> names(Session session, String query) {
        return session.run(query).list(row -> row.get("name").asString());
    }

    private static String quoted(String name) {
        return '`' + name.replace("`", "``") + '`';
    }
}
