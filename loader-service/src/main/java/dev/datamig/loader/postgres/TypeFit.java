package dev.datamig.loader.postgres;

import dev.datamig.contracts.schema.ColumnSchema;
import java.util.List;
import java.util.Set;

/** Whether the values of a source's column fit into a target's: all of them, or at least those of a {@code varchar} that are short enough. */
final class TypeFit {

    private static final List<String> INTEGERS = List.of("int2", "int4", "int8", "numeric");
    private static final Set<String> STRINGS = Set.of("text", "varchar", "bpchar", "citext", "name");
    private static final Set<String> UNLIMITED = Set.of("text", "citext");

    private TypeFit() {}

    static boolean fits(ColumnSchema source, TargetColumn target) {
        String from = source.baseType();
        String into = target.base();
        if (STRINGS.contains(from) && STRINGS.contains(into)) {
            return UNLIMITED.contains(into) || into.equals("varchar") || longEnough(source, target);
        }
        if (INTEGERS.contains(from) && INTEGERS.contains(into)) {
            return from.equals("numeric")
                    ? numericFits(source.sourceType(), target.type())
                    : INTEGERS.indexOf(into) >= INTEGERS.indexOf(from)
                            && !target.type().contains("(");
        }
        return from.equals(into)
                || from.equals("float4") && into.equals("float8")
                || !source.allowed().isEmpty() && into.equals("text");
    }

    /** Whether the target admits shorter texts than the source, so that the values themselves have to be looked at. */
    static boolean narrower(ColumnSchema source, TargetColumn target) {
        return STRINGS.contains(source.baseType())
                && STRINGS.contains(target.base())
                && !UNLIMITED.contains(target.base())
                && !longEnough(source, target);
    }

    private static boolean longEnough(ColumnSchema source, TargetColumn target) {
        Integer limit = target.length();
        Integer needed = source.maxLength();
        return limit == null || needed != null && needed <= limit;
    }

    private static boolean numericFits(String source, String target) {
        int[] from = precision(source);
        int[] into = precision(target);
        if (into.length == 0) {
            return true;
        }
        return from.length == 2 && into[1] >= from[1] && into[0] - into[1] >= from[0] - from[1];
    }

    /** Precision and scale; empty when unlimited or behind a domain's name. */
    private static int[] precision(String type) {
        int open = type.indexOf('(');
        if (!type.startsWith("numeric(") || type.endsWith("]")) {
            return new int[0];
        }
        String[] parts = type.substring(open + 1, type.indexOf(')')).split(",");
        return new int[] {Integer.parseInt(parts[0].strip()), parts.length < 2 ? 0 : Integer.parseInt(parts[1].strip())
        };
    }
}
