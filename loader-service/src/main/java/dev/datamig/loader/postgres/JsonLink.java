package dev.datamig.loader.postgres;

import dev.datamig.contracts.landscape.JsonReference;
import dev.datamig.contracts.schema.TableId;
import java.util.List;

/**
 * Keys of another table inside a JSON column.
 *
 * @param path names of members, {@link JsonReference#EACH} for every element of an array
 */
record JsonLink(LoadTable child, TargetColumn column, List<String> path, TableId parent, String parentColumn) {

    /**
     * The column's contents with the keys replaced, as an expression.
     *
     * @param jsonb the contents so far, an expression of type jsonb
     * @param pairs a table of old and new keys with columns o1 and n1
     */
    String replaced(String jsonb, String pairs) {
        return step(jsonb, path, pairs, 0);
    }

    private static String step(String value, List<String> rest, String pairs, int depth) {
        String x = "x" + depth;
        if (rest.isEmpty()) {
            return """
                    (select coalesce((select case jsonb_typeof(%1$s.v) when 'string' then to_jsonb(m.n1::text) else to_jsonb(m.n1) end
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
