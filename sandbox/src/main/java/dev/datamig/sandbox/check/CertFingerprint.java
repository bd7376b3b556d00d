package dev.datamig.sandbox.check;

import dev.datamig.sandbox.data.SandboxServers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * All rows of all stores of CERT at one moment, small enough to keep: a multiset of hashes per table, per set of labels and per type of
 * relationship, and the shape of the tables. Two are equal when CERT held the same rows. Sequences are not part of it (they
 * never go back), nor is the ledger (schema {@code datamig}, nodes {@code DatamigLedger…}).
 */
public final class CertFingerprint {

    static final List<String> STORES = List.of("ids", "hcp1", "hcp2", "adb");

    /** Gets every row with its text. */
    @FunctionalInterface
    interface Visitor {
        void row(String table, long hash, Supplier<String> text);
    }

    private static final RowHashes NONE = new RowHashes.Collector().sorted();

    private final Map<String, RowHashes> tables;
    private final Map<String, String> shapes;

    private CertFingerprint(Map<String, RowHashes> tables, Map<String, String> shapes) {
        this.tables = tables;
        this.shapes = shapes;
    }

    /** Reads all of CERT. */
    public static CertFingerprint take(SandboxServers servers) {
        return take(servers, (table, rowHash, line) -> {});
    }

    /** Reads all of CERT and shows every row on the way. */
    static CertFingerprint take(SandboxServers servers, Visitor visitor) {
        Map<String, RowHashes> tables = new TreeMap<>();
        Map<String, String> shapes = new TreeMap<>();
        var hash = new Hash();
        for (String store : STORES) {
            try (var database = new PgRows(servers.cert(), store)) {
                for (String table : database.tables()) {
                    var rows = new RowHashes.Collector();
                    String name = store + ":" + table;
                    database.stream("select * from " + table, line -> {
                        long rowHash = hash.of(line);
                        rows.add(rowHash);
                        visitor.row(name, rowHash, () -> new String(line, StandardCharsets.UTF_8));
                    });
                    tables.put(name, rows.sorted());
                }
                shapes.put(store, Long.toHexString(hash.of(TableShapes.of(database))));
            }
        }
        Map<String, RowHashes.Collector> graph = new TreeMap<>();
        try (var sp = new GraphRows(servers.spCert())) {
            sp.each((kind, text) -> {
                long rowHash = hash.of(text);
                graph.computeIfAbsent("sp:" + kind, any -> new RowHashes.Collector())
                        .add(rowHash);
                visitor.row("sp:" + kind, rowHash, () -> text);
            });
            shapes.put("sp", Long.toHexString(hash.of(sp.constraints().toString())));
        }
        graph.forEach((kind, rows) -> tables.put(kind, rows.sorted()));
        return new CertFingerprint(tables, shapes);
    }

    /** What is different in the other, one line per table; empty when nothing is. Names tables and counts, never a value. */
    public List<String> differences(CertFingerprint other) {
        List<String> lines = new ArrayList<>();
        for (String table : names(other)) {
            long gone = of(table).missingIn(other.of(table));
            long come = other.of(table).missingIn(of(table));
            if (gone > 0 || come > 0) {
                lines.add(table + ": " + gone + " rows are gone or changed, " + come + " are new");
            }
        }
        shapes.forEach((store, shape) -> {
            if (!shape.equals(other.shapes.get(store))) {
                lines.add(store + ": columns, constraints, indexes or triggers are different");
            }
        });
        return lines;
    }

    /** Rows of this that the other lacks, one line per table. */
    List<String> lostIn(CertFingerprint other) {
        List<String> lines = new ArrayList<>();
        tables.forEach((table, rows) -> {
            long lost = rows.missingIn(other.of(table));
            if (lost > 0) {
                lines.add(table + ": " + lost + " rows are gone or changed");
            }
        });
        shapes.forEach((store, shape) -> {
            if (!shape.equals(other.shapes.get(store))) {
                lines.add(store + ": columns, constraints, indexes or triggers are different");
            }
        });
        return lines;
    }

    /** Whether a row was there. */
    boolean had(String table, long hash) {
        return of(table).contains(hash);
    }

    /** How many rows the table held; 0 for a table that was not there. */
    public long rows(String table) {
        return of(table).count();
    }

    /** {@code store:table} of all that held rows or could have. */
    public Set<String> tables() {
        return Set.copyOf(tables.keySet());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CertFingerprint fingerprint
                && differences(fingerprint).isEmpty();
    }

    @Override
    public int hashCode() {
        return names(this).stream()
                .filter(table -> of(table).count() > 0)
                .mapToInt(table -> table.hashCode() ^ of(table).hashCode())
                .sum();
    }

    private RowHashes of(String table) {
        return tables.getOrDefault(table, NONE);
    }

    private Set<String> names(CertFingerprint other) {
        Set<String> names = new java.util.TreeSet<>(tables.keySet());
        names.addAll(new HashSet<>(other.tables.keySet()));
        return names;
    }
}
