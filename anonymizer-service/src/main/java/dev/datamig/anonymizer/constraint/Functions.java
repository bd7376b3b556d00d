package dev.datamig.anonymizer.constraint;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The functions that constraints use; others are left to the database. */
final class Functions {

    private Functions() {}

    static Term named(String name, List<Term> arguments) {
        return switch (name) {
            case "now", "transaction_timestamp", "statement_timestamp", "clock_timestamp" -> Values::now;
            case "coalesce" -> values -> first(arguments, values);
            case "num_nonnulls" -> values -> count(arguments, values, false);
            case "num_nulls" -> values -> count(arguments, values, true);
            case "greatest", "least" -> values -> outermost(arguments, values, name.equals("greatest"));
            case "nullif" ->
                values -> {
                    Object one = arguments.get(0).of(values);
                    return Operators.same(one, arguments.get(1).of(values)) ? null : one;
                };
            default -> strict(name, arguments);
        };
    }

    /** NULL as soon as an argument is. */
    private static Term strict(String name, List<Term> arguments) {
        Strict function = function(name, arguments.size());
        return values -> {
            Object[] given = new Object[arguments.size()];
            for (int i = 0; i < given.length; i++) {
                Object value = arguments.get(i).of(values);
                if (value == null) {
                    return null;
                }
                given[i] = value;
            }
            return function.of(given, values);
        };
    }

    private interface Strict {
        @Nullable
        Object of(Object[] given, Values values);
    }

    private static Strict function(String name, int count) {
        return switch (name) {
            case "char_length", "character_length", "length" -> (given, values) -> whole(length(Casts.text(given[0])));
            case "octet_length" ->
                (given, values) -> whole(Casts.text(given[0]).getBytes(StandardCharsets.UTF_8).length);
            case "upper" -> (given, values) -> Casts.text(given[0]).toUpperCase(Locale.ROOT);
            case "lower" -> (given, values) -> Casts.text(given[0]).toLowerCase(Locale.ROOT);
            case "initcap" -> (given, values) -> initcap(Casts.text(given[0]));
            case "btrim", "trim", "ltrim", "rtrim" -> (given, values) -> trimmed(name, given);
            case "position" -> (given, values) -> whole(1 + Casts.text(given[1]).indexOf(Casts.text(given[0])));
            case "strpos" -> (given, values) -> whole(1 + Casts.text(given[0]).indexOf(Casts.text(given[1])));
            case "starts_with" -> (given, values) -> Casts.text(given[0]).startsWith(Casts.text(given[1]));
            case "left" -> (given, values) -> part(Casts.text(given[0]), 1, size(given[1]));
            case "right" -> (given, values) -> right(Casts.text(given[0]), size(given[1]));
            case "substr", "substring" -> substring(count);
            case "replace" ->
                (given, values) -> Casts.text(given[0]).replace(Casts.text(given[1]), Casts.text(given[2]));
            case "reverse" ->
                (given, values) ->
                        new StringBuilder(Casts.text(given[0])).reverse().toString();
            case "split_part" -> (given, values) -> piece(given);
            case "concat" -> (given, values) -> concat(given);
            case "abs" -> (given, values) -> Casts.number(given[0]).abs();
            case "mod" -> (given, values) -> Casts.number(given[0]).remainder(Casts.number(given[1]));
            case "floor" -> (given, values) -> Casts.number(given[0]).setScale(0, RoundingMode.FLOOR);
            case "ceil", "ceiling" -> (given, values) -> Casts.number(given[0]).setScale(0, RoundingMode.CEILING);
            case "round", "trunc" ->
                (given, values) -> Casts.number(given[0])
                        .setScale(
                                count > 1 ? size(given[1]) : 0,
                                name.equals("round") ? RoundingMode.HALF_UP : RoundingMode.DOWN);
            case "age" ->
                (given, values) -> count == 1
                        ? Span.between(
                                Operators.moment(given[0]),
                                values.now().toLocalDate().atStartOfDay())
                        : Span.between(Operators.moment(given[1]), Operators.moment(given[0]));
            case "extract", "date_part" -> (given, values) -> field(given[0].toString(), given[1]);
            case "date_trunc" -> (given, values) -> cut(given[0].toString(), Operators.moment(given[1]));
            case "date" -> (given, values) -> Casts.date(given[0]);
            default -> throw new NotUnderstood(name);
        };
    }

