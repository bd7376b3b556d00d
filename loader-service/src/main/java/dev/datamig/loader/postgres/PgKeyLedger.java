package dev.datamig.loader.postgres;

import com.github.luben.zstd.ZstdInputStream;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.target.KeyEntry;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Which keys a district's rows have got in this target instead of those in the source. Outlives the runs: a row keeps the key that
 * testers know it by, also when the district is loaded anew. A row of the source that belongs to several districts has one key: what
 * one of them has chosen holds for the others.
 */
final class PgKeyLedger {

    private static final String TABLE = """
            create table if not exists datamig.key_map (
              store text not null, district text not null, table_name text not null, column_name text not null,
              part int not null, run text not null, rows int8 not null, data bytea not null, sha256 text not null,
              primary key (store, district, table_name, column_name, part))""";

    private final PgSession session;
    private final String store;
    private final String district;

    PgKeyLedger(PgSession session, String store, String district) {
        this.session = session;
        this.store = store;
        this.district = district;
    }

    private boolean exists() {
        return session.number(
                        "looking for the ledger",
                        "select count(*) from pg_class where oid = to_regclass('datamig.key_map')")
                > 0;
    }

    String district() {
        return district;
    }

    /** The same of another district. */
    PgKeyLedger of(String other) {
        return new PgKeyLedger(session, store, other);
    }

    /**
     * This ledger and those of other districts that are loaded now; what an earlier one in the list says counts.
     *
     * @param loaded whether this district is: then its rows keep their keys, else others may have brought rows of it under theirs
     */
    List<PgKeyLedger> withOthers(boolean loaded) {
        List<PgKeyLedger> all = new ArrayList<>();
        if (exists()) {
            session.query("reading the ledger", """
                            select distinct k.district from datamig.key_map k join datamig.load l on l.store = k.store and l.district = k.district
                            where k.store = ? and k.district <> ? and l.state = 'loaded' order by 1""", row -> row.getString(1), store, district)
                    .forEach(other -> all.add(of(other)));
        }
        all.add(loaded ? 0 : all.size(), this);
        return all;
    }

    /** Takes over what earlier runs of the district have chosen. @throws LoadException {@code LOD-016} when it was changed */
    void into(KeyInbox inbox) {
        if (!exists()) {
            return;
        }
        parts("true").forEach(part -> {
            LedgerChunk chunk = chunk(part);
            inbox.add(taker -> lines(part, chunk.data(), taker));
        });
    }

    /** Takes the pieces of what was chosen for a column: lines of old and new values. @throws LoadException {@code LOD-016} when one was changed */
    void copy(String table, String column, Consumer<LedgerChunk> taker) {
        if (exists()) {
            parts("table_name = %s and column_name = %s".formatted(Names.literal(table), Names.literal(column)))
                    .forEach(part -> taker.accept(chunk(part)));
        }
    }

    private record Part(String table, String column, int number) {}

    private List<Part> parts(String which) {
        return session.query(
                "reading the ledger",
                "select table_name, column_name, part from datamig.key_map where store = ? and district = ? and "
                        + which + " order by 1, 2, 3",
                row -> new Part(row.getString(1), row.getString(2), row.getInt(3)),
                store,
                district);
    }

    private LedgerChunk chunk(Part part) {
        LedgerChunk chunk = session.query(
                        "reading the ledger",
                        "select rows, data, sha256 from datamig.key_map where store = ? and district = ? and table_name = ? and column_name = ? and part = ?",
                        row -> new LedgerChunk(
                                part.table(),
                                LedgerChunk.Kind.SHARED,
                                List.of(part.column()),
                                List.of(),
                                row.getLong(1),
                                row.getBytes(2),
                                row.getString(3)),
                        store,
                        district,
                        part.table(),
                        part.column(),
                        part.number())
                .get(0);
        if (!chunk.intact()) {
            throw LoadException.of(LoaderCode.LEDGER_DAMAGED, "keys of " + part.table() + ", store " + store);
        }
        return chunk;
    }

    private void lines(Part part, byte[] data, Consumer<KeyEntry> taker) {
        try (var in = new BufferedReader(
                new InputStreamReader(new ZstdInputStream(new ByteArrayInputStream(data)), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                List<String> fields = CopyLine.fields((line + "\n").getBytes(StandardCharsets.UTF_8));
                taker.accept(new KeyEntry(
                        new TableId(store, part.table()),
                        List.of(part.column()),
                        KeyEntry.Kind.CHOSEN,
                        List.of(fields.get(0)),
                        List.of(fields.get(1))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("decompressing in memory failed", e);
        }
    }

    /** Keeps what was chosen, in the place of what was kept for this key before. */
    void write(RunId run, KeyChoice choice) {
        for (KeyChoice.Surrogate key : choice.chosen()) {
            if (!exists()) {
                session.run("creating the ledger", TABLE);
            }
            String table = key.table().sql();
            String column = key.column().name();
            session.update(
                    "writing the ledger",
                    "delete from datamig.key_map where store = ? and district = ? and table_name = ? and column_name = ?",
                    store,
                    district,
                    table,
                    column);
            var chunks = new ChunkWriter(table, LedgerChunk.Kind.SHARED, List.of(column), List.of());
            choice.each(key, line -> chunks.line(line, line.length - 1));
            int part = 0;
            for (LedgerChunk chunk : chunks.chunks()) {
                session.update(
                        "writing the ledger",
                        "insert into datamig.key_map values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        store,
                        district,
                        table,
                        column,
                        part++,
                        run.value(),
                        chunk.rows(),
                        chunk.data(),
                        chunk.sha256());
            }
        }
    }
}
