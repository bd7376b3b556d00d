package dev.datamig.sandbox.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Session;
import org.neo4j.driver.exceptions.Neo4jException;

/** Collects rows for one Cypher statement and sends them ten thousand at a time. */
final class GraphBatches implements AutoCloseable {

    private static final int SIZE = 10_000;

    private final Session session;
    private final String statement;
    private final List<Map<String, Object>> rows = new ArrayList<>(SIZE);

    /** @param statement what to do with {@code row} */
    GraphBatches(Session session, String statement) {
        this.session = session;
        this.statement = "UNWIND $rows AS row " + statement;
    }

    void add(Map<String, Object> row) {
        rows.add(row);
        if (rows.size() == SIZE) {
            flush();
        }
    }

    @Override
    public void close() {
        flush();
    }

    private void flush() {
        if (!rows.isEmpty()) {
            List<Map<String, Object>> sent = List.copyOf(rows);
            try {
                session.executeWriteWithoutResult(
                        tx -> tx.run(statement, Map.of("rows", sent)).consume());
            } catch (Neo4jException e) {
                throw new SandboxException("the graph refused " + sent.size() + " rows of " + statement, e);
            }
            rows.clear();
        }
    }
}
