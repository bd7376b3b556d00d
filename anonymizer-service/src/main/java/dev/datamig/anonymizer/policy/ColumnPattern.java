package dev.datamig.anonymizer.policy;

import dev.datamig.contracts.schema.TableKind;
import dev.datamig.contracts.schema.TableSchema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code store:schema.table(column)} with {@code *} as a wildcard in each part, optionally with a path into JSON.
 *
 * @param text as the file has it
 * @param path keys inside a JSON document, {@code *} for any; empty for the column itself
 */
public final class ColumnPattern {

    private static final Pattern FORM = Pattern.compile("^([^:]+):(.+)\\(([^()]+)\\)$", Pattern.DOTALL);
    private static final Pattern STEP = Pattern.compile("\\s*->>?\\s*(?:'((?:[^']|'')*)'|(\\d+))");

    private final String text;
    private final Pattern store;
    private final Pattern table;
    private final Pattern column;
    private final List<String> path;
    private final @Nullable String key;

    private ColumnPattern(String text, String store, String table, String column, List<String> path) {
        this.text = text;
        this.store = wildcard(store);
        this.table = wildcard(table);
        this.column = wildcard(column);
        this.path = List.copyOf(path);
        this.key = table.contains("*") || column.contains("*") ? null : key(table.strip(), column.strip());
    }

    /** The pattern, empty when the text has not the form. */
    public static Optional<ColumnPattern> parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        String inside = form.group(3);
        int arrow = inside.indexOf("->");
        String column = arrow < 0 ? inside : inside.substring(0, arrow);
        var path = new ArrayList<String>();
        if (arrow >= 0) {
            Matcher step = STEP.matcher(inside);
            int at = arrow;
            while (at < inside.length()) {
                if (!step.find(at) || step.start() != at) {
                    return Optional.empty();
                }
                if (step.group(1) != null) {
                    path.add(step.group(1).replace("''", "'"));
                }
                at = step.end();
            }
        }
        return Optional.of(new ColumnPattern(text, form.group(1), bare(form.group(2)), bare(column), path));
    }

    public String text() {
        return text;
    }

    /** Keys inside a JSON document; empty for the column itself. */
    public List<String> path() {
        return path;
    }

    /** Whether a column of the table is meant. */
    public boolean matches(TableSchema of, String columnName) {
        return column.matcher(columnName).matches()
                && store.matcher(of.id().store()).matches()
                && matchesTable(of);
    }

    /** What {@link #keys} has for every column that is meant; empty where a wildcard stands for tables or columns. */
    Optional<String> key() {
        return Optional.ofNullable(key);
    }

    /** The keys of all patterns without a wildcard that may mean the column. */
    static Set<String> keys(TableSchema of, String columnName) {
        var out = new LinkedHashSet<String>();
        out.add(key(bare(of.id().name()), columnName));
        if (of.kind() != TableKind.TABLE) {
            of.labels().forEach(label -> out.add(key(label, columnName)));
        }
        return out;
    }

    private static String key(String table, String column) {
        return folded(table) + '\0' + folded(column);
    }

    /** Equal for what a pattern without regard to case takes for equal. */
    private static String folded(String text) {
        return text.codePoints()
                .map(c -> Character.toLowerCase(Character.toUpperCase(c)))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private boolean matchesTable(TableSchema of) {
        boolean byName = table.matcher(bare(of.id().name())).matches();
        boolean byLabel = of.kind() != TableKind.TABLE
                && of.labels().stream().anyMatch(label -> table.matcher(label).matches());
        return byName || byLabel;
    }

    /** Without the quotes of SQL. */
    private static String bare(String name) {
        return name.strip().replace("\"", "");
    }

    private static Pattern wildcard(String part) {
        var regex = new StringBuilder();
        for (String piece : part.strip().split("\\*", -1)) {
            regex.append(regex.isEmpty() && piece.isEmpty() ? "" : Pattern.quote(piece))
                    .append(".*");
        }
        regex.setLength(regex.length() - 2);
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }
}
