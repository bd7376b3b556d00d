package dev.datamig.anonymizer.transform;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** Coarser values: the first day of a period, a multiple of a step, the first characters. */
final class GeneralizeStrategy implements Strategy {

    private static final long HOUR_MICROS = 3_600_000_000L;
    private static final long DAY_MICROS = 24 * HOUR_MICROS;

    @Override
    public Definition definition() {
        return new Definition(
                "generalize",
                "coarser values",
                List.of(
                        Parameter.choice(
                                "to",
                                List.of("hour", "day", "week", "month", "quarter", "year", "schoolYear"),
                                "for dates: the first moment of the period"),
                        Parameter.number("step", "for numbers: the multiple below"),
                        Parameter.whole(
                                "keepFirst", "for text: characters that stay; digits behind become 0, letters x")));
    }

    @Override
    public Set<Promise> promises() {
        return Set.of(Promise.STAYS_NEAR);
    }

    @Override
    public List<String> problems(Target target, Params params) {
        boolean fits = target.temporal() && params.text("to").isPresent()
                || target.numeric() && params.number("step", 0) > 0
                || target.textual()
                        && (params.text("keepFirst").isPresent()
                                || params.text("to").isPresent());
        if (!fits) {
            return List.of(
                    "generalize needs `to` for dates, `step` (above 0) for numbers, `keepFirst` or `to` for text");
        }
        return target.unique() ? List.of("the column is unique, coarser values would meet: use tokenize") : List.of();
    }

    @Override
    public Mask mask(Target target, Params params, Tools tools) {
        if (target.temporal()) {
            return temporal(target, params.text("to").orElse("year"));
        }
        if (target.numeric()) {
            return numeric(target, BigDecimal.valueOf(params.number("step", 1)));
        }
        return params.text("to").isPresent()
                ? Cells.text(
                        target.column(),
                        text -> DateText.map(
                                text,
                                date -> Period.named(params.text("to").get()).start(date)))
                : Cells.text(target.column(), text -> cut(text, params.whole("keepFirst", 0)));
    }

    private static Mask temporal(Target target, String to) {
        if (to.equals("hour")) {
            return (cell, row) -> cell instanceof Long
                    ? Instants.mapMicros(cell, micros -> Math.floorDiv(micros, HOUR_MICROS) * HOUR_MICROS)
                    : cell;
        }
        Period period = Period.named(to);
        return (cell, row) -> cell instanceof Long
                ? Instants.mapMicros(cell, micros -> start(period, Math.floorDiv(micros, DAY_MICROS)) * DAY_MICROS)
                : Instants.mapDay(target.column().physical(), cell, day -> start(period, day));
    }

    private static long start(Period period, long day) {
        return period.start(LocalDate.ofEpochDay(day)).toEpochDay();
    }

    private static Mask numeric(Target target, BigDecimal step) {
        return (cell, row) -> switch (cell) {
            case Integer value -> floor(new BigDecimal(value), step).intValue();
            case Long value -> floor(new BigDecimal(value), step).longValue();
            case Float value
            when Float.isFinite(value) -> floor(BigDecimal.valueOf(value), step).floatValue();
            case Double value
            when Double.isFinite(value) ->
                floor(BigDecimal.valueOf(value), step).doubleValue();
            case byte[] value -> Numbers.map(value, number -> floor(number, step));
            default -> cell;
        };
    }

    private static BigDecimal floor(BigDecimal value, BigDecimal step) {
        return value.divide(step, 0, RoundingMode.FLOOR).multiply(step);
    }

    private static String cut(String text, int keep) {
        var out = new StringBuilder(text);
        for (int i = keep; i < out.length(); i++) {
            char c = out.charAt(i);
            if (Character.isDigit(c)) {
                out.setCharAt(i, '0');
            } else if (Character.isLetter(c)) {
                out.setCharAt(i, 'x');
            }
        }
        return out.toString();
    }
}
