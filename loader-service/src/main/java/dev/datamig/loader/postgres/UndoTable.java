package dev.datamig.loader.postgres;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table that an undo is about, in a temporary table: the key, the digest at the time of the load, what happened to
 * the row ({@link LedgerChunk.Kind#letter}, or {@code x} for a row of testers that a forced undo takes along), and whether the row
 * has to stay.
 *
 * @param number names its temporary tables
 * @param key bare names; empty for a table without a key, whose rows are known by two digests
 * @param columns bare names over which digests are taken
 * @param madeBy the transaction of the load: rows of which it made the last version are as it left them; null when not known
 */
record UndoTable(
        int number,
        TargetTable target,
        List<String> key,
        List<String> columns,
        @Nullable String madeBy) {

    static final String DIGEST = Names.quoted("~digest");
    static final String SECOND = Names.quoted("~second");
    static final String KIND = Names.quoted("~kind");
    static final String KEEP = Names.quoted("~keep");

    String sql() {
        return target.sql();
    }

    String rows() {
        return "datamig_k" + number;
    }

    String before() {
        return "datamig_b" + number;
    }

    boolean keyless() {
        return key.isEmpty();
    }

    List<String> keyNames() {
        return key.stream().map(Names::quoted).toList();
    }

    List<String> columnNames() {
        return columns.stream().map(Names::quoted).toList();
    }

    /** The columns of {@link #rows} that say which row is meant. */
    List<String> identity() {
        return keyless() ? List.of(DIGEST, SECOND) : keyNames();
    }

    /** That the target's row {@code row} is not as {@code entry} says that it was loaded. */
    String changed(String row, String entry) {
        String differs = entry + "." + DIGEST + " <> " + Proof.digest(row, columnNames(), 0);
        return madeBy == null
                ? "(" + differs + ")"
                : "(case when %s.xmin = '%s'::xid then false else %s end)".formatted(row, madeBy, differs);
    }

    /**
     * The digest of the target's row {@code row} over other columns than those of {@code entry}, because the table was altered since.
     * Where somebody has changed the row it is the entry's, which says so.
     *
     * @param quoted the columns
     */
    String digestOver(List<String> quoted, String row, String entry) {
        String known = entry + "." + DIGEST;
        return quoted.equals(columnNames())
                ? known
                : "(case when not %s then %s else %s end)"
                        .formatted(changed(row, entry), Proof.digest(row, quoted, 0), known);
    }

    /** That the target's row {@code row} is the one meant by {@code entry}. */
    String meant(String row, String entry) {
        return keyless()
                ? Proof.digest(row, columnNames(), 0) + " = " + entry + "." + DIGEST + " and "
                        + Proof.digest(row, columnNames(), 1) + " = " + entry + "." + SECOND
                : target.equal(row, entry, keyNames());
    }
}
