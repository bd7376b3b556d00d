package dev.datamig.anonymizer.constraint;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values of one type as those of another. */
final class Casts {

    /** Instants are in UTC here, whether they say so or not. */
    private static final Pattern UTC = Pattern.compile("(?:Z|[+-]00(?::?00)?)$");

    private Casts() {}

    static Term to(SqlType type, Term term) {
        if (!type.array()) {
            one(type, "0", true);
        }
        boolean plain = !type.array() && type.length() == null && type.name().equals("text");
        Term cast = values -> {
            Object value = term.of(values);
            return value == null || plain && value instanceof String
                    ? value
                    : type.array() ? list(type, value) : one(type, value, false);
        };
        return Constant.folded(cast, List.of(term));
    }

    private static List<@Nullable Object> list(SqlType type, Object value) {
        var element = new SqlType(type.name(), type.length(), false);
        var out = new ArrayList<@Nullable Object>();
        if (value instanceof List<?> values) {
            values.forEach(each -> out.add(each == null ? null : one(element, each, false)));
        } else if (value instanceof String text && text.startsWith("{") && text.indexOf('"') < 0) {
            for (String each : text.substring(1, text.length() - 1).split(",")) {
                out.add(one(element, each, false));
            }
        } else {
            throw new NotUnderstood("a list");
        }
        return out;
    }

    /** @param probing only whether the type is known */
    private static Object one(SqlType type, Object value, boolean probing) {
        return switch (type.name()) {
            case "text", "character varying", "varchar", "name", "regexp" -> cut(type, text(value));
            case "bpchar", "character", "char" -> cut(type, text(value)).stripTrailing();
            case "citext" -> new Folded(text(value));
            case "integer", "bigint", "smallint", "int" -> number(value).setScale(0, RoundingMode.HALF_EVEN);
            case "numeric", "double precision", "real" -> number(value);
            case "boolean" -> probing ? value : truth(value);
            case "date" -> probing ? value : date(value);
            case "timestamp", "timestamp without time zone", "timestamp with time zone" ->
                probing ? value : moment(value);
            case "interval" -> probing ? value : value instanceof Span span ? span : Span.of(text(value));
            default -> throw new NotUnderstood(type.name());
        };
    }

    private static String cut(SqlType type, String text) {
        Integer length = type.length();
        return length == null || text.length() <= length ? text : text.substring(0, length);
    }

    static String text(Object value) {
        return switch (value) {
            case BigDecimal number -> number.toPlainString();
            case LocalDateTime moment -> moment.toString().replace('T', ' ');
            case Boolean truth -> truth.toString();
            case String text -> text;
            case Folded folded -> folded.text();
            case LocalDate date -> date.toString();
            default -> throw new NotUnderstood("a text");
        };
    }

    static BigDecimal number(Object value) {
        return switch (value) {
            case BigDecimal number -> number;
            case String text -> parsed(text.strip());
            default -> throw new NotUnderstood("a number");
        };
    }

    private static BigDecimal parsed(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new NotUnderstood("a number");
        }
    }

    private static Boolean truth(Object value) {
        return switch (value) {
            case Boolean truth -> truth;
            case BigDecimal number -> number.signum() != 0;
            case String text when text.equals("t") || text.equals("true") -> true;
            case String text when text.equals("f") || text.equals("false") -> false;
            default -> throw new NotUnderstood("a truth value");
        };
    }

    static LocalDate date(Object value) {
        if (!(value instanceof String text)) {
            return Operators.moment(value).toLocalDate();
        }
        LocalDate plain = PlainDay.of(text);
        return plain == null ? moment(text).toLocalDate() : plain;
    }

    static LocalDateTime moment(Object value) {
        if (!(value instanceof String text)) {
            return Operators.moment(value);
        }
        LocalDate day = PlainDay.of(text);
        if (day != null) {
            return day.atStartOfDay();
        }
        try {
            String plain = UTC.matcher(text.strip()).replaceFirst("");
            return plain.length() == 10
                    ? LocalDate.parse(plain).atStartOfDay()
                    : LocalDateTime.parse(plain.replace(' ', 'T'));
        } catch (DateTimeException e) {
            throw new NotUnderstood("a moment");
        }
    }
}
