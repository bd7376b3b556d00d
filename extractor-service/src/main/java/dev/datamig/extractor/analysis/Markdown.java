package dev.datamig.extractor.analysis;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of any characters as Markdown shows them (CommonMark 0.31, sections 2.4 and 6.1). */
final class Markdown {

    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*\\[\\]<>|~&]|\\b_|_\\b");
    private static final Pattern TICKS = Pattern.compile("`+");

    private Markdown() {}

    /** As plain text in a line or in a table's cell. */
    static String plain(String text) {
        return SPECIAL.matcher(oneLine(text)).replaceAll(found -> Matcher.quoteReplacement("\\" + found.group()));
    }

    /** As code, outside of tables. */
    static String code(String text) {
        int longest = TICKS.matcher(text)
                .results()
                .mapToInt(ticks -> ticks.group().length())
                .max()
                .orElse(0);
        String fence = "`".repeat(longest + 1);
        String space = longest > 0 ? " " : "";
        return fence + space + oneLine(text) + space + fence;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
