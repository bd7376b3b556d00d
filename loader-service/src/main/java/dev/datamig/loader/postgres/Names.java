package dev.datamig.loader.postgres;

import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Writes names and lists of names into SQL. */
final class Names {

    private static final int TOLD = 4;

    private Names() {}

    /** Always quoted: right for every name, reserved or not. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** The name that was quoted. */
    static String bare(String quoted) {
        return quoted.substring(1, quoted.length() - 1).replace("\"\"", "\"");
    }

    /** The names that were quoted. */
    static List<String> bare(List<String> quoted) {
        return quoted.stream().map(Names::bare).toList();
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    static String list(Collection<String> columns) {
        return each(columns, UnaryOperator.identity(), ", ");
    }

    /** {@code s."a", s."b"} */
    static String of(String alias, Collection<String> columns) {
        return each(columns, column -> alias + "." + column, ", ");
    }

    /** {@code s."a" = t."a" and s."b" = t."b"} */
    static String equal(String left, String right, Collection<String> columns) {
        return each(columns, column -> left + "." + column + " = " + right + "." + column, " and ");
    }

    static String pairs(String left, List<String> leftColumns, String right, List<String> rightColumns) {
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < leftColumns.size(); i++) {
            sql.append(i == 0 ? "" : " and ")
                    .append(left)
                    .append('.')
                    .append(leftColumns.get(i))
                    .append(" = ")
                    .append(right)
                    .append('.')
                    .append(rightColumns.get(i));
        }
        return sql.toString();
    }

    /** Tables for a message: the first few, and how many more there are. */
    static String some(List<String> tables) {
        return tables.size() <= TOLD
                ? String.join(" and ", tables)
                : String.join(" and ", tables.subList(0, TOLD)) + " and " + (tables.size() - TOLD)
                        + " more that refer to each other";
    }

    static String each(Collection<String> columns, UnaryOperator<String> form, String between) {
        return columns.stream().map(form).collect(Collectors.joining(between));
    }
}
