package dev.datamig.loader.postgres;

import dev.datamig.contracts.schema.TableId;
import dev.datamig.loader.target.KeyEntry;
import dev.datamig.loader.target.KeyExchange;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.postgresql.copy.CopyIn;

/** What plans and the ledger say about keys, in a temporary table: the memory that it takes is the server's. */
final class KeyInbox {

    private static final String TABLE = "datamig_keys";
    private static final String COLUMNS = "tbl, cols, kind, f, t";
    private static final String BETWEEN = "\u001f";
    private static final String COPY = "copy %s (%s) from stdin".formatted(TABLE, COLUMNS);
    private static final int FLUSH = 1 << 16;

    private final PgSession session;

    /** A key that something is said about. */
    record Key(TableId table, List<String> columns) {}

    KeyInbox(PgSession session) {
        this.session = session;
        session.run(
                "preparing",
                "create temporary table " + TABLE + " (" + COLUMNS.replace(",", " text,")
                        + " text, n int8 generated always as identity) on commit drop");
    }

    /** Takes over what the last plans of these stores have said; for the own store what was chosen. */
    void read(KeyExchange keys, Set<String> stores) {
        for (String store : stores) {
            session.copyIn("taking over keys", COPY, copy -> feed(copy, taker -> keys.read(store, taker)));
        }
        session.run("preparing", "analyze " + TABLE);
    }

    /** Takes over what an earlier load has chosen; what is known already counts before it. */
    void add(Consumer<Consumer<KeyEntry>> entries) {
        session.copyIn("taking over keys", COPY, copy -> feed(copy, entries));
    }

    private static void feed(CopyIn copy, Consumer<Consumer<KeyEntry>> entries) throws SQLException {
        var text = new CopyText();
        entries.accept(entry -> {
            text.cell(entry.table().text());
            text.cell(String.join(BETWEEN, entry.columns()));
            text.cell(entry.kind().name());
            text.cell(String.join(BETWEEN, entry.from()));
            text.cell(String.join(BETWEEN, entry.to()));
            text.endRow();
            if (text.length() > FLUSH) {
                flush(text, copy);
            }
        });
        Stage.flush(text, CopySink.into(copy));
    }

    private static void flush(CopyText text, CopyIn copy) {
        try {
            Stage.flush(text, CopySink.into(copy));
        } catch (SQLException e) {
            throw PgFailures.of("taking over keys", e);
        }
    }

    /** The keys about which something of this kind is said. */
    List<Key> keys(KeyEntry.Kind kind) {
        return session.query(
                "taking over keys",
                "select distinct tbl, cols from " + TABLE + " where kind = ? order by 1, 2",
                row -> new Key(
                        TableId.of(row.getString(1)), List.of(row.getString(2).split(BETWEEN, -1))),
                kind.name());
    }

    /** A query for old and new values ({@code o1, n1, …}), texts both, or for {@code TAKEN} the values alone ({@code o1}). */
    static String values(Key key, KeyEntry.Kind kind) {
        var columns = new StringBuilder();
        for (int i = 1; i <= key.columns().size(); i++) {
            String of = "split_part(%s, E'\\x1f', " + i + ") as %s" + i;
            columns.append(i == 1 ? "" : ", ").append(of.formatted("f", "o"));
            if (kind != KeyEntry.Kind.TAKEN) {
                columns.append(", ").append(of.formatted("t", "n"));
            }
        }
        return "select distinct on (f) %s from %s where tbl = %s and cols = %s and kind = '%s' order by f, n"
                .formatted(
                        columns,
                        TABLE,
                        Names.literal(key.table().text()),
                        Names.literal(String.join(BETWEEN, key.columns())),
                        kind);
    }
}
