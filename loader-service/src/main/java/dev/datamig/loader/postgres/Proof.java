package dev.datamig.loader.postgres;

import dev.datamig.contracts.schema.Reference;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads back what was written, compares it with what is sealed, and makes the ledger's chunks of it in the same pass: keys and a
 * digest of each row as the target has it now.
 */
final class Proof {

    /** That the row {@code t} was written by this transaction. */
    static final String MADE_HERE = "t.xmin = pg_current_xact_id()::xid";

    private final PgSession session;

    Proof(PgSession session) {
        this.session = session;
    }

    /** A 64-bit digest of a row's text form. */
    static String digest(String alias, List<String> columns, int seed) {
        return "hashtextextended(row(" + Names.of(alias, columns) + ")::text, " + seed + ")";
    }

    /** @param expected rows that were inserted */
    List<LedgerChunk> inserted(LoadTable table, long expected) {
        if (expected == 0) {
            return List.of();
        }
        return table.keyless() ? insertedWithoutKey(table, expected) : insertedWithKey(table, expected);
    }

    private List<LedgerChunk> insertedWithKey(LoadTable table, long expected) {
        return read(
                table,
                expected,
                """
                copy (select %s, %s, s.%s, %s from %s s join %s t on %s
                  where not exists (select from %s f where f.datamig_row = s.%s)) to stdout""".formatted(
                                Names.of("t", table.keyNames()),
                                digest("t", table.digestNames(), 0),
                                Stage.OWNED,
                                Fates.same("s", "t", table.columnNames()),
                                table.stage(),
                                table.target().own(),
                                table.target().equal("s", "t", table.keyNames()),
                                table.fate(),
                                Stage.ROW),
                Names.bare(table.digestNames()));
    }

    /**
     * Owned rows that were copied straight into place: those that this transaction made, without staged ones. Their digests (or
     * texts, where the target has columns of its own) are compared as a whole; when they differ, that may be because the sealed text
     * was not in PostgreSQL's own form, or because a trigger of another table has made rows of its own here.
     *
     * @param sum of the digests of the rows that were sent, see {@link DirectCopy#sum}
     * @param expected rows
     * @param staged whether other rows of the table went by the stage
     * @return empty when the number or the sum differs
     */
    Optional<List<LedgerChunk>> copied(LoadTable table, long sum, long expected, boolean staged) {
        var chunks =
                new ChunkWriter(table.sql(), LedgerChunk.Kind.INSERTED, table.key(), Names.bare(table.digestNames()));
        long[] found = {0};
        int fields = table.key().size() + 1;
        boolean known = table.digestIsKnown();
        session.copyOut(
                "reading back " + table.id(),
                "copy (select %s, %s%s from %s t where %s%s) to stdout"
                        .formatted(
                                Names.of("t", table.keyNames()),
                                digest("t", table.digestNames(), 0),
                                known ? "" : ", " + Names.of("t", table.columnNames()),
                                table.target().own(),
                                MADE_HERE,
                                staged
                                        ? " and not exists (select from %s s where %s)"
                                                .formatted(
                                                        table.stage(),
                                                        table.target().equal("s", "t", table.keyNames()))
                                        : ""),
                line -> {
                    int end = known ? line.length - 1 : endOf(line, fields);
                    found[0] += known ? lastNumber(line, end) : RowHash.of(line, end + 1, line.length - 1);
                    chunks.line(line, end);
                });
        List<LedgerChunk> all = chunks.chunks();
        return found[0] == sum && chunks.total() == expected ? Optional.of(all) : Optional.empty();
    }

    /** The number that stands before a place, behind a tab. */
    private static long lastNumber(byte[] line, int end) {
        int from = end;
        while (line[from - 1] != '\t') {
            from--;
        }
        boolean negative = line[from] == '-';
        long number = 0;
        for (int i = negative ? from + 1 : from; i < end; i++) {
            number = number * 10 + line[i] - '0';
        }
        return negative ? -number : number;
    }

    /** Where the tab behind so many fields stands. */
    private static int endOf(byte[] line, int fields) {
        int left = fields;
        for (int i = 0; i < line.length; i++) {
            if (line[i] == '\t' && --left == 0) {
                return i;
            }
        }
        throw new IllegalStateException("a line has fewer fields than were asked for");
    }

