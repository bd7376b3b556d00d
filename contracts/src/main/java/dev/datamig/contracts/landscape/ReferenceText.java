package dev.datamig.contracts.landscape;

import dev.datamig.contracts.schema.StoreKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text form of a reference's end: {@code [store:]table(column, …)} with names as SQL writes them (ISO 9075 delimited
 * identifiers in {@code "}, a quote inside doubled) or, for graphs, as Cypher writes them (in {@code `}).
 *
 * @param store as written, absent within a store
 * @param table as written
 * @param columns as written
 */
record ReferenceText(Optional<String> store, String table, List<String> columns) {

    private static final Pattern STORE = Pattern.compile("([\\w.-]+):(.*)", Pattern.DOTALL);
    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|`(?:[^`]|``)+`|[^\"`(),\\s]+)";
    private static final Pattern TABLE = Pattern.compile("(?:\"(?:[^\"]|\"\")+\"|`(?:[^`]|``)+`|[^\"`(),])+");
    private static final Pattern END =
            Pattern.compile("(" + TABLE + ")\\(\\s*(" + NAME + "(?:\\s*,\\s*" + NAME + ")*)\\s*\\)");

    /** Empty when the text is not of this form. */
    static Optional<ReferenceText> parse(String text) {
        Matcher prefixed = STORE.matcher(text.strip());
        Optional<String> store = prefixed.matches() ? Optional.of(prefixed.group(1)) : Optional.empty();
        String rest = prefixed.matches() ? prefixed.group(2) : text;
        Matcher end = END.matcher(rest.strip());
        if (!end.matches() || end.group(1).isBlank()) {
            return Optional.empty();
        }
        return Optional.of(new ReferenceText(store, end.group(1).strip(), names(end.group(2))));
    }

    /** Whether a text can be the name of a table: balanced quotes, no parentheses. */
    static boolean isTable(String text) {
        return TABLE.matcher(text.strip()).matches();
    }

    ReferenceEnd in(String storeName, StoreKind kind) {
        String name = kind == StoreKind.NEO4J ? bare(table, kind) : table;
        return new ReferenceEnd(
                storeName,
                name,
                columns.stream().map(column -> bare(column, kind)).toList());
    }

    private static List<String> names(String list) {
        List<String> names = new ArrayList<>();
        Matcher name = Pattern.compile(NAME).matcher(list);
        while (name.find()) {
            names.add(name.group());
        }
        return List.copyOf(names);
    }

    /** Without quotes; what SQL would fold to lower case is folded. */
    private static String bare(String name, StoreKind kind) {
        char first = name.charAt(0);
        if (first == '"' || first == '`') {
            String quote = String.valueOf(first);
            return name.substring(1, name.length() - 1).replace(quote + quote, quote);
        }
        return kind == StoreKind.POSTGRESQL ? name.toLowerCase(Locale.ROOT) : name;
    }
}
