package dev.datamig.loader.postgres;

import com.github.luben.zstd.ZstdInputStream;
import dev.datamig.contracts.RunId;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.postgres.LedgerChunk.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings the ledger's chunks of a run back into temporary tables of the session. */
final class UndoRows {

    /** Numbers of temporary tables begin here where rows stand beside those that a run has brought. */
    private static final int OVERWRITTEN = 2_000_000;

    private static final String SHARED = "datamig_shared";

    private static final Set<Kind> WRITTEN =
            Set.of(Kind.INSERTED, Kind.REFERENCE, Kind.TRIGGERED, Kind.UPDATED, Kind.RETURNED);

    private final PgSession session;
    private final TargetCatalog catalog;
    private final int first;
    private final Map<String, UndoTable> tables = new LinkedHashMap<>();
    private final Map<String, List<String>> restorable = new HashMap<>();
    private @Nullable String madeBy;

    UndoRows(PgSession session, TargetCatalog catalog) {
        this(session, catalog, 0);
    }

    private UndoRows(PgSession session, TargetCatalog catalog, int first) {
        this.session = session;
        this.catalog = catalog;
        this.first = first;
    }

    /** For rows that a run has overwritten, beside those that it has brought. */
    static UndoRows ofOverwritten(PgSession session, TargetCatalog catalog) {
        return new UndoRows(session, catalog, OVERWRITTEN);
    }

    /** The tables of the undo by their names. */
    Map<String, UndoTable> tables() {
        return tables;
    }

    /** Fills the temporary tables from the ledger. */
    void fill(PgLedger ledger, RunId run) {
        madeBy = ledger.madeBy(run).orElse(null);
        for (int number : ledger.changes().chunks(run, WRITTEN)) {
            rows(ledger.changes().chunk(run, number));
        }
        for (int number : ledger.changes().chunks(run, Set.of(Kind.BEFORE))) {
            before(ledger.changes().chunk(run, number));
        }
        tables.values().forEach(table -> session.run("reading the ledger", "analyze " + table.rows()));
    }

    /** Fills the temporary table of one table alone. @return empty when the ledger has nothing of it */
    Optional<UndoTable> fill(PgLedger ledger, RunId run, String sql) {
        if (ledger.exists()) {
            for (int number : ledger.changes().chunks(run, WRITTEN, sql)) {
                rows(ledger.changes().chunk(run, number));
            }
        }
        Optional<UndoTable> table = Optional.ofNullable(tables.get(sql));
        table.ifPresent(filled -> session.run("reading the ledger", "analyze " + filled.rows()));
        return table;
    }

    /** Fills the temporary tables with every row that a run has brought, or has taken over from the run before it. */
    void fillClaims(PgLedger ledger, RunId run) {
        Set<Kind> kinds = Set.of(Kind.INSERTED, Kind.REFERENCE, Kind.HELD, Kind.HELD_REFERENCE);
        for (int number : ledger.changes().chunks(run, kinds)) {
            rows(ledger.changes().chunk(run, number));
        }
        tables.values().forEach(table -> session.run("reading the ledger", "analyze " + table.rows()));
    }

    /** A table of the undo, made when it was not there yet. */
    UndoTable table(String sql, List<String> key, List<String> columns) {
        UndoTable known = tables.get(sql);
        if (known != null) {
            return known;
        }
        TargetTable target = target(sql, key, columns);
        var table = new UndoTable(first + tables.size(), target, key, columns, madeBy);
        tables.put(sql, table);
        String identity = table.keyless()
                ? "0::int8 as %s, 0::int8 as %s".formatted(UndoTable.DIGEST, UndoTable.SECOND)
                : Names.list(table.keyNames()) + ", 0::int8 as " + UndoTable.DIGEST;
        session.run(
                "reading the ledger",
                "create temporary table %s on commit drop as select %s, ' '::\"char\" as %s, false as %s from %s with no data"
                        .formatted(table.rows(), identity, UndoTable.KIND, UndoTable.KEEP, target.own()));
        return table;
    }

    /** @throws LoadException {@code LOD-019} when the table is gone or has lost one of the columns */
    TargetTable target(String sql, List<String> key, List<String> columns) {
        TargetTable target =
                catalog.table(sql).orElseThrow(() -> LoadException.of(LoaderCode.STRUCTURE_CHANGED, sql + " is gone"));
        requireColumns(target, key);
        requireColumns(target, columns);
        return target;
    }

    /** A table's own rows: those of an inheritance child are another table's. */
    String own(String sql) {
        return catalog.table(sql).map(TargetTable::own).orElse(sql);
    }

    private static void requireColumns(TargetTable target, List<String> columns) {
        for (String column : columns) {
            if (target.column(column).isEmpty()) {
                throw LoadException.of(LoaderCode.STRUCTURE_CHANGED, target.sql() + " has lost column " + column);
            }
        }
    }