    /**
     * Where triggers rewrite rows, these are known by what became of them, unless triggers have made rows of their own here too.
     */
    private List<LedgerChunk> insertedWithoutKey(LoadTable table, long expected) {
        List<String> columns = table.columnNames();
        String doing = "reading back " + table.id();
        if (table.target().rewrites()) {
            String own = "from %s t where %s"
                    .formatted(table.target().own(), OwnRows.of(session).condition());
            if (session.number(doing, "select count(*) " + own) == expected) {
                return read(
                        table,
                        expected,
                        "copy (select %s, true, true %s) to stdout".formatted(digests("t", columns), own),
                        Names.bare(columns));
            }
        }
        return read(
                table,
                expected,
                """
                copy (select x.a, x.b, x.owned, x.n <= coalesce(y.n, 0) from
                  (select s.a, s.b, s.owned, row_number() over (partition by s.a, s.b) as n
                    from (select %1$s, s.%2$s from %3$s s
                      where not exists (select from %4$s f where f.datamig_row = s.%5$s)) s (a, b, owned)) x
                  left join (select a, b, count(*) as n from (select %6$s from %7$s t) t (a, b) group by 1, 2) y
                    on y.a = x.a and y.b = x.b) to stdout""".formatted(
                                digests("s", columns),
                                Stage.OWNED,
                                table.stage(),
                                table.fate(),
                                Stage.ROW,
                                digests("t", columns),
                                table.target().own()),
                Names.bare(columns));
    }

    /** The two digests by which a row without a key is known. */
    private static String digests(String alias, List<String> columns) {
        return digest(alias, columns, 0) + ", " + digest(alias, columns, 1);
    }

    /** Each line ends in two flags: owned, and as sealed. */
    private List<LedgerChunk> read(LoadTable table, long expected, String sql, List<String> columns) {
        var owned = new ChunkWriter(table.sql(), LedgerChunk.Kind.INSERTED, table.key(), columns);
        var reference = new ChunkWriter(table.sql(), LedgerChunk.Kind.REFERENCE, table.key(), columns);
        long[] different = {0};
        session.copyOut("reading back " + table.id(), sql, line -> {
            int end = line.length - 5;
            different[0] += line[line.length - 2] == 't' ? 0 : 1;
            (line[line.length - 4] == 't' ? owned : reference).line(line, end);
        });
        List<LedgerChunk> chunks = new ArrayList<>(owned.chunks());
        chunks.addAll(reference.chunks());
        requireAll(table, owned.total() + reference.total(), expected);
        if (different[0] > 0 && !table.target().rewrites()) {
            throw LoadException.of(
                    LoaderCode.NOT_VERIFIED,
                    table.id() + ": " + different[0] + " rows differ from the sealed ones" + table.triggers());
        }
        return chunks;
    }

    private static void requireAll(LoadTable table, long found, long expected) {
        if (found != expected) {
            throw LoadException.of(
                    LoaderCode.NOT_VERIFIED,
                    table.id() + ": " + found + " rows found of " + expected + " written" + table.triggers());
        }
    }

    /**
     * Rows that were there already and are part of the run's set now.
     *
     * @param compared the columns, quoted, in which they agree with the sealed ones
     * @param own a table with the keys, or the digests, of those that the district has brought itself, which are no others'; empty
     *     when there are none
     */
    List<LedgerChunk> shared(LoadTable table, List<String> compared, Optional<String> own) {
        List<String> columns = table.keyless() ? Names.bare(table.columnNames()) : List.of();
        var chunks = new ChunkWriter(table.sql(), LedgerChunk.Kind.SHARED, table.key(), columns);
        String rows = table.keyless()
                ? own.map(held -> besides(copiesFound(table, compared), held))
                        .orElseGet(() -> copiesFound(table, compared))
                : "select %s from %s f where datamig_fate in ('u', 'm', 'p')%s"
                        .formatted(
                                Names.list(table.keyNames()),
                                table.fate(),
                                own.map(keys -> " and not exists (select from %s k where %s)"
                                                .formatted(keys, table.target().equal("k", "f", table.keyNames())))
                                        .orElse(""));
        session.copyOut(
                "noting shared rows of " + table.id(),
                "copy (" + rows + ") to stdout",
                line -> chunks.line(line, line.length - 1));
        return chunks.chunks();
    }

    /** Of copies, two digests each, as many less as the district has brought itself. */
    private static String besides(String copies, String own) {
        return """
                select x.a, x.b from (select a, b, row_number() over (partition by a, b) as n from (%1$s) c (a, b)) x
                  left join (select %2$s as a, %3$s as b, count(*) as n from %4$s group by 1, 2) o on o.a = x.a and o.b = x.b
                where x.n > coalesce(o.n, 0)""".formatted(copies, UndoTable.DIGEST, UndoTable.SECOND, own);
    }

    /** As many rows of each contents as were found; which of several equal ones they are makes no difference. */
    private static String copiesFound(LoadTable table, List<String> compared) {
        return """
                select %1$s from
                  (select t.*, row(%2$s)::text as "~text", row_number() over (partition by row(%2$s)::text) as "~copy"
                    from %3$s t where not (%4$s)) t
                  join (select row(%5$s)::text as c, count(*) as n from %6$s s join %7$s f on f.datamig_row = s.%8$s
                    where f.datamig_fate = 'u' group by 1) x on x.c = t."~text"
                where t."~copy" <= x.n""".formatted(
                        digests("t", table.columnNames()),
                        Names.of("t", compared),
                        table.target().own(),
                        MADE_HERE,
                        Names.of("s", compared),
                        table.stage(),
                        table.fate(),
                        Stage.ROW);
    }

