package dev.datamig.sandbox.check;

import dev.datamig.sandbox.data.SandboxResources;
import dev.datamig.sandbox.data.SandboxServers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rows of PROD that belong to a district, table by table, by conditions written by hand ({@code check/*-owned.txt}), and whether CERT has
 * each of them under its key. Temporary tables carry people, schools and classes from store to store.
 */
final class OwnedRows {

    /**
     * The conditions of a store.
     *
     * @param byCount tables whose keys are masked or that have none: there rows are counted on both sides
     */
    private record Conditions(Map<String, String> byTable, Set<String> byCount) {}

    private final SandboxServers servers;
    private final String district;
    private final Map<String, List<String>> uids = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private long total;

    OwnedRows(SandboxServers servers, String district) {
        this.servers = servers;
        this.district = district;
    }

    /** What CERT lacks, or has too much of, one line per table. */
    List<String> problems() {
        for (String store : CertFingerprint.STORES) {
            try (var prod = new PgRows(servers.prod(), store);
                    var cert = new PgRows(servers.cert(), store)) {
                prepare(store, prod);
                prepare(store, cert);
                remember(store, prod);
                Conditions conditions = conditions(store);
                conditions.byTable().forEach((table, condition) -> {
                    if (conditions.byCount().contains(table)) {
                        count(store, table, condition, prod, cert);
                    } else {
                        compare(store, table, condition, prod, cert);
                    }
                });
            }
        }
        return problems;
    }

    /** Owned rows over all tables. */
    long total() {
        return total;
    }

    /** Uids of the district's people, classes and schools, as found in PROD, by the name of the temporary table. */
    Map<String, List<String>> uids() {
        return uids;
    }

    private void prepare(String store, PgRows side) {
        if (!store.equals("ids")) {
            uids.forEach((table, values) -> {
                side.execute("create temp table " + table + " (uid uuid)");
                for (int i = 0; i < values.size(); i += 5000) {
                    List<String> some = values.subList(i, Math.min(values.size(), i + 5000));
                    side.execute("insert into " + table + " select unnest('{" + String.join(",", some) + "}'::uuid[])");
                }
            });
        }
        if (store.equals("hcp1")) {
            side.execute("analyze d_student, d_person, d_org");
        }
        side.execute(SandboxResources.text("check/" + store + "-people.sql").formatted(district));
    }

    private void remember(String store, PgRows prod) {
        List<String> tables = switch (store) {
            case "ids" -> List.of("d_org", "d_student", "d_person");
            case "hcp1" -> List.of("d_class", "d_assignment");
            default -> List.of();
        };
        for (String table : tables) {
            uids.put(
                    table,
                    prod.query("select uid from " + table).stream()
                            .map(List::getFirst)
                            .toList());
        }
    }

    private Conditions conditions(String store) {
        Map<String, String> byTable = new LinkedHashMap<>();
        Set<String> byCount = new HashSet<>();
        for (String line : SandboxResources.text("check/" + store + "-owned.txt")
                .formatted(district)
                .lines()
                .toList()) {
            if (line.startsWith("#") || line.isBlank()) {
                continue;
            }
            int colon = line.indexOf(": ");
            String table = line.substring(0, colon).replace("~", "");
            byTable.put(table, line.substring(colon + 2));
            if (line.charAt(colon - 1) == '~') {
                byCount.add(table);
            }
        }
        return new Conditions(byTable, byCount);
    }

    private void count(String store, String table, String condition, PgRows prod, PgRows cert) {
        String query = "select count(*) from " + table + " where " + condition;
        long owned = prod.count(query);
        long found = cert.count(query);
        total += owned;
        if (owned != found) {
            problems.add(store + ":" + table + ": " + owned + " rows are owned in PROD, " + found + " are in CERT");
        }
    }

    private void compare(String store, String table, String condition, PgRows prod, PgRows cert) {
        String key = String.join(", ", prod.primaryKey(table));
        Set<String> wanted = new HashSet<>();
        prod.stream("select " + key + " from " + table + " where " + condition, line -> wanted.add(text(line)));
        total += wanted.size();
        int owned = wanted.size();
        cert.stream("select " + key + " from " + table, line -> wanted.remove(text(line)));
        if (!wanted.isEmpty()) {
            problems.add(store + ":" + table + ": " + wanted.size() + " of " + owned + " owned rows are not in CERT");
        }
    }

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.UTF_8);
    }
}
