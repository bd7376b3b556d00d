package dev.datamig.extractor.postgres;

import dev.datamig.extractor.catalog.PgColumn;
import dev.datamig.extractor.catalog.PgTable;
import dev.datamig.extractor.catalog.TypeMap;
import java.util.List;
import java.util.Set;

/** Whether two keys that PostgreSQL takes for equal may be written differently. */
final class Spellings {

    /** Types of which each value has one text, beside numbers, strings and enums. */
    private static final Set<String> ONE = Set.of(
            "uuid",
            "bool",
            "bytea",
            "oid",
            "date",
            "timestamp",
            "timestamptz",
            "time",
            "macaddr",
            "macaddr8",
            "bit",
            "varbit",
            "char",
            "inet",
            "cidr",
            "money",
            "pg_lsn",
            "xid8",
            "int4range",
            "int8range",
            "daterange",
            "int4multirange",
            "int8multirange",
            "datemultirange",
            "_int2",
            "_int4",
            "_int8",
            "_uuid",
            "_bool",
            "_date");

    private Spellings() {}

    /** Numbers and padded strings are written differently too, in ways that need no database to be seen through. */
    static boolean vary(PgTable child, List<String> childColumns, PgTable parent, List<String> parentColumns) {
        for (int i = 0; i < childColumns.size(); i++) {
            PgColumn from = child.column(childColumns.get(i)).orElseThrow();
            PgColumn to = parent.column(parentColumns.get(i)).orElseThrow();
            if (vary(from, to)) {
                return true;
            }
        }
        return false;
    }

    static boolean vary(PgColumn from, PgColumn to) {
        String one = from.schema().baseType();
        String other = to.schema().baseType();
        if (TypeMap.text(one) && TypeMap.text(other)) {
            return !from.deterministic() || !to.deterministic();
        }
        if (TypeMap.number(one) && TypeMap.number(other)) {
            return false;
        }
        boolean enums =
                !from.schema().allowed().isEmpty() && !to.schema().allowed().isEmpty();
        return !one.equals(other) || !enums && !ONE.contains(one);
    }
}
