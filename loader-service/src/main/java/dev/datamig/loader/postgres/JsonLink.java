package dev.datamig.loader.postgres;

import dev.datamig.contracts.landscape.JsonReference;
import dev.datamig.contracts.schema.TableId;
import java.util.List;

/**
 * Keys of another table inside a JSON column, or in a column that is an array of keys.
 *
 * @param path names of members, {@link JsonReference#EACH} for every element of an array
 */
record JsonLink(LoadTable child, TargetColumn column, List<String> path, TableId parent, String parentColumn) {

    /** What the column's contents are cast to before keys are replaced, and compared as. */
    String form() {
        return column.array() ? "text" : "jsonb";
    }

    /**
     * The column's contents with the keys replaced, as an expression.
     *
     * @param contents the contents so far, an expression of the type that {@link #form} names
     * @param pairs a table of old and new keys with columns o1 and n1
     */
    String replaced(String contents, String pairs) {
        return column.array() ? elements(contents, pairs) : step(contents, path, pairs, 0);
    }

    /** An array as PostgreSQL writes it: bounds, braces, commas and NULLs stay, whatever its dimensions. */
    private static String elements(String array, String pairs) {
        return """
                (select string_agg(case when t.w[1] in ('{', '}', ',', 'NULL') then t.w[1] else coalesce(
                    (select substr(array[m.n1::text]::text, 2, length(array[m.n1::text]::text) - 2) from %1$s m
                      where m.o1::text = case when t.w[1] like '"%%' then regexp_replace(substr(t.w[1], 2, length(t.w[1]) - 2), '\\\\(.)', '\\1', 'g')
                        else t.w[1] end limit 1), t.w[1]) end, '' order by t.i)
                  from regexp_matches(%2$s, '"(?:[^"\\\\]|\\\\.)*"|[^{},"]+|[{},]', 'g') with ordinality t (w, i))""".formatted(pairs, array);
    }

    private static String step(String value, List<String> rest, String pairs, int depth) {
        String x = "x" + depth;
        if (rest.isEmpty()) {
            return """
                    (select coalesce((select case when jsonb_typeof(%1$s.v) = 'string' then to_jsonb(m.n1::text)
                        when m.n1::text ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?$' then m.n1::text::jsonb else to_jsonb(m.n1) end
                      from %2$s m where m.o1::text = %1$s.v #>> '{}' limit 1), %1$s.v) from (select %3$s as v) %1$s)""".formatted(x, pairs, value);
        }
        List<String> further = rest.subList(1, rest.size());
        if (rest.get(0).equals(JsonReference.EACH)) {
            return """
                    (select case jsonb_typeof(%1$s.v) when 'array' then coalesce((select jsonb_agg(%2$s order by e%3$d.i)
                      from jsonb_array_elements(%1$s.v) with ordinality e%3$d (v, i)), '[]'::jsonb) else %1$s.v end
                      from (select %4$s as v) %1$s)""".formatted(x, step("e" + depth + ".v", further, pairs, depth + 1), depth, value);
        }
        String member = Names.literal(rest.get(0));
        return """
                (select case when jsonb_typeof(%1$s.v) = 'object' and %1$s.v -> %2$s is not null
                  then jsonb_set(%1$s.v, array[%2$s], %3$s) else %1$s.v end from (select %4$s as v) %1$s)""".formatted(x, member, step(x + ".v -> " + member, further, pairs, depth + 1), value);
    }
}
