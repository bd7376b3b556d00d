package dev.datamig.loader.postgres;

import dev.datamig.contracts.RunId;
import dev.datamig.loader.postgres.LedgerChanges.Passed;
import dev.datamig.loader.postgres.LedgerChunk.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Rows that one district has brought and no longer has itself, while another counts on them: a pupil who has moved. They stay for the
 * other ({@link Kind#KEPT}), whose next refresh overwrites them with what it has ({@link Kind#TAKEN}); so do the runs after it, until
 * they leave the row in turn. Nobody but the district that has brought a row takes it away.
 *
 * <p>Only rows are overwritten that are as some loaded run has left them: what testers have made of them stays.
 */
final class PassedRows {

    private static final String DOING = "looking for rows that other districts have left";
    private static final String NAMED = "datamig_named";
    private static final String LEAVING = "datamig_leaving";

    /** Whether a run of another district that counts has left the row. */
    private static final String LEFT = "\"~left\"";

    /** Whether a run of another district that counts has overwritten it, after somebody else had left it. */
    private static final String THEIRS = "\"~theirs\"";

    /** Whether any loaded run has. */
    private static final String TAKEN = "\"~taken\"";

    /** Whether a run of another district that counts has it and has not left it. */
    private static final String CLAIMED = "\"~claimed\"";

    /** Whether the previous run has overwritten it, has left it, has found it there, has brought it. */
    private static final String OURS = "\"~ours\"";

    private static final String GIVEN = "\"~given\"";
    private static final String SHARED = "\"~shared\"";
    private static final String OWN = "\"~own\"";

    /** Whether it is as some loaded run has left it. */
    private static final String KNOWN = "\"~known\"";

    /** Whether the previous run has brought it and knows it now as others have left it. */
    private static final String REGAINED = "\"~regained\"";

    private static final List<String> FLAGS =
            List.of(LEFT, THEIRS, TAKEN, CLAIMED, OURS, GIVEN, SHARED, OWN, KNOWN, REGAINED);

    private static final String WANTED = "(not p.%s and (p.%s or (p.%s or p.%s) and p.%s and not p.%s))"
            .formatted(OWN, OURS, SHARED, GIVEN, LEFT, CLAIMED);

    private static final String MAY_BE_OVERWRITTEN = "(p.%s and %s)".formatted(KNOWN, WANTED);
    private static final String MAY_BE_TAKEN_BACK =
            "(p.%s and (p.%s or p.%s) and not p.%s)".formatted(OWN, TAKEN, GIVEN, THEIRS);

    /** Where a row's digest is found soonest comes first. */
    private static final List<Kind> WITH_DIGESTS =
            List.of(Kind.TAKEN, Kind.KEPT, Kind.HELD, Kind.HELD_REFERENCE, Kind.INSERTED, Kind.REFERENCE, Kind.UPDATED);

    private final PgSession session;
    private final LedgerChanges ledger;
    private final UndoRows claims;
    private final UndoRows reader;
    private final String district;
    private final RunId previous;
    private final Map<String, Rows> tables = new LinkedHashMap<>();
    private int numbers;

    /** Rows of a table that were once passed on, in a temporary table of their keys and what is known of them. */
    private record Rows(TargetTable target, List<String> key, int number) {
        String name() {
            return "datamig_passed" + number;
        }

        List<String> keyNames() {
            return key.stream().map(Names::quoted).toList();
        }

        String same(String one, String other) {
            return target.equal(one, other, keyNames());
        }

        /** That the key of {@code row} is one of those for which something holds. */
        String has(String row, String which) {
            return "exists (select from %s p where %s and %s)".formatted(name(), same("p", row), which);
        }
    }

    /**
     * Gives claims on such rows the digests that these have by now.
     *
     * @param claims what the previous run has brought
     */
    PassedRows(
            PgSession session,
            LedgerChanges ledger,
            TargetCatalog catalog,
            UndoRows claims,
            String district,
            RunId previous) {
        this.session = session;
        this.ledger = ledger;
        this.claims = claims;
        this.reader = new UndoRows(session, catalog);
        this.district = district;
        this.previous = previous;
        Map<String, List<Passed>> passed = ledger.passed().stream()
                .collect(Collectors.groupingBy(Passed::table, LinkedHashMap::new, Collectors.toList()));
        passed.forEach((table, pieces) -> catalog.table(table).ifPresent(target -> read(target, pieces)));
    }

    private void read(TargetTable target, List<Passed> pieces) {
        Passed first = pieces.get(0);
        List<String> key = ledger.chunk(first.run(), first.number()).keyColumns();
        if (!key.stream().allMatch(column -> target.column(column).isPresent())) {
            return;
        }
        var rows = new Rows(target, key, numbers++);
        session.run(
                DOING,
                "create temporary table %s on commit drop as select %s, %s from %s with no data"
                        .formatted(
                                rows.name(),
                                Names.list(rows.keyNames()),
                                Names.each(FLAGS, flag -> "false as " + flag, ", "),
                                target.own()));
        for (Passed piece : pieces) {
            if (named(rows, piece.run(), piece.number())) {
                session.update(
                        DOING,
                        "insert into %1$s select distinct %2$s, %3$s from %4$s n join %5$s t on %6$s where not exists (select from %1$s p where %7$s)"
                                .formatted(
                                        rows.name(),
                                        Names.of("n", rows.keyNames()),
                                        Names.each(FLAGS, flag -> "false", ", "),
                                        NAMED,
                                        target.own(),
                                        rows.same("t", "n"),
                                        rows.same("p", "n")));
                flagsOf(piece).forEach(flag -> flag(rows, flag, "true"));
            }
        }
        ledger.shared(previous, target.sql()).forEach(number -> mark(rows, SHARED, previous, number));
        own(rows);
        String concerns = "%s or %s or %s or %s".formatted(SHARED, OURS, GIVEN, OWN);
        session.update(DOING, "delete from %s where not (%s)".formatted(rows.name(), concerns));
        if (session.number(DOING, "select count(*) from " + rows.name()) > 0) {
            tables.put(target.sql(), rows);
            claimed(rows, pieces);
            known(rows);
            regain(rows);
        }
    }

    private List<String> flagsOf(Passed piece) {
        List<String> flags = new ArrayList<>();
        boolean taken = piece.kind() == Kind.TAKEN;
        if (taken) {
            flags.add(TAKEN);
        }
        if (piece.run().equals(previous)) {
            flags.add(taken ? OURS : GIVEN);
        } else if (piece.counts() && !piece.district().equals(district)) {
            flags.add(taken ? THEIRS : LEFT);
        }
        return flags;
    }

    /** Reads the keys of a chunk, and the digests if it has any. @return false when it has another key */
    private boolean named(Rows rows, RunId run, int number) {
        LedgerChunk chunk = ledger.chunk(run, number);
        if (!chunk.keyColumns().equals(rows.key())) {
            return false;
        }
        List<String> columns = reader.keys(NAMED, rows.target(), rows.keyNames());
        reader.copyKeys(NAMED, chunk.columns().isEmpty() ? rows.keyNames() : columns, chunk);
        return true;
    }

    private void mark(Rows rows, String flag, RunId run, int number) {
        if (named(rows, run, number)) {
            flag(rows, flag, "true");
        }
    }

    /** @param which of the rows {@code n} that are named */
    private void flag(Rows rows, String flag, String which) {
        session.update(
                DOING,
                "update %s p set %s = true from %s n where %s and %s"
                        .formatted(rows.name(), flag, NAMED, rows.same("p", "n"), which));
    }

    private void own(Rows rows) {
        UndoTable claim = claims.tables().get(rows.target().sql());
        if (claim != null && claim.key().equals(rows.key())) {
            session.update(
                    DOING,
                    "update %s p set %s = true from %s k where %s"
                            .formatted(rows.name(), OWN, claim.rows(), rows.same("p", "k")));
        }
    }

    private void claimed(Rows rows, List<Passed> pieces) {
        for (LedgerChanges.Brought brought : ledger.brought(rows.target().sql())) {
            if (brought.district().equals(district)) {
                continue;
            }
            session.run(
                    DOING,
                    "drop table if exists pg_temp.%1$s; create temporary table %1$s on commit drop as select %2$s from %3$s with no data"
                            .formatted(LEAVING, Names.list(rows.keyNames()), rows.name()));
            pieces.stream()
                    .filter(piece -> piece.run().equals(brought.run()) && piece.kind() == Kind.KEPT)
                    .filter(piece -> named(rows, piece.run(), piece.number()))
                    .forEach(piece -> session.update(
                            DOING,
                            "insert into %s select %s from %s".formatted(LEAVING, Names.list(rows.keyNames()), NAMED)));
            if (named(rows, brought.run(), brought.number())) {
                flag(rows, CLAIMED, "not exists (select from %s l where %s)".formatted(LEAVING, rows.same("l", "n")));
            }
        }
    }

    private void known(Rows rows) {
        List<String> columns = Names.bare(rows.target().digestNames());
        String asItIs = "exists (select from %s t where %s and n.%s = %s)"
                .formatted(
                        rows.target().own(),
                        rows.same("t", "n"),
                        UndoTable.DIGEST,
                        Proof.digest("t", rows.target().digestNames(), 0));
        for (Kind kind : WITH_DIGESTS) {
            List<LedgerChanges.Numbered> newestFirst =
                    ledger.noted(kind, rows.target().sql()).reversed();
            for (LedgerChanges.Numbered piece : newestFirst) {
                if (!isAnyInQuestion(rows)) {
                    return;
                }
                if (ledger.chunk(piece.run(), piece.number()).columns().equals(columns)
                        && named(rows, piece.run(), piece.number())) {
                    flag(rows, KNOWN, "not p." + KNOWN + " and " + asItIs);
                }
            }
        }
    }

    /** Whether it matters of any row whether it is known. */
    private boolean isAnyInQuestion(Rows rows) {
        return session.number(
                        DOING,
                        "select count(*) from (select from %s p where not p.%s and (%s or %s or p.%s) limit 1) x"
                                .formatted(rows.name(), KNOWN, WANTED, MAY_BE_TAKEN_BACK, GIVEN))
                > 0;
    }

    /** What others have made of a row meanwhile, and left, the district takes back. */
    private void regain(Rows rows) {
        UndoTable claim = claims.tables().get(rows.target().sql());
        if (claim == null || !claim.key().equals(rows.key())) {
            return;
        }
        String digest = Proof.digest("t", claim.columnNames(), 0);
        session.update(
                DOING,
                "with back as (update %1$s k set %2$s = %3$s from %4$s p join %5$s t on %6$s where %7$s and p.%8$s and %9$s and k.%2$s <> %3$s returning %10$s) update %4$s p set %11$s = true from back where %12$s"
                        .formatted(
                                claim.rows(),
                                UndoTable.DIGEST,
                                digest,
                                rows.name(),
                                rows.target().own(),
                                rows.same("t", "p"),
                                rows.same("k", "p"),
                                KNOWN,
                                MAY_BE_TAKEN_BACK,
                                Names.of("k", rows.keyNames()),
                                REGAINED,
                                rows.same("p", "back")));
    }

    /** That the row with a key which the table's entry {@code row} names may be overwritten although others have brought it. */
    String mayBeOverwritten(LoadTable table, String row) {
        Rows rows = tables.get(table.sql());
        return rows == null || !rows.key().equals(table.key()) ? "false" : rows.has(row, MAY_BE_OVERWRITTEN);
    }

    /** That the target's row {@code t} is such a row, and that the run has it. */
    String comesTo(LoadTable table) {
        String may = mayBeOverwritten(table, "t");
        return may.equals("false")
                ? may
                : "(%s and exists (select from %s z where %s))"
                        .formatted(may, table.stage(), table.target().equal("z", "t", table.keyNames()));
    }

    /** That a run of another district overwrites the row with the key that {@code row} has. */
    String isTheirs(UndoTable claim, String row) {
        return flagged(claim, row, THEIRS);
    }

    /** That the previous run has overwritten the row with the key that {@code row} has, after others had left it. */
    String isTaken(UndoTable table, String row) {
        return flagged(table, row, OURS);
    }

    private String flagged(UndoTable table, String row, String flag) {
        Rows rows = tables.get(table.sql());
        return rows == null || !rows.key().equals(table.key()) ? "false" : rows.has(row, "p." + flag);
    }

    /**
     * Notes, once all is written, what the run has overwritten and what it has left.
     *
     * @param compared tables of the run
     */
    void note(RunId run, Collection<LoadTable> compared) {
        tables.forEach((name, rows) -> {
            List<LoadTable> own = compared.stream()
                    .filter(table -> table.sql().equals(name) && table.key().equals(rows.key()))
                    .toList();
            String fates = own.isEmpty() ? "" : own.get(0).fate();
            if (!fates.isEmpty()) {
                String met = "%s p join %s f on %s join %s t on %s where "
                        .formatted(
                                rows.name(),
                                fates,
                                rows.same("f", "p"),
                                rows.target().own(),
                                rows.same("t", "p"));
                String changed = "f.datamig_fate = 'd' and ";
                write(run, rows, Kind.SHARED, met + changed + MAY_BE_OVERWRITTEN);
                write(
                        run,
                        rows,
                        Kind.TAKEN,
                        met
                                + "(%s(%s or p.%s) or f.datamig_fate = 'u' and p.%s and %s)"
                                        .formatted(changed, MAY_BE_OVERWRITTEN, REGAINED, OURS, MAY_BE_OVERWRITTEN));
            }
            String notMet = fates.isEmpty()
                    ? "true"
                    : "not exists (select from %s f where %s)".formatted(fates, rows.same("f", "p"));
            write(
                    run,
                    rows,
                    Kind.KEPT,
                    "%s p join %s t on %s where (p.%s or p.%s) and not p.%s and %s"
                            .formatted(
                                    rows.name(), rows.target().own(), rows.same("t", "p"), OURS, GIVEN, OWN, notMet));
        });
    }

    private void write(RunId run, Rows rows, Kind kind, String from) {
        List<String> digested = kind == Kind.SHARED ? List.of() : rows.target().digestNames();
        String digest = Proof.digest("t", digested, 0);
        String known = kind == Kind.KEPT ? "case when p.%s then %s else 0 end".formatted(KNOWN, digest) : digest;
        var chunks = new ChunkWriter(rows.target().sql(), kind, rows.key(), Names.bare(digested));
        session.copyOut(
                "noting rows of " + rows.target().sql(),
                "copy (select %s%s from %s) to stdout"
                        .formatted(Names.of("p", rows.keyNames()), digested.isEmpty() ? "" : ", " + known, from),
                line -> chunks.line(line, line.length - 1));
        ledger.write(run, chunks.chunks());
    }
}
