package dev.datamig.validator.check;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a condition written for PostgreSQL means the same in another SQL engine: comparisons, boolean logic, IN, BETWEEN, LIKE,
 * IS NULL, literals, columns and a few functions. Anything else ({@code ~}, {@code /}, {@code ::}, JSON operators, subqueries) is left
 * to PostgreSQL.
 */
public final class PortableSql {

    private static final Pattern TOKEN = Pattern.compile(
            "\\s+|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|\\d+(?:\\.\\d+)?|(?<word>[A-Za-z_][A-Za-z0-9_]*)|<=|>=|<>|!=|[=<>(),]");
    private static final Set<String> FUNCTIONS = Set.of("lower", "upper", "coalesce", "length", "trim", "nullif");
    private static final Set<String> BEFORE_PARENTHESIS =
            Set.of("and", "or", "not", "in", "like", "between", "when", "then");
    private static final Set<String> REFUSED = Set.of(
            "select", "exists", "similar", "ilike", "collate", "case", "cast", "any", "all", "some", "array", "row");

    private PortableSql() {}

    public static boolean is(String condition) {
        Matcher token = TOKEN.matcher(condition);
        int at = 0;
        String before = "";
        while (at < condition.length()) {
            token.region(at, condition.length());
            if (!token.lookingAt()) {
                return false;
            }
            String word = token.group("word");
            String text = token.group();
            if (word != null && REFUSED.contains(word.toLowerCase(Locale.ROOT))) {
                return false;
            }
            if (text.equals("(") && isName(before) && !mayCall(before)) {
                return false;
            }
            if (!text.isBlank()) {
                before = text;
            }
            at = token.end();
        }
        return !condition.isBlank();
    }

    private static boolean isName(String token) {
        return !token.isEmpty()
                && (Character.isLetter(token.charAt(0)) || token.charAt(0) == '_' || token.charAt(0) == '"');
    }

    private static boolean mayCall(String name) {
        String folded = name.toLowerCase(Locale.ROOT);
        return FUNCTIONS.contains(folded) || BEFORE_PARENTHESIS.contains(folded);
    }
}
