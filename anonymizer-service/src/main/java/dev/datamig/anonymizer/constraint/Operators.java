package dev.datamig.anonymizer.constraint;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** SQL's operators in its three-valued logic. */
final class Operators {

    private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();
    /** Patterns stand in conditions as a rule; some come from columns. */
    private static final int MOST_PATTERNS = 1_000;

    private Operators() {}

    static Term and(Term left, Term right) {
        return values -> {
            Object one = left.of(values);
            if (Boolean.FALSE.equals(one)) {
                return false;
            }
            Object other = right.of(values);
            return Boolean.FALSE.equals(other) ? (Object) false : one == null || other == null ? null : (Object) true;
        };
    }

    static Term or(Term left, Term right) {
        return values -> {
            Object one = left.of(values);
            if (Boolean.TRUE.equals(one)) {
                return true;
            }
            Object other = right.of(values);
            return Boolean.TRUE.equals(other) ? (Object) true : one == null || other == null ? null : (Object) false;
        };
    }

    static Term not(Term term) {
        return values -> term.of(values) instanceof Boolean holds ? !holds : null;
    }

    static Term compared(String sign, Term left, Term right) {
        Pattern pattern = right instanceof Constant constant ? fixed(sign, constant.value()) : null;
        if (pattern != null) {
            return matched(sign, left, right, pattern);
        }
        return values -> {
            Object one = left.of(values);
            Object other = right.of(values);
            return one == null || other == null ? null : (Object) holds(sign, one, other);
        };
    }

    static Term any(String sign, Term left, Term list) {
        return values -> among(sign, left.of(values), list.of(values), true);
    }

    static Term all(String sign, Term left, Term list) {
        return values -> among(sign, left.of(values), list.of(values), false);
    }

    private static @Nullable Object among(String sign, @Nullable Object one, @Nullable Object list, boolean ends) {
        if (one == null || list == null) {
            return null;
        }
        if (!(list instanceof List<?> elements)) {
            throw new NotUnderstood("a list");
        }
        boolean unknown = false;
        for (Object element : elements) {
            if (element == null) {
                unknown = true;
            } else if (holds(sign, one, element) == ends) {
                return ends;
            }
        }
        return unknown ? null : (Object) !ends;
    }

    private static boolean holds(String sign, Object one, Object other) {
        return switch (sign) {
            case "=" -> compare(one, other) == 0;
            case "<>", "!=" -> compare(one, other) != 0;
            case "<" -> compare(one, other) < 0;
            case ">" -> compare(one, other) > 0;
            case "<=" -> compare(one, other) <= 0;
            case ">=" -> compare(one, other) >= 0;
            case "~" -> found(one, other, one instanceof Folded);
            case "~*" -> found(one, other, true);
            case "!~" -> !found(one, other, one instanceof Folded);
            case "!~*" -> !found(one, other, true);
            case "~~" -> like(one, other, one instanceof Folded);
            case "~~*" -> like(one, other, true);
            case "!~~" -> !like(one, other, one instanceof Folded);
            case "!~~*" -> !like(one, other, true);
            case "^@" -> one.toString().startsWith(other.toString());
            default -> throw new NotUnderstood(sign);
        };
    }

    /** Whether two values are the same, NULL being a value. */
    static boolean same(@Nullable Object one, @Nullable Object other) {
        return one == null || other == null ? one == other : compare(one, other) == 0;
    }

    static int compare(Object one, Object other) {
        if (one instanceof BigDecimal a && other instanceof BigDecimal b) {
            return a.compareTo(b);
        }
        if (one instanceof Folded || other instanceof Folded) {
            return one.toString().compareToIgnoreCase(other.toString());
        }
        if (one instanceof String a && other instanceof String b) {
            return a.compareTo(b);
        }
        if (one instanceof Boolean a && other instanceof Boolean b) {
            return a.compareTo(b);
        }
        if (one instanceof Span a && other instanceof Span b) {
            return Long.compare(a.size(), b.size());
        }
        return moment(one).compareTo(moment(other));
    }

    /** A date is its first moment. */
    static LocalDateTime moment(Object value) {
        return switch (value) {
            case LocalDate date -> date.atStartOfDay();
            case LocalDateTime moment -> moment;
            default -> throw new NotUnderstood("a moment");
        };
    }

