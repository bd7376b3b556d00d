package dev.datamig.loader.postgres;

import dev.datamig.contracts.Failure;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Moves sequences past the keys that are about to be loaded, before they are: testers who draw from them meanwhile must not run
 * into rows that they cannot see yet. Sequences are not transactional and never go back.
 */
final class Sequences {

    /** A sequence is moved a little further than needed, so that draws between looking and moving do no harm. */
    private static final int MARGIN = 1000;

    private final PgSession session;

    Sequences(PgSession session) {
        this.session = session;
    }

    /** Where the account may not move a sequence. */
    List<Failure> problems(LoadTable table) {
        List<Failure> problems = new ArrayList<>();
        for (TargetColumn column : drawn(table)) {
            long may = session.number(
                    "looking at sequences",
                    "select has_sequence_privilege(?::regclass, 'update')::int",
                    column.sequence());
            if (may == 0) {
                problems.add(LoadException.failure(
                        LoaderCode.NOT_PERMITTED, "update on sequence " + column.sequence() + " is needed"));
            }
        }
        return problems;
    }

    void advance(LoadTable table) {
        drawn(table).forEach(column -> advance(table, column));
        var counters = new TextCounters(session);
        counters.of(table)
                .forEach(column -> advance(
                        table, Objects.requireNonNull(column.counter()).sequence(), counters.range(table, column)));
    }

    static List<TargetColumn> drawn(LoadTable table) {
        return table.columns().stream()
                .filter(column -> column.sequence() != null)
                .toList();
    }

    private void advance(LoadTable table, TargetColumn column) {
        advance(
                table,
                column,
                "select max(s.%1$s)::int8 as high, min(s.%1$s)::int8 as low from %2$s s"
                        .formatted(column.sql(), table.stage()));
    }

    /** @param range least and greatest value that the column is going to get */
    void advance(LoadTable table, TargetColumn column, long[] range) {
        advance(table, column, "select %d::int8 as high, %d::int8 as low".formatted(range[1], range[0]));
    }

    private void advance(LoadTable table, TargetColumn column, String range) {
        advance(table, Optional.ofNullable(column.sequence()).orElseThrow(), range);
    }

    private void advance(LoadTable table, String sequence, String range) {
        session.query(
                "moving the sequence of " + table.id(),
                """
                select setval(%1$s::regclass, case when p.seqincrement > 0
                    then least(m.high + %2$d * p.seqincrement, p.seqmax)
                    else greatest(m.low + %2$d * p.seqincrement, p.seqmin) end)
                from pg_sequence p, %3$s q, (%4$s) m
                where p.seqrelid = %1$s::regclass and m.high is not null and not p.seqcycle
                  and m.high <= p.seqmax and m.low >= p.seqmin
                  and case when p.seqincrement > 0 then q.last_value <= m.high else q.last_value >= m.low end""".formatted(Names.literal(sequence), MARGIN, sequence, range),
                row -> row.getLong(1));
    }
}
