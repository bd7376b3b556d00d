package dev.datamig.system;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamig.sandbox.check.TraceScan;
import dev.datamig.sandbox.data.PgEndpoint;
import dev.datamig.sandbox.data.SandboxServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Session;

/**
 * Somebody whom no table knows, written about in every text and every document of PROD: with her name, an address of its own for each
 * column, and a phone around it.
 */
final class Canaries {

    private static final String FAMILY = "Quillfeather";
    private static final String NOTE = " Seen with Ottoline " + FAMILY + ", %s, (513) 555-0147, born 3/14/2011.";

    private final SandboxServers servers;
    private final List<String> addresses = new ArrayList<>();
    private int relationships;

    Canaries(SandboxServers servers) {
        this.servers = servers;
    }

    /**
     * Plants one into all rows of each column that masking searches.
     *
     * @param columns as a run's report lists them
     */
    void plant(JsonNode columns) throws SQLException {
        for (JsonNode column : columns) {
            if (column.path("strategy").asText().equals("redact")) {
                plant(column.path("table").asText(), column.path("column").asText());
            }
        }
    }

    /** Plants one into the remarks of all relationships between guardians and students. */
    void plantBetweenPeople() {
        String address = "ottoline.between@canary.test";
        try (Driver driver = driver();
                Session session = driver.session()) {
            int written = session.run(
                            "MATCH ()-[r:GUARDIAN_OF]->() SET r.remarks = coalesce(r.remarks, '') + $note "
                                    + "RETURN count(r) AS n",
                            Map.of("note", NOTE.formatted(address)))
                    .single()
                    .get("n")
                    .asInt();
            if (written > 0) {
                addresses.add(address);
                relationships = written;
            }
        }
    }

    /** How many relationships hold one. */
    int relationships() {
        return relationships;
    }

    private Driver driver() {
        return GraphDatabase.driver(
                servers.spProd().url(),
                AuthTokens.basic(servers.spProd().username(), servers.spProd().password()));
    }

    /** How many columns hold one. */
    int count() {
        return addresses.size();
    }

    /** What was written into the first column. */
    String example() {
        return NOTE.formatted(addresses.getFirst());
    }

    /** An address that is only for what fails. */
    static String ofFailure(String where) {
        return "ottoline." + where + "@canary.test";
    }

    void forbid(TraceScan scan) {
        scan.familyName(FAMILY);
        addresses.forEach(scan::email);
    }

    private void plant(String table, String column) throws SQLException {
        String store = table.substring(0, table.indexOf(':'));
        String name = table.substring(store.length() + 1);
        String address = "ottoline.q" + addresses.size() + "@canary.test";
        boolean planted = store.equals("sp")
                ? inGraph(name, column, address)
                : inTable(servers.prod(), store, name, column, address);
        if (planted) {
            addresses.add(address);
        }
    }

    private static boolean inTable(PgEndpoint prod, String store, String table, String column, String address)
            throws SQLException {
        String quoted = "\"" + column.replace("\"", "\"\"") + "\"";
        String note = NOTE.formatted(address);
        try (Connection connection =
                        DriverManager.getConnection(prod.jdbcUrl(store), prod.username(), prod.password());
                Statement statement = connection.createStatement()) {
            String type = "";
            try (ResultSet found = statement.executeQuery("select pg_typeof(" + quoted + ")::text from " + table
                    + " where " + quoted + " is not null limit 1")) {
                if (found.next()) {
                    type = found.getString(1);
                }
            }
            String planted = switch (type) {
                case "text" -> quoted + " || '" + note + "'";
                case "jsonb" ->
                    "case jsonb_typeof(" + quoted + ") when 'object' then " + quoted
                            + " || jsonb_build_object('seen', '" + note
                            + "'::text, 'contacts', jsonb_build_array("
                            + "jsonb_build_object('name', 'Ottoline " + FAMILY + "'::text, 'email', '" + address
                            + "'::text))) else " + quoted + " end";
                default -> "";
            };
            return !planted.isEmpty()
                    && statement.executeUpdate("update " + table + " set " + quoted + " = " + planted + " where "
                                    + quoted + " is not null")
                            > 0;
        }
    }

    private boolean inGraph(String labels, String property, String address) {
        if (labels.startsWith("(")) {
            return false;
        }
        String match = labels.replace("&", "`:`");
        String query = "MATCH (n:`" + match + "`) WHERE n.`" + property + "` IS :: STRING NOT NULL SET n.`" + property
                + "` = n.`" + property + "` + $note RETURN count(n) AS n";
        try (Driver driver = driver();
                Session session = driver.session()) {
            return session.run(query, Map.of("note", NOTE.formatted(address)))
                            .single()
                            .get("n")
                            .asInt()
                    > 0;
        }
    }
}
