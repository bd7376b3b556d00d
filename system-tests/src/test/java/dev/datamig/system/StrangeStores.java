package dev.datamig.system;

import dev.datamig.sandbox.servers.Neo4jServer;
import dev.datamig.sandbox.servers.PostgresServer;
import dev.datamig.sandbox.servers.TestServers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;

/**
 * Two databases and a graph with odd names, and for each a target that is in use. Every row says in {@code Wem} for which tenants
 * it is needed, so that what has to arrive is known without computing a closure.
 */
final class StrangeStores {

    private static final List<String> DATABASES = List.of("one", "two");
    private static final String NODES = "MATCH (n) WHERE none(l IN labels(n) WHERE l STARTS WITH 'Datamig')";

    private static final String TABLES = """
            select oid::regclass::text from pg_class
            where relkind in ('r', 'p') and not relispartition and relname <> 'protokoll' and relnamespace in
              (select oid from pg_namespace where nspname !~ '^pg_' and nspname not in ('datamig', 'information_schema'))
            """;

    private final PostgresServer postgres = TestServers.postgres();
    private final Neo4jServer graphSource = TestServers.neo4j();
    private final Neo4jServer graphTarget = TestServers.neo4jSecond();

    /** Makes and fills everything. */
    void create() {
        for (String name : DATABASES) {
            run(postgres.createDatabase("strange_" + name), name + "-schema.sql", name + "-data.sql");
            String target = postgres.createDatabase("strange_" + name + "_cert");
            run(target, name + "-schema.sql");
            run(
                    target,
                    statement -> statement.execute(
                            "comment on database strange_" + name + "_cert is 'datamig-environment=CERT'"));
        }
        run(target("one"), statement -> {
            statement.execute("insert into \"Größe/α.β\".\"Mandant\" values ('Z', 'testers')");
            statement.execute(
                    "insert into \"Größe/α.β\".\"order\" (\"Mandant\", betrag, \"Wem\") values ('Z', 1, 'testers')");
        });
        graphSource.wipe();
        graphTarget.wipe();
        try (Driver source = graphSource.driver();
                Session session = source.session()) {
            for (String query : text("graph.cypher").split("\n;\n")) {
                session.run(query).consume();
            }
        }
        try (Driver target = graphTarget.driver();
                Session session = target.session()) {
            session.run("CREATE (:DatamigEnvironment {name: 'CERT'})").consume();
            session.run("CREATE (:Verein {name: 'Testverein', Wem: 'testers'})").consume();
        }
    }

    /** The landscape file, with these servers' addresses. */
    Path landscape(Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), postgres.password());
        Map<String, String> places = new HashMap<>();
        places.put("user", postgres.username());
        places.put("secret", secret.toString());
        places.put("oneSource", source("one"));
        places.put("oneTarget", target("one"));
        places.put("twoSource", source("two"));
        places.put("twoTarget", target("two"));
        places.put("graphSource", graphSource.boltUrl());
        places.put("graphSourceUser", graphSource.username());
        places.put("graphSourcePassword", graphSource.password());
        places.put("graphTarget", graphTarget.boltUrl());
        places.put("graphTargetUser", graphTarget.username());
        places.put("graphTargetPassword", graphTarget.password());
        String yaml = text("landscape.yaml");
        for (Map.Entry<String, String> place : places.entrySet()) {
            yaml = yaml.replace("@" + place.getKey() + "@", place.getValue());
        }
        return Files.writeString(folder.resolve("landscape.yaml"), yaml);
    }

    /** The rules file: everything stays as it is, so that rows can be compared whole. */
    Path rules(Path folder) throws IOException {
        return Files.writeString(folder.resolve("rules.yaml"), text("rules.yaml"));
    }

    /** What a tenant's migration has to bring, by table. */
    Map<String, List<String>> needed(String tenant) {
        Map<String, List<String>> all = new TreeMap<>();
        DATABASES.forEach(name -> all.putAll(rows(source(name), wem -> wem.contains(tenant))));
        all.putAll(graph(graphSource, "WHERE n.Wem CONTAINS '" + tenant + "'"));
        return all;
    }

    /** What the targets hold, by table. */
    Map<String, List<String>> held() {
        Map<String, List<String>> all = new TreeMap<>();
        DATABASES.forEach(name -> all.putAll(rows(target(name), wem -> true)));
        all.putAll(graph(graphTarget, "WHERE true"));
        return all;
    }

    private String source(String name) {
        return postgres.jdbcUrl("strange_" + name);
    }

    private String target(String name) {
        return postgres.jdbcUrl("strange_" + name + "_cert");
    }

    /** Rows as text; the table that only a trigger writes to is left out. */
    private Map<String, List<String>> rows(String url, Predicate<String> wanted) {
        Map<String, List<String>> rows = new TreeMap<>();
        run(url, statement -> {
            for (String table : texts(statement, TABLES)) {
                List<String> found = new ArrayList<>();
                String only = table.contains("messung") ? "" : "only ";
                try (ResultSet result = statement.executeQuery(
                        "select zeile.\"Wem\", zeile::text from " + only + table + " zeile order by 2")) {
                    while (result.next()) {
                        if (wanted.test(result.getString(1))) {
                            found.add(result.getString(2));
                        }
                    }
                }
                found.sort(null);
                rows.put(table, found);
            }
        });
        return rows;
    }

    private static Map<String, List<String>> graph(Neo4jServer server, String where) {
        try (Driver driver = server.driver();
                Session session = driver.session()) {
            String nodes = NODES + " WITH n " + where;
            List<String> found = session.run(nodes + " RETURN n").stream()
                    .map(row -> row.get("n").asNode())
                    .map(node -> node.labels() + " " + new TreeMap<>(node.asMap()))
                    .sorted()
                    .toList();
            List<String> relationships = session
                    .run(nodes
                            + " WITH collect(n) AS all UNWIND all AS a MATCH (a)-[r]->(b) WHERE b IN all"
                            + " RETURN a, r, b")
                    .stream()
                    .map(row -> new TreeMap<>(row.get("a").asMap()) + " "
                            + row.get("r").asRelationship().type()
                            + new TreeMap<>(row.get("r").asMap()) + " "
                            + new TreeMap<>(row.get("b").asMap()))
                    .sorted()
                    .toList();
            return Map.of("nodes", found, "relationships", relationships);
        }
    }

    private static List<String> texts(Statement statement, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private void run(String url, String... scripts) {
        run(url, statement -> {
            for (String script : scripts) {
                statement.execute(text(script));
            }
        });
    }

    @FunctionalInterface
    private interface Work {
        void on(Statement statement) throws SQLException;
    }

    private void run(String url, Work work) {
        try (Connection connection = DriverManager.getConnection(url, postgres.username(), postgres.password());
                Statement statement = connection.createStatement()) {
            work.on(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("the strange stores cannot be prepared or read", e);
        }
    }

    private static String text(String name) {
        try (InputStream in = StrangeStores.class.getResourceAsStream("/strange/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
