package dev.datamig.sandbox.check;

import dev.datamig.contracts.landscape.Landscape;
import dev.datamig.contracts.landscape.LandscapeFile;
import dev.datamig.contracts.landscape.LandscapeFile.Reading;
import dev.datamig.contracts.landscape.ReferenceEnd;
import dev.datamig.contracts.landscape.ReferenceRule;
import dev.datamig.contracts.landscape.Store;
import dev.datamig.sandbox.data.BoltEndpoint;
import dev.datamig.sandbox.data.PgEndpoint;
import dev.datamig.sandbox.data.SandboxLandscape;
import dev.datamig.sandbox.data.SandboxServers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether every reference of one side resolves: declared foreign keys, and what the sandbox's landscape says beyond them. */
final class References {

    private final PgEndpoint cluster;
    private final BoltEndpoint graph;
    private final String landscape;
    private final Map<String, PgRows> databases = new HashMap<>();
    private final Map<String, Set<String>> keys = new HashMap<>();
    private final List<String> dangling = new ArrayList<>();
    private int asked;

    private References(PgEndpoint cluster, BoltEndpoint graph, String landscape) {
        this.cluster = cluster;
        this.graph = graph;
        this.landscape = landscape;
    }

    static References ofProd(SandboxServers servers) {
        return new References(servers.prod(), servers.spProd(), SandboxLandscape.text(servers));
    }

    static References ofCert(SandboxServers servers) {
        return new References(servers.cert(), servers.spCert(), SandboxLandscape.text(servers));
    }

    /** What does not resolve, one line per reference. */
    List<String> dangling() {
        try (var rows = new GraphRows(graph)) {
            CertFingerprint.STORES.forEach(this::declared);
            undeclared(rows);
            return dangling;
        } finally {
            databases.values().forEach(PgRows::close);
            databases.clear();
        }
    }

    int asked() {
        return asked;
    }

    private void undeclared(GraphRows rows) {
        Landscape read = switch (LandscapeFile.parse(landscape)) {
            case Reading.Sound sound -> sound.landscape();
            case Reading.Faulty faulty -> throw new IllegalStateException(faulty.text());
        };
        for (Store store : read.stores()) {
            if (store instanceof Store.Postgres postgres) {
                postgres.references().forEach(rule -> undeclared(rule, rows));
            }
        }
        read.references().forEach(rule -> undeclared(rule, rows));
    }

    private PgRows database(String store) {
        return databases.computeIfAbsent(store, name -> new PgRows(cluster, name));
    }

    private void declared(String store) {
        PgRows database = database(store);
        List<List<String>> constraints = database.query("""
                select c.conname, c.conrelid::regclass, c.confrelid::regclass,
                  (select string_agg(format('c.%I is not null', a.attname), ' and ') from unnest(c.conkey) k
                     join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k),
                  (select string_agg(format('p.%I = c.%I', f.attname, a.attname), ' and ')
                     from unnest(c.conkey, c.confkey) as k (child, parent)
                     join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.child
                     join pg_attribute f on f.attrelid = c.confrelid and f.attnum = k.parent)
                from pg_constraint c
                where c.contype = 'f' and c.conparentid = 0 and c.connamespace::regnamespace::text <> 'datamig'""");
        for (List<String> constraint : constraints) {
            asked++;
            long rows = database.count("select count(*) from " + constraint.get(1) + " c where " + constraint.get(3)
                    + " and not exists (select from " + constraint.get(2) + " p where " + constraint.get(4) + ")");
            if (rows > 0) {
                dangling.add(store + ":" + constraint.get(1) + " " + constraint.get(0) + ": " + rows + " rows");
            }
        }
    }

    private void undeclared(ReferenceRule rule, GraphRows rows) {
        asked++;
        String end = text(rule.to());
        Set<String> parents = keys.computeIfAbsent(end, any -> new HashSet<>(values(rule.to(), null, rows)));
        long lost = values(rule.from(), rule.when(), rows).stream()
                .filter(value -> !parents.contains(value))
                .count();
        if (lost > 0) {
            dangling.add(text(rule.from()) + " to " + end + ": " + lost + " rows");
        }
    }

    private List<String> values(ReferenceEnd end, @Nullable String when, GraphRows rows) {
        List<String> values = new ArrayList<>();
        if (end.store().equals("sp")) {
            String property = "n.`" + end.columns().getFirst() + "`";
            rows.query(
                            "MATCH (n:`" + end.table() + "`) WHERE " + property + " IS NOT NULL RETURN " + property
                                    + " AS value",
                            Map.of())
                    .forEach(row -> values.add(row.get("value").asString()));
            return values;
        }
        List<String> columns =
                end.columns().stream().map(column -> '"' + column + '"').toList();
        String known = columns.stream().map(column -> column + " is not null").collect(Collectors.joining(" and "));
        database(end.store()).stream(
                "select " + String.join(", ", columns) + " from " + end.table() + " where " + known
                        + (when == null ? "" : " and (" + when + ")"),
                line -> values.add(new String(line, StandardCharsets.UTF_8).strip()));
        return values;
    }

    private static String text(ReferenceEnd end) {
        return end.store() + ":" + end.table() + "(" + String.join(", ", end.columns()) + ")";
    }
}
