package dev.datamig.anonymizer.constraint;

import java.time.LocalDateTime;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An interval as PostgreSQL keeps one (manual, section 8.5.4). */
record Span(long months, long days, long micros) {

    private static final Pattern PART = Pattern.compile("([+-]?\\d+)\\s*([a-z]+)|([+-]?)(\\d+):(\\d\\d)(?::(\\d\\d))?");
    private static final long SECOND = 1_000_000;
    private static final long DAY = 86_400 * SECOND;

    static Span of(String text) {
        Matcher part = PART.matcher(text.toLowerCase(Locale.ROOT));
        Span out = new Span(0, 0, 0);
        int end = 0;
        while (part.find()) {
            if (!text.substring(end, part.start()).isBlank()) {
                throw new NotUnderstood("an interval");
            }
            out = out.plus(part.group(2) == null ? time(part) : unit(Long.parseLong(part.group(1)), part.group(2)));
            end = part.end();
        }
        if (end == 0 || !text.substring(end).isBlank()) {
            throw new NotUnderstood("an interval");
        }
        return out;
    }

    private static Span time(Matcher part) {
        long seconds = Long.parseLong(part.group(4)) * 3600
                + Long.parseLong(part.group(5)) * 60
                + (part.group(6) == null ? 0 : Long.parseLong(part.group(6)));
        return new Span(0, 0, (part.group(3).equals("-") ? -seconds : seconds) * SECOND);
    }

    private static Span unit(long n, String unit) {
        return switch (unit) {
            case "year", "years", "yr", "yrs", "y" -> new Span(12 * n, 0, 0);
            case "mon", "mons", "month", "months" -> new Span(n, 0, 0);
            case "week", "weeks", "w" -> new Span(0, 7 * n, 0);
            case "day", "days", "d" -> new Span(0, n, 0);
            case "hour", "hours", "h" -> new Span(0, 0, 3600 * n * SECOND);
            case "min", "mins", "minute", "minutes", "m" -> new Span(0, 0, 60 * n * SECOND);
            case "sec", "secs", "second", "seconds", "s" -> new Span(0, 0, n * SECOND);
            default -> throw new NotUnderstood("an interval");
        };
    }

    /** From one moment to a later one in years, months and days, as {@code age()} tells. */
    static Span between(LocalDateTime from, LocalDateTime to) {
        Period period = Period.between(from.toLocalDate(), to.toLocalDate());
        return new Span(
                period.toTotalMonths(),
                period.getDays(),
                ChronoUnit.MICROS.between(from.toLocalTime(), to.toLocalTime()));
    }

    Span plus(Span other) {
        return new Span(months + other.months, days + other.days, micros + other.micros);
    }

    Span times(int factor) {
        return new Span(months * factor, days * factor, micros * factor);
    }

    LocalDateTime after(LocalDateTime moment) {
        return moment.plusMonths(months).plusDays(days).plus(micros, ChronoUnit.MICROS);
    }

    /** What intervals compare by: months have 30 days. */
    long size() {
        return (months * 30 + days) * DAY + micros;
    }

    long years() {
        return months / 12;
    }
}
