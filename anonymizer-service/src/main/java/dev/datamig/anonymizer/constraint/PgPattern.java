package dev.datamig.anonymizer.constraint;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** PostgreSQL's regular expressions (manual, section 9.7.3) and LIKE patterns in Java's terms. */
final class PgPattern {

    private PgPattern() {}

    static Pattern like(String pattern, boolean folds) {
        var out = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            switch (c) {
                case '%' -> out.append(".*");
                case '_' -> out.append('.');
                case '\\' -> out.append(Pattern.quote(i + 1 < pattern.length() ? pattern.substring(++i, i + 1) : ""));
                default -> out.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return compiled(out.toString(), folds);
    }

    static Pattern regex(String expression, boolean folds) {
        if (expression.startsWith("***")) {
            throw new NotUnderstood("a director");
        }
        var out = new StringBuilder();
        int i = 0;
        while (i < expression.length()) {
            char c = expression.charAt(i);
            if (c == '\\' && i + 1 < expression.length()) {
                out.append(escape(expression.charAt(i + 1)));
                i += 2;
            } else if (c == '[') {
                i = bracket(expression, i, out);
            } else {
                out.append(c == '$' ? "\\z" : String.valueOf(c));
                i++;
            }
        }
        return compiled(out.toString(), folds);
    }

    private static String escape(char c) {
        return switch (c) {
            case 'y' -> "\\b";
            case 'm' -> "\\b(?=\\w)";
            case 'M' -> "\\b(?<=\\w)";
            case 'Y' -> "\\B";
            case 'Z' -> "\\z";
            default -> "\\" + c;
        };
    }

    /** Copies a bracket expression; Java wants more escapes in it and has other names for the classes. */
    private static int bracket(String from, int at, StringBuilder out) {
        int i = at + 1;
        out.append('[');
        if (i < from.length() && from.charAt(i) == '^') {
            out.append('^');
            i++;
        }
        boolean first = true;
        while (i < from.length() && (first || from.charAt(i) != ']')) {
            char c = from.charAt(i);
            int end = from.indexOf(":]", i);
            if (c == '[' && from.startsWith("[:", i) && end > 0) {
                out.append(named(from.substring(i + 2, end)));
                i = end + 2;
            } else if (c == '\\' && i + 1 < from.length()) {
                out.append(c).append(from.charAt(i + 1));
                i += 2;
            } else {
                out.append(c == '[' || c == ']' || c == '&' ? "\\" : "").append(c);
                i++;
            }
            first = false;
        }
        out.append(']');
        return i + 1;
    }

    private static String named(String posix) {
        return switch (posix) {
            case "alpha" -> "\\p{IsAlphabetic}";
            case "digit" -> "\\d";
            case "alnum" -> "\\p{IsAlphabetic}\\d";
            case "upper" -> "\\p{Lu}";
            case "lower" -> "\\p{Ll}";
            case "space" -> "\\s";
            case "blank" -> " \\t";
            case "punct" -> "\\p{Punct}";
            case "xdigit" -> "\\p{XDigit}";
            case "word" -> "\\w";
            default -> throw new NotUnderstood("a class of characters");
        };
    }

    private static Pattern compiled(String regex, boolean folds) {
        try {
            return Pattern.compile(
                    regex, Pattern.DOTALL | (folds ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0));
        } catch (PatternSyntaxException e) {
            throw new NotUnderstood("a pattern");
        }
    }
}
