package dev.datamig.anonymizer.constraint;

import dev.datamig.anonymizer.constraint.Tokens.Kind;
import dev.datamig.anonymizer.constraint.Tokens.Token;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a condition by descending through SQL's levels of precedence (PostgreSQL's manual, section 4.1.6). */
final class ConditionReader {

    private static final Set<String> COMPARING =
            Set.of("=", "<>", "!=", "<", ">", "<=", ">=", "~", "~*", "!~", "!~*", "~~", "~~*", "!~~", "!~~*", "^@");

    private final String sql;
    private final Tokens tokens;
    private final Set<String> columns = new LinkedHashSet<>();
    private final Set<String> listed = new LinkedHashSet<>();

    ConditionReader(String sql) {
        this.sql = sql;
        this.tokens = new Tokens(sql);
    }

    Condition read() {
        Term whole = or();
        if (tokens.peek().kind() != Kind.END) {
            throw new NotUnderstood(tokens.peek().text());
        }
        return new Condition(sql, whole, List.copyOf(columns), List.copyOf(listed));
    }

    private Term or() {
        Term left = and();
        while (tokens.accept("or")) {
            left = Operators.or(left, and());
        }
        return left;
    }

    private Term and() {
        Term left = not();
        while (tokens.accept("and")) {
            left = Operators.and(left, not());
        }
        return left;
    }

    private Term not() {
        return tokens.accept("not") ? Operators.not(not()) : is();
    }

    private Term is() {
        Term left = comparison();
        while (tokens.accept("is")) {
            boolean negated = tokens.accept("not");
            left = tested(left, negated);
        }
        return left;
    }

    private Term tested(Term left, boolean negated) {
        Term test = switch (tokens.take().text()) {
            case "null", "unknown" -> values -> left.of(values) == null;
            case "true" -> values -> Boolean.TRUE.equals(left.of(values));
            case "false" -> values -> Boolean.FALSE.equals(left.of(values));
            case "distinct" -> {
                tokens.expect("from");
                Term right = comparison();
                yield values -> !Operators.same(left.of(values), right.of(values));
            }
            default -> throw new NotUnderstood("a test");
        };
        return negated ? Operators.not(test) : test;
    }

    private Term comparison() {
        Term left = joined();
        while (true) {
            String sign = comparing();
            if (sign == null) {
                return left;
            }
            if (tokens.accept("any") || tokens.accept("some")) {
                left = Operators.any(sign, left, list());
            } else if (tokens.accept("all")) {
                left = Operators.all(sign, left, list());
            } else {
                left = Operators.compared(sign, left, joined());
            }
        }
    }

    private @Nullable String comparing() {
        if (tokens.accept("operator")) {
            tokens.expect("(");
            tokens.take();
            tokens.expect(".");
            String sign = tokens.take().text();
            tokens.expect(")");
            return sign;
        }
        Token token = tokens.peek();
        return token.kind() == Kind.SIGN && COMPARING.contains(token.text())
                ? tokens.take().text()
                : null;
    }

    private Term list() {
        tokens.expect("(");
        Term list = or();
        tokens.expect(")");
        if (list.of(Constants.INSTANCE) instanceof List<?> values) {
            values.forEach(value -> listed.add(String.valueOf(value)));
        }
        return list;
    }

    /** Lists are of constants as a rule; one that looks at columns has none to tell. */
    private enum Constants implements Values {
        INSTANCE;

        @Override
        public @Nullable Object column(String name) {
            return null;
        }

        @Override
        public java.time.LocalDateTime now() {
            return java.time.LocalDateTime.MIN;
        }
    }

    private Term joined() {
        Term left = sum();
        while (tokens.accept("||")) {
            left = Operators.concatenated(left, sum());
        }
        return left;
    }

    private Term sum() {
        Term left = product();
        while (tokens.peek().is("+") || tokens.peek().is("-")) {
            left = Operators.computed(tokens.take().text(), left, product());
        }
        return left;
    }

    private Term product() {
        Term left = signed();
        while (tokens.peek().is("*") || tokens.peek().is("/") || tokens.peek().is("%")) {
            left = Operators.computed(tokens.take().text(), left, signed());
        }
        return left;
    }

