package dev.datamig.sandbox.check;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks through whole rows, whatever their columns, for values that must not be there. */
final class LeakScan {

    private static final Pattern ESCAPED = Pattern.compile("\\\\+[ntrbfv]");
    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}@._%+-]+");
    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}]*(?:['’-][\\p{L}\\p{M}]+)*");

    /** Ten digits that stand by themselves: those of a number such as ST0123456789 may be somebody's phone by chance. */
    private static final Pattern PHONE =
            Pattern.compile("(?<![\\p{L}\\p{N}])(?<!\\p{L}-)\\(?\\d{3}\\)?[ .-]*\\d{3}[ .-]?\\d{4}(?!\\p{N})");

    private static final int LONGEST_NAME = 3;

    private final PersonalValues forbidden;
    private final Map<String, Long> found = new TreeMap<>();

    LeakScan(PersonalValues forbidden) {
        this.forbidden = forbidden;
    }

    /** @param row the text of all its cells; each kind counts once a row */
    void row(String table, String row) {
        Set<PersonalKind> kinds = EnumSet.noneOf(PersonalKind.class);
        String text = row.indexOf('\\') >= 0 ? ESCAPED.matcher(row).replaceAll(" ") : row;
        tokens(text, kinds);
        if (text.contains("555")) {
            phones(text, kinds);
        }
        names(text, kinds);
        kinds.forEach(kind -> found.merge(table + ": " + kind.text(), 1L, Long::sum));
    }

    /** One line per table and kind, with the number of rows; never the value. */
    List<String> problems() {
        List<String> lines = new ArrayList<>();
        found.forEach((what, rows) -> lines.add(what + " in " + rows + " rows"));
        return lines;
    }

    private void tokens(String text, Set<PersonalKind> kinds) {
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            String value = trimmed(token.group());
            for (PersonalKind kind :
                    List.of(PersonalKind.EMAIL, PersonalKind.USER_NAME, PersonalKind.SSN, PersonalKind.NUMBER)) {
                if (forbidden.has(kind, value)) {
                    kinds.add(kind);
                }
            }
        }
    }

    private void phones(String text, Set<PersonalKind> kinds) {
        Matcher phone = PHONE.matcher(text);
        while (phone.find()) {
            if (forbidden.has(PersonalKind.PHONE, phone.group())) {
                kinds.add(PersonalKind.PHONE);
            }
        }
    }

    /** One to three words in a row that are a family name. */
    private void names(String text, Set<PersonalKind> kinds) {
        List<String> last = new ArrayList<>(LONGEST_NAME);
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            if (last.size() == LONGEST_NAME) {
                last.removeFirst();
            }
            last.add(word.group());
            for (int first = 0; first < last.size(); first++) {
                String name = String.join(" ", last.subList(first, last.size()));
                if (forbidden.has(PersonalKind.FAMILY, name)
                        || forbidden.has(PersonalKind.FAMILY, withoutGenitive(name))) {
                    kinds.add(PersonalKind.FAMILY);
                }
            }
        }
    }

    private static String withoutGenitive(String name) {
        return name.endsWith("'s") || name.endsWith("’s") ? name.substring(0, name.length() - 2) : name;
    }

    private static String trimmed(String token) {
        int end = token.length();
        while (end > 0 && ".%+-_".indexOf(token.charAt(end - 1)) >= 0) {
            end--;
        }
        return token.substring(0, end);
    }
}