    /** A pattern that stands in the condition; null where the sign asks for none, or nobody understands it. */
    private static @Nullable Pattern fixed(String sign, @Nullable Object pattern) {
        if (pattern == null || !sign.contains("~")) {
            return null;
        }
        try {
            boolean folds = sign.endsWith("*");
            return sign.contains("~~")
                    ? PgPattern.like(pattern.toString(), folds)
                    : PgPattern.regex(pattern.toString(), folds);
        } catch (NotUnderstood e) {
            return null;
        }
    }

    private static Term matched(String sign, Term left, Term right, Pattern pattern) {
        boolean whole = sign.contains("~~");
        boolean wanted = !sign.startsWith("!");
        PlainForm form = whole ? null : PlainForm.of(pattern.pattern(), pattern.flags());
        return values -> switch (left.of(values)) {
            case null -> null;
            case Folded folded -> holds(sign, folded, Objects.requireNonNull(right.of(values)));
            case Object text -> {
                Boolean known = form == null ? null : form.matches(text.toString());
                if (known != null) {
                    yield known == wanted;
                }
                var matcher = pattern.matcher(text.toString());
                yield (whole ? matcher.matches() : matcher.find()) == wanted;
            }
        };
    }

    private static boolean found(Object text, Object expression, boolean folds) {
        return pattern((folds ? "*" : "=") + expression, regex -> PgPattern.regex(regex, folds))
                .matcher(text.toString())
                .find();
    }

    private static boolean like(Object text, Object pattern, boolean folds) {
        return pattern((folds ? "l" : "L") + pattern, like -> PgPattern.like(like, folds))
                .matcher(text.toString())
                .matches();
    }

    /** @param key a sign for the kind, then the pattern */
    private static Pattern pattern(String key, Function<String, Pattern> compiler) {
        if (PATTERNS.size() > MOST_PATTERNS) {
            PATTERNS.clear();
        }
        return PATTERNS.computeIfAbsent(key, of -> compiler.apply(of.substring(1)));
    }

    static Term concatenated(Term left, Term right) {
        return values -> {
            Object one = left.of(values);
            Object other = right.of(values);
            return one == null || other == null ? null : Casts.text(one) + Casts.text(other);
        };
    }

    static Term computed(String sign, Term left, Term right) {
        Term computed = values -> {
            Object one = left.of(values);
            Object other = right.of(values);
            return one == null || other == null ? null : computed(sign, one, other);
        };
        return Constant.folded(computed, List.of(left, right));
    }

    private static Object computed(String sign, Object one, Object other) {
        if (one instanceof BigDecimal a && other instanceof BigDecimal b) {
            return switch (sign) {
                case "+" -> a.add(b);
                case "-" -> a.subtract(b);
                case "*" -> a.multiply(b);
                case "/" -> quotient(a, b);
                default -> a.remainder(b);
            };
        }
        if (sign.equals("-") && !(other instanceof Span) && !(other instanceof BigDecimal)) {
            return difference(one, other);
        }
        return moved(one, other, sign);
    }

    /** Numbers without a fraction are taken for whole ones, whose quotient is cut. */
    private static BigDecimal quotient(BigDecimal a, BigDecimal b) {
        return a.scale() <= 0 && b.scale() <= 0
                ? a.divideToIntegralValue(b).setScale(0, java.math.RoundingMode.DOWN)
                : a.divide(b, MathContext.DECIMAL64);
    }

    private static Object difference(Object one, Object other) {
        return one instanceof LocalDate a && other instanceof LocalDate b
                ? (Object) BigDecimal.valueOf(ChronoUnit.DAYS.between(b, a))
                : new Span(0, 0, ChronoUnit.MICROS.between(moment(other), moment(one)));
    }

    private static Object moved(Object one, Object other, String sign) {
        int direction = sign.equals("+") ? 1 : sign.equals("-") ? -1 : 0;
        return switch (other) {
            case Span span when direction != 0 && one instanceof Span first -> first.plus(span.times(direction));
            case Span span when direction != 0 -> span.times(direction).after(moment(one));
            case BigDecimal days
            when direction != 0 && one instanceof LocalDate date -> date.plusDays(direction * days.longValueExact());
            default -> throw new NotUnderstood("a computation");
        };
    }
}