    private Term signed() {
        return tokens.accept("-") ? Operators.computed("-", new Constant(BigDecimal.ZERO), signed()) : cast();
    }

    private Term cast() {
        Term term = primary();
        while (true) {
            if (tokens.accept("::")) {
                term = Casts.to(SqlType.read(tokens), term);
            } else if (tokens.accept("collate")) {
                tokens.take();
                while (tokens.accept(".")) {
                    tokens.take();
                }
            } else if (tokens.accept("at")) {
                term = atTimeZone(term);
            } else {
                return term;
            }
        }
    }

    /** Instants are in UTC here; other zones are left to the database. */
    private Term atTimeZone(Term term) {
        tokens.expect("time");
        tokens.expect("zone");
        Object zone = cast().of(Constants.INSTANCE);
        if (!"utc".equalsIgnoreCase(String.valueOf(zone))) {
            throw new NotUnderstood("a time zone");
        }
        return term;
    }

    private Term primary() {
        Token token = tokens.take();
        return switch (token.kind()) {
            case TEXT -> new Constant(token.text());
            case NUMBER -> new Constant(new BigDecimal(token.text()));
            case QUOTED -> named(token);
            case WORD -> word(token);
            case SIGN -> {
                if (!token.is("(")) {
                    throw new NotUnderstood(token.text());
                }
                Term inner = or();
                tokens.expect(")");
                yield inner;
            }
            case END -> throw new NotUnderstood("an end");
        };
    }

    private Term word(Token token) {
        return switch (token.text()) {
            case "true" -> new Constant(true);
            case "false" -> new Constant(false);
            case "null" -> new Constant(null);
            case "array" -> array();
            case "case" -> cases();
            case "current_date" -> values -> values.now().toLocalDate();
            case "current_timestamp", "localtimestamp" -> Values::now;
            default -> named(token);
        };
    }

    private Term array() {
        tokens.expect("[");
        List<Term> elements = new ArrayList<>();
        while (!tokens.accept("]")) {
            elements.add(or());
            tokens.accept(",");
        }
        Term array = values -> {
            var out = new ArrayList<@Nullable Object>();
            elements.forEach(element -> out.add(element.of(values)));
            return out;
        };
        return Constant.folded(array, elements);
    }

    private Term cases() {
        Term subject = tokens.peek().is("when") ? null : or();
        List<Term> when = new ArrayList<>();
        List<Term> then = new ArrayList<>();
        while (tokens.accept("when")) {
            Term test = or();
            when.add(subject == null ? test : Operators.compared("=", subject, test));
            tokens.expect("then");
            then.add(or());
        }
        Term otherwise = tokens.accept("else") ? or() : values -> null;
        tokens.expect("end");
        return values -> {
            for (int i = 0; i < when.size(); i++) {
                if (Boolean.TRUE.equals(when.get(i).of(values))) {
                    return then.get(i).of(values);
                }
            }
            return otherwise.of(values);
        };
    }

    /** A function or a column, of which the last part of the name counts. */
    private Term named(Token first) {
        String name = first.text();
        while (tokens.accept(".")) {
            name = tokens.take().text();
        }
        if (tokens.accept("(")) {
            return Functions.named(name, arguments(name));
        }
        String column = name;
        columns.add(column);
        return values -> values.column(column);
    }

    /** With commas, or with the words that standard SQL has instead. */
    private List<Term> arguments(String function) {
        List<Term> out = new ArrayList<>();
        if (function.equals("extract")) {
            String field = tokens.take().text();
            out.add(values -> field);
            tokens.expect("from");
        }
        if (function.equals("trim") && tokens.accept("both")) {
            return trimmed(out);
        }
        while (!tokens.accept(")")) {
            out.add(function.equals("position") ? joined() : or());
            if (!tokens.accept(",") && !tokens.accept("from") && !tokens.accept("for") && !tokens.accept("in")) {
                tokens.expect(")");
                break;
            }
        }
        return out;
    }

    private List<Term> trimmed(List<Term> out) {
        if (tokens.accept("from")) {
            out.add(or());
        } else {
            Term characters = or();
            tokens.expect("from");
            out.add(or());
            out.add(characters);
        }
        tokens.expect(")");
        return out;
    }
}
