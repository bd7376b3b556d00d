package dev.datamig.anonymizer.constraint;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Knows conditions that a regular expression alone decides and that names no digit or letter but as a member of its whole kind: {@code ^[A-Z][0-9]{8}$}.
 * Permutations that keep a text's form keep such a condition, and need not be held against it.
 */
final class FormOnly {

    private static final Pattern MATCH =
            Pattern.compile("\\(*\"?\\w+\"?\\)*(?:::text)?\\)* ~ '((?:[^']|'')*)'::text\\)*", Pattern.CASE_INSENSITIVE);

    /** What stands for a kind as a whole, a count, or is neither digit nor letter. */
    private static final Pattern KINDS = Pattern.compile(
            "(?:\\[\\^?(?:0-9|A-Z|a-z|\\\\[dws.\\-+()]|\\[:(?:alpha|digit|upper|lower|alnum|space|punct):\\]|[^\\w\\\\\\[\\]&])+\\]"
                    + "|\\{\\d+(?:,\\d*)?\\}|\\\\[dDwWsS]|\\\\[^\\w]|[^\\w\\\\\\[\\]{}])*");

    private FormOnly() {}

    static boolean is(String sql) {
        Matcher match = MATCH.matcher(sql);
        return match.matches() && KINDS.matcher(match.group(1)).matches();
    }
}
