package dev.datamig.loader.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts that a default makes of a sequence's numbers: {@code 'S-' || nextval('s')}. The number is read off a sealed text as its last
 * digits, and is the right one when the default's expression makes the very text of it.
 */
final class TextCounters {

    private static final Pattern DRAW = Pattern.compile("nextval\\('(?:[^']|'')+'::regclass\\)");

    private final PgSession session;

    TextCounters(PgSession session) {
        this.session = session;
    }

    /** Columns whose sequences can be moved. */
    List<TargetColumn> of(LoadTable table) {
        return counted(table).stream().filter(this::mayMove).toList();
    }

    private static List<TargetColumn> counted(LoadTable table) {
        return table.columns().stream()
                .filter(column -> column.counter() != null)
                .toList();
    }

    private boolean mayMove(TargetColumn column) {
        return session.number(
                        "looking at sequences",
                        "select (has_sequence_privilege(s.s, 'update') and has_sequence_privilege(s.s, 'select'))::int"
                                + " from (select ?::regclass) s (s)",
                        counter(column).sequence())
                == 1;
    }

    private static TargetColumn.Counter counter(TargetColumn column) {
        return Objects.requireNonNull(column.counter());
    }

    /** A query for the greatest and least number in the stage, high and low; both NULL when none can be read off. */
    String range(LoadTable table, TargetColumn column) {
        return "select max(n) as high, min(n) as low from (%s) x where made = v".formatted(numbers(table, column));
    }

    /** Each text v with its number n and what the default makes of the number. */
    private static String numbers(LoadTable table, TargetColumn column) {
        String made = DRAW.matcher(counter(column).form()).replaceAll(Matcher.quoteReplacement("(q.n)"));
        return "select q.v, q.n, (%s)::text as made from (select s.%s::text as v, (regexp_match(s.%2$s::text, '([0-9]{1,18})[^0-9]*$'))[1]::int8 as n from %s s) q"
                .formatted(made, column.sql(), table.stage());
    }

    /** Which sequences stay behind what is loaded, for people. */
    List<String> warnings(LoadTable table) {
        List<String> warnings = new ArrayList<>();
        for (TargetColumn column : counted(table)) {
            String what = "%s(%s)".formatted(table.id(), column.name());
            if (!mayMove(column)) {
                warnings.add(
                        "sequence %s, of which defaults of %s are made, is not moved past what is loaded: select and update on it are needed"
                                .formatted(counter(column).sequence(), what));
                continue;
            }
            long other = session.number(
                    "looking at sequences",
                    "select count(*) from (%s) x where v is not null and made is distinct from v"
                            .formatted(numbers(table, column)));
            if (other > 0) {
                warnings.add(
                        "sequence %s, of which defaults of %s are made, is not moved past %d values of another form: look whether testers can draw one of them"
                                .formatted(counter(column).sequence(), what, other));
            }
        }
        return warnings;
    }
}
