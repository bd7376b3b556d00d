package dev.datamig.extractor.catalog;

/**
 * SQL of the landscape with every {@code :district} outside of strings, quoted names and comments replaced by {@code ?}.
 *
 * @param sql what a prepared statement takes
 * @param parameters how many times the district's id has to be bound
 */
public record BoundSql(String sql, int parameters) {

    private static final String NAME = ":district";

    public static BoundSql of(String sql) {
        StringBuilder out = new StringBuilder();
        int parameters = 0;
        for (int i = 0; i < sql.length(); ) {
            int end = opaque(sql, i);
            if (end > i) {
                out.append(sql, i, end);
                i = end;
            } else if (isParameter(sql, i)) {
                out.append('?');
                parameters++;
                i += NAME.length();
            } else if (sql.charAt(i) == '?') {
                out.append("??");
                i++;
            } else {
                out.append(sql.charAt(i++));
            }
        }
        return new BoundSql(out.toString(), parameters);
    }

    private static boolean isParameter(String sql, int at) {
        int end = at + NAME.length();
        return sql.startsWith(NAME, at)
                && (at == 0 || sql.charAt(at - 1) != ':')
                && (end == sql.length() || !Character.isJavaIdentifierPart(sql.charAt(end)));
    }

    /** Where the string, quoted name or comment that begins here ends; {@code at} when none begins here. */
    private static int opaque(String sql, int at) {
        char c = sql.charAt(at);
        if (c == '\'' || c == '"') {
            int end = sql.indexOf(c, at + 1);
            return end < 0 ? sql.length() : end + 1;
        }
        if (sql.startsWith("--", at)) {
            int end = sql.indexOf('\n', at);
            return end < 0 ? sql.length() : end;
        }
        if (sql.startsWith("/*", at)) {
            int end = sql.indexOf("*/", at + 2);
            return end < 0 ? sql.length() : end + 2;
        }
        return at;
    }
}
