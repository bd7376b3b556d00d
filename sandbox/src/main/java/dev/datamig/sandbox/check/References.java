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

/** Whether every reference of one side resolves: declared foreign keys, and what the sandbox's landscape says beyond them. */
final class References {

    private final PgEndpoint cluster;
    private final BoltEndpoint graph;
    private final String landscape;
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
        CertFingerprint.STORES.forEach(this::declared);
        Landscape read = switch (LandscapeFile.parse(landscape)) {
            case Reading.Sound sound -> sound.landscape();
            case Reading.Faulty faulty -> throw new IllegalStateException(faulty.text());
        };
        for (Store store : read.stores()) {
            if (store instanceof Store.Postgres postgres) {
                postgres.references().forEach(this::undeclared);
            }
        }
        read.references().forEach(this::undeclared);
        return dangling;
    }

    int asked() {
        return asked;
    }

    private void declared(String store) {
        try (var database = new PgRows(cluster, store)) {
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
    }

    private void undeclared(ReferenceRule rule) {
        asked++;
        String end = text(rule.to());
        Set<String> parents = keys.computeIfAbsent(end, any -> new HashSet<>(values(rule.to(), null)));
        long rows = values(rule.from(), rule.when()).stream()
                .filter(value -> !parents.contains(value))
                .count();
        if (rows > 0) {
            dangling.add(text(rule.from()) + " to " + end + ": " + rows + " rows");
        }
    }

    private List<String> values(ReferenceEnd end, @org.jspecify.annotations.Nullable String when) {
        List<String> values = new ArrayList<>();
        if (end.store().equals("sp")) {
            try (var rows = new GraphRows(graph)) {
                String property = "n.`" + end.columns().getFirst() + "`";
                rows.query(
                                "MATCH (n:`" + end.table() + "`) WHERE " + property + " IS NOT NULL RETURN " + property
                                        + " AS value",
                                Map.of())
                        .forEach(row -> values.add(row.get("value").asString()));
            }
            return values;
        }
        String columns = end.columns().stream()
                .map(column -> '"' + column + '"')
                .collect(Collectors.joining(" is not null and ", "", " is not null"));
        String list = end.columns().stream().map(column -> '"' + column + '"').collect(Collectors.joining(", "));
        try (var database = new PgRows(cluster, end.store())) {
            database.stream(
                    "select " + list + " from " + end.table() + " where " + columns
                            + (when == null ? "" : " and (" + when + ")"),
                    line -> values.add(new String(line, StandardCharsets.UTF_8).strip()));
        }
        return values;
    }

    private static String text(ReferenceEnd end) {
        return end.store() + ":" + end.table() + "(" + String.join(", ", end.columns()) + ")";
    }
}