    private static BigDecimal whole(long number) {
        return BigDecimal.valueOf(number);
    }

    private static int size(Object number) {
        return Casts.number(number).intValueExact();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String initcap(String text) {
        var out = new StringBuilder(text.toLowerCase(Locale.ROOT));
        for (int i = 0; i < out.length(); i++) {
            if (i == 0 || !Character.isLetterOrDigit(out.charAt(i - 1))) {
                out.setCharAt(i, Character.toUpperCase(out.charAt(i)));
            }
        }
        return out.toString();
    }

    private static String trimmed(String name, Object[] given) {
        String text = Casts.text(given[0]);
        String characters = given.length > 1 ? Casts.text(given[1]) : " ";
        int from = 0;
        int to = text.length();
        while (!name.equals("rtrim") && from < to && characters.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        while (!name.equals("ltrim") && to > from && characters.indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return text.substring(from, to);
    }

    private static Strict substring(int count) {
        return (given, values) -> {
            if (given[1] instanceof String) {
                throw new NotUnderstood("a pattern");
            }
            String text = Casts.text(given[0]);
            return part(text, size(given[1]), count > 2 ? size(given[2]) : text.length());
        };
    }

    private static String part(String text, int from, int length) {
        int begin = Math.clamp(from - 1, 0, text.length());
        return text.substring(begin, Math.clamp((long) from - 1 + length, begin, text.length()));
    }

    private static String right(String text, int length) {
        return text.substring(Math.max(0, text.length() - length));
    }

    private static String piece(Object[] given) {
        String[] pieces = Casts.text(given[0]).split(java.util.regex.Pattern.quote(Casts.text(given[1])), -1);
        int n = size(given[2]);
        int at = n > 0 ? n - 1 : pieces.length + n;
        return at >= 0 && at < pieces.length ? pieces[at] : "";
    }

    private static String concat(Object[] given) {
        var out = new StringBuilder();
        for (Object each : given) {
            out.append(Casts.text(each));
        }
        return out.toString();
    }

    private static BigDecimal field(String name, Object of) {
        String field = name.toLowerCase(Locale.ROOT);
        if (of instanceof Span span) {
            return switch (field) {
                case "year" -> whole(span.years());
                case "month" -> whole(span.months() % 12);
                case "day" -> whole(span.days());
                default -> throw new NotUnderstood(field);
            };
        }
        LocalDateTime moment = Operators.moment(of);
        return whole(
                switch (field) {
                    case "year" -> moment.getYear();
                    case "month" -> moment.getMonthValue();
                    case "day" -> moment.getDayOfMonth();
                    case "hour" -> moment.getHour();
                    case "minute" -> moment.getMinute();
                    case "quarter" -> moment.get(IsoFields.QUARTER_OF_YEAR);
                    case "dow" -> moment.getDayOfWeek().getValue() % 7;
                    case "isodow" -> moment.getDayOfWeek().getValue();
                    case "doy" -> moment.getDayOfYear();
                    default -> throw new NotUnderstood(field);
                });
    }

    private static LocalDateTime cut(String field, LocalDateTime moment) {
        return switch (field) {
            case "year" -> moment.toLocalDate().withDayOfYear(1).atStartOfDay();
            case "month" -> moment.toLocalDate().withDayOfMonth(1).atStartOfDay();
            case "day" -> moment.truncatedTo(ChronoUnit.DAYS);
            case "hour" -> moment.truncatedTo(ChronoUnit.HOURS);
            case "minute" -> moment.truncatedTo(ChronoUnit.MINUTES);
            case "second" -> moment.truncatedTo(ChronoUnit.SECONDS);
            default -> throw new NotUnderstood(field);
        };
    }

    private static @Nullable Object first(List<Term> arguments, Values values) {
        return arguments.stream()
                .map(argument -> argument.of(values))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static BigDecimal count(List<Term> arguments, Values values, boolean nulls) {
        return whole(arguments.stream()
                .filter(argument -> argument.of(values) == null == nulls)
                .count());
    }

    private static @Nullable Object outermost(List<Term> arguments, Values values, boolean greatest) {
        Object best = null;
        for (Term argument : arguments) {
            Object value = argument.of(values);
            if (value != null && (best == null || Operators.compare(value, best) > 0 == greatest)) {
                best = value;
            }
        }
        return best;
    }
}
