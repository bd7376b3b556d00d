package dev.datamig.contracts.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A table's name as a person writes it in SQL, taken apart: unquoted parts in lower case, quoted ones as they are.
 *
 * @param schema absent when only the table is named
 * @param table the bare name
 */
public record SqlName(@Nullable String schema, String table) {

    /** Reads {@code schema.table}, {@code "Odd Schema"."T"} or {@code table}. */
    public static SqlName parse(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                if (quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    part.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == '.' && !quoted) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(quoted ? String.valueOf(c) : String.valueOf(c).toLowerCase(Locale.ROOT));
            }
        }
        parts.add(part.toString());
        return parts.size() == 1
                ? new SqlName(null, parts.get(0))
                : new SqlName(parts.get(0), String.join(".", parts.subList(1, parts.size())));
    }

    /** The name in double quotes, quotes inside doubled: right for every name. */
    public static String quote(String bare) {
        return '"' + bare.replace("\"", "\"\"") + '"';
    }

    /** Whether this names the table of a name that has a schema; without a schema of its own it does so in every one. */
    public boolean names(SqlName full) {
        return table.equals(full.table) && (schema == null || schema.equals(full.schema));
    }
}
