package dev.datamig.anonymizer.transform;

import dev.datamig.anonymizer.key.FormatPreserving;
import dev.datamig.anonymizer.key.Prf;
import dev.datamig.anonymizer.persona.TokenFake;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.LongUnaryOperator;

/**
 * Moves dates by whole days: by one offset for each value of a column (order and intervals of a person stay), by one offset for the
 * whole domain, or within the period that the date lies in (a permutation of the period's days, by value alone).
 */
final class ShiftStrategy implements Strategy {

    private static final int DEFAULT_DAYS = 30;

    @Override
    public Definition definition() {
        return new Definition(
                "shift",
                "dates and times moved by whole days",
                List.of(
                        Parameter.whole("days", "at most so many either way, default " + DEFAULT_DAYS),
                        Parameter.column("by", "one offset for each value of this column of the same table"),
                        Parameter.choice(
                                "within",
                                List.of("week", "month", "quarter", "year", "schoolYear"),
                                "the date stays in its period")));
    }

    @Override
    public Set<Promise> promises() {
        return Set.of(Promise.STAYS_NEAR);
    }

    @Override
    public List<String> problems(Target target, Params params) {
        if (!target.temporal() && !target.textual() && !target.days()) {
            return List.of("shift works on dates, timestamps, lists and ranges of dates, and dates written as text");
        }
        if (params.whole("days", DEFAULT_DAYS) < 1) {
            return List.of("days must be at least 1");
        }
        if (params.text("by").isPresent() && params.text("within").isPresent()) {
            return List.of("by and within exclude each other");
        }
        return params.text("by")
                .filter(by -> target.table().column(by).isEmpty())
                .map(by -> List.of("the table has no column " + by + " to shift by"))
                .orElse(List.of());
    }

    @Override
    public Mask mask(Target target, Params params, Tools tools) {
        if (params.text("within").isPresent()) {
            Period period = Period.named(params.text("within").get());
            return onDays(
                    target,
                    tools,
                    within(period, tools.key().cipher("shift/" + target.domain().name())));
        }
        Prf prf = tools.key().prf("shift/" + target.domain().name());
        int days = params.whole("days", DEFAULT_DAYS);
        String by = params.text("by").orElse(null);
        var unreadable = new TokenFake(tools.key(), target.domain().name(), 0, 0);
        long common = offset(prf, "", days);
        return by == null
                ? onDays(target, tools, day -> day + common)
                : (cell, row) -> {
                    String person = row.text(by);
                    long moved = person == null ? common : offset(prf, "by/" + person, days);
                    return days(target, day -> day + moved, unreadable).mask(cell, row);
                };
    }

    @Override
    public boolean byValue(Target target, Params params) {
        return params.text("by").isEmpty();
    }

    @Override
    public List<String> looksAt(Target target, Params params) {
        return params.text("by").map(List::of).orElse(List.of());
    }

    /** From -days to -1 and 1 to days. */
    private static long offset(Prf prf, String key, int days) {
        int n = prf.index(key, 2 * days);
        return n < days ? n - days : n - days + 1;
    }

    private static LongUnaryOperator within(Period period, FormatPreserving cipher) {
        return new RecentDays(day -> {
            LocalDate start = period.start(LocalDate.ofEpochDay(day));
            long from = start.toEpochDay();
            return cipher.permute(day, from, period.next(start).toEpochDay() - 1, "day");
        });
    }

    private static Mask onDays(Target target, Tools tools, LongUnaryOperator function) {
        var unreadable = new TokenFake(tools.key(), target.domain().name(), 0, 0);
        return days(target, function, unreadable);
    }

    /** A date written in a way that is not understood gets other digits: it must not stay. */
    private static Mask days(Target target, LongUnaryOperator function, TokenFake unreadable) {
        if (target.temporal()) {
            return (cell, row) -> Instants.mapDay(target.column().physical(), cell, function);
        }
        if (target.days()) {
            return Cells.text(target.column(), text -> DayLists.map(text, function));
        }
        Mask mask = Cells.text(target.column(), text -> {
            String moved = DateText.map(text, date -> LocalDate.ofEpochDay(function.applyAsLong(date.toEpochDay())));
            return moved.equals(text) ? unreadable.apply(text) : moved;
        });
        return (cell, row) -> {
            Object out = mask.mask(cell, row);
            return out == null ? cell : out;
        };
    }
}
