package dev.datamig.contracts.landscape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text of a reference's end: {@code [store:]table(column, column)}, where table and columns are written as SQL writes them
 * and the store as the landscape does.
 */
final class ReferenceEndText {

    private static final String QUOTED = "\"(?:[^\"]|\"\")+\"";
    private static final String NAME = "(?:" + QUOTED + "|[^\"\\s:(),.]+)";
    private static final Pattern FORM = Pattern.compile("\\s*(?:([^\"\\s:(),]+):)?(" + NAME + "(?:\\." + NAME
            + ")?)\\s*\\(\\s*(" + NAME + "(?:\\s*,\\s*" + NAME + ")*)\\s*\\)\\s*");
    private static final Pattern ONE_NAME = Pattern.compile(NAME);

    private ReferenceEndText() {}

    /** The end, with {@code defaultStore} where the text names none; empty when the text has another form. */
    static Optional<ReferenceEnd> parse(String text, String defaultStore) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        String store = form.group(1) == null ? defaultStore : form.group(1);
        return Optional.of(new ReferenceEnd(store, form.group(2), columns(form.group(3))));
    }

    private static List<String> columns(String list) {
        List<String> columns = new ArrayList<>();
        Matcher name = ONE_NAME.matcher(list);
        while (name.find()) {
            columns.add(bare(name.group()));
        }
        return List.copyOf(columns);
    }

    private static String bare(String name) {
        return name.startsWith("\"") ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
    }
}