    private void rows(LedgerChunk chunk) {
        UndoTable table = table(chunk.table(), chunk.keyColumns(), chunk.columns());
        List<String> columns = new ArrayList<>(table.identity());
        if (!table.keyless()) {
            columns.add(UndoTable.DIGEST);
        }
        columns.add(UndoTable.KIND);
        columns.add(UndoTable.KEEP);
        copy(table.rows(), columns, chunk, "\t" + chunk.kind().letter() + "\tf");
    }

    private void before(LedgerChunk chunk) {
        UndoTable table = table(chunk.table(), chunk.keyColumns(), chunk.columns());
        List<String> columns = new ArrayList<>(table.keyNames());
        List<String> values = chunk.columns().stream().map(Names::quoted).toList();
        columns.addAll(values);
        restorable.put(table.sql(), values);
        session.run(
                "reading the ledger",
                "create temporary table if not exists %s on commit drop as select %s from %s with no data"
                        .formatted(table.before(), Names.list(columns), chunk.table()));
        copy(table.before(), columns, chunk, "");
    }

    /** The columns of a table's rows that have to get their previous values back; empty when none was overwritten. */
    List<String> restorable(UndoTable table) {
        return restorable.getOrDefault(table.sql(), List.of());
    }

    /** Takes the rows that another run has found there. */
    @FunctionalInterface
    interface Sharing {
        /** @param keys a table with their keys */
        void take(LedgerChanges.Sharer sharer, String keys);
    }

    /** Rows of a table with a key that other loaded runs have found there, one run after the other in the order in which they were loaded. */
    void eachSharer(PgLedger ledger, RunId run, UndoTable table, Sharing sharing) {
        for (LedgerChanges.Sharer sharer : ledger.changes().sharedByOthers(run, table.sql())) {
            withSharer(ledger, run, table, sharer, sharing);
        }
    }

    /** The same of one of them. */
    void withSharer(PgLedger ledger, RunId run, UndoTable table, LedgerChanges.Sharer sharer, Sharing sharing) {
        session.run(
                "looking for shared rows",
                "drop table if exists pg_temp.%1$s; create temporary table %1$s on commit drop as select %2$s from %3$s with no data"
                        .formatted(SHARED, Names.list(table.keyNames()), table.rows()));
        copyShared(ledger, sharer.run(), table, SHARED);
        sharing.take(sharer, SHARED);
    }

    /** The keys of rows that a run has found there. @return the chunks that name them */
    List<Integer> copyShared(PgLedger ledger, RunId run, UndoTable table, String into) {
        List<Integer> copied = new ArrayList<>();
        for (int number : ledger.changes().shared(run, table.sql())) {
            LedgerChunk chunk = ledger.changes().chunk(run, number);
            if (chunk.keyColumns().equals(table.key())) {
                copyKeys(into, table.keyNames(), chunk);
                copied.add(number);
            }
        }
        return copied;
    }

    /**
     * An empty temporary table for what runs have brought to a table.
     *
     * @return its columns: the key's, and the digest
     */
    List<String> keys(String name, TargetTable table, List<String> key) {
        session.run(
                "looking at what runs have brought",
                "drop table if exists pg_temp.%1$s; create temporary table %1$s on commit drop as select %2$s, 0::int8 as %3$s from %4$s with no data"
                        .formatted(name, Names.list(key), UndoTable.DIGEST, table.own()));
        List<String> columns = new ArrayList<>(key);
        columns.add(UndoTable.DIGEST);
        return columns;
    }

    /** Keys, alone as they are noted for shared rows, or with what follows them. */
    void copyKeys(String into, List<String> columns, LedgerChunk chunk) {
        copy(into, columns, chunk, "");
    }

    private void copy(String into, List<String> columns, LedgerChunk chunk, String tail) {
        byte[] end = (tail + "\n").getBytes(StandardCharsets.US_ASCII);
        long copied = session.copyIn(
                "reading the ledger",
                "copy %s (%s) from stdin".formatted(into, Names.list(columns)),
                copy -> lines(chunk, end, copy::writeToCopy));
        if (copied != chunk.rows()) {
            throw LoadException.of(LoaderCode.LEDGER_DAMAGED, chunk.table() + " has other numbers of rows");
        }
    }

    /** Takes some bytes of a buffer. */
    @FunctionalInterface
    interface Bytes {
        void take(byte[] buffer, int from, int length) throws SQLException;
    }

    /** The lines of a chunk, each with an end instead of its line feed. */
    static void lines(LedgerChunk chunk, byte[] end, Bytes taker) throws SQLException {
        try (InputStream in = new ZstdInputStream(new ByteArrayInputStream(chunk.data()))) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                int from = 0;
                for (int i = 0; i < n; i++) {
                    if (buffer[i] == '\n') {
                        taker.take(buffer, from, i - from);
                        taker.take(end, 0, end.length);
                        from = i + 1;
                    }
                }
                taker.take(buffer, from, n - from);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("decompressing in memory failed", e);
        }
    }
}