    /** Previous values of the rows that are about to be overwritten; locks them. */
    List<LedgerChunk> before(LoadTable table) {
        List<String> columns = table.target().restorable(table.key());
        String join = "%s f join %s t on %s where f.datamig_fate = 'd'"
                .formatted(table.fate(), table.target().own(), table.target().equal("f", "t", table.keyNames()));
        String doing = "keeping previous values of " + table.id();
        session.number(doing, "select count(*) from (select 1 from " + join + " for update of t) locked");
        var chunks = new ChunkWriter(table.sql(), LedgerChunk.Kind.BEFORE, table.key(), Names.bare(columns));
        session.copyOut(
                doing,
                "copy (select %s from %s) to stdout"
                        .formatted(
                                String.join(", ", List.of(Names.of("t", table.keyNames()), Names.of("t", columns))),
                                join),
                line -> chunks.line(line, line.length - 1));
        return chunks.chunks();
    }

    /** Digests of the rows that were overwritten, which must now be as sealed. */
    List<LedgerChunk> updated(LoadTable table, long expected) {
        var chunks =
                new ChunkWriter(table.sql(), LedgerChunk.Kind.UPDATED, table.key(), Names.bare(table.digestNames()));
        long[] different = {0};
        session.copyOut(
                "reading back " + table.id(),
                "copy (select %s, %s, %s from %s f join %s s on s.%s = f.datamig_row join %s t on %s where f.datamig_fate = 'd') to stdout"
                        .formatted(
                                Names.of("t", table.keyNames()),
                                digest("t", table.digestNames(), 0),
                                Fates.same("s", "t", table.columnNames()),
                                table.fate(),
                                table.stage(),
                                Stage.ROW,
                                table.target().own(),
                                table.target().equal("f", "t", table.keyNames())),
                line -> {
                    different[0] += line[line.length - 2] == 't' ? 0 : 1;
                    chunks.line(line, line.length - 3);
                });
        List<LedgerChunk> all = chunks.chunks();
        requireAll(table, chunks.total(), expected);
        if (different[0] > 0 && !table.target().rewritesUpdates()) {
            throw LoadException.of(
                    LoaderCode.NOT_VERIFIED, table.id() + ": " + different[0] + " overwritten rows differ");
        }
        return all;
    }

    /**
     * References that the database does not declare: what resolved within the sealed set resolves in the target. Rows that were
     * copied straight into place are there under their sealed keys, so what refers to them resolves.
     */
    void requireResolved(Map<String, LoadTable> tables, List<Reference> references, Placement placement) {
        Map<String, Long> dangling = new HashMap<>();
        for (Reference reference : references) {
            LoadTable child = tables.get(reference.from().name());
            LoadTable parent = tables.get(reference.to().name());
            if (!reference.declared() && child != null && parent != null && comparable(child, parent, reference)) {
                if (placement.staged(parent)) {
                    dangling.merge(reference.name(), dangling(child, parent, reference, placement), Long::sum);
                }
            }
        }
        dangling.forEach((name, count) -> {
            if (count > 0) {
                throw LoadException.of(LoaderCode.NOT_VERIFIED, count + " references " + name + " do not resolve");
            }
        });
    }

    private static boolean comparable(LoadTable child, LoadTable parent, Reference reference) {
        return child.columns().stream().map(TargetColumn::name).toList().containsAll(reference.fromColumns())
                && parent.columns().stream().map(TargetColumn::name).toList().containsAll(reference.toColumns());
    }

    private long dangling(LoadTable child, LoadTable parent, Reference reference, Placement placement) {
        List<String> from = reference.fromColumns().stream().map(Names::quoted).toList();
        List<String> meets = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) {
            meets.add("c." + from.get(i) + "::text = %s."
                    + Names.quoted(reference.toColumns().get(i)) + "::text");
        }
        String meet = String.join(" and ", meets);
        return session.number("verifying " + reference.name(), """
                select count(*) from (select %1$s from %2$s where (%3$s)) c
                where exists (select from %4$s p left join %5$s f on f.datamig_row = p.%6$s
                    where %7$s and f.datamig_fate is distinct from 'p')
                  and not exists (select from %8$s t where %9$s)""".formatted(
                        Names.list(from),
                        placement.rows(child),
                        reference.when() == null ? "true" : reference.when(),
                        parent.stage(),
                        parent.fate(),
                        Stage.ROW,
                        meet.replace("%s.", "p."),
                        parent.target().own(),
                        meet.replace("%s.", "t.")));
    }
}
