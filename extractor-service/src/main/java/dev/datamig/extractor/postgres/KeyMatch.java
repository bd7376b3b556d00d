package dev.datamig.extractor.postgres;

import dev.datamig.extractor.catalog.PgColumn;
import dev.datamig.extractor.closure.KeyTuples;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The question for rows whose columns have one of many values, with the values as bound arrays, one per column. Values come from
 * another store as text; one that cannot be a value of the column's type matches nothing.
 */
record KeyMatch(String sql, List<String> parameters) {

    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}");

    /** From this version on a long list of constants is hashed. */
    private static final int HASHES_LISTS = 140_000;

    /** How a column's values are compared. */
    private enum Form {
        INT2("int2", ""),
        INT4("int4", ""),
        INT8("int8", ""),
        NUMERIC("numeric", ""),
        UUID("uuid", ""),
        TEXT("text", "::text");

        private final String array;
        private final String cast;

        Form(String array, String cast) {
            this.array = array;
            this.cast = cast;
        }

        static Form of(PgColumn column) {
            return switch (column.schema().baseType()) {
                case "int2" -> INT2;
                case "int4" -> INT4;
                case "int8", "oid" -> INT8;
                case "numeric" -> NUMERIC;
                case "uuid" -> UUID;
                default -> TEXT;
            };
        }

        boolean admits(String value) {
            return switch (this) {
                case INT2 -> isBetween(value, Short.MIN_VALUE, Short.MAX_VALUE);
                case INT4 -> isBetween(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
                case INT8 -> isBetween(value, Long.MIN_VALUE, Long.MAX_VALUE);
                case NUMERIC -> isNumber(value);
                case UUID -> KeyMatch.UUID.matcher(value).matches();
                case TEXT -> true;
            };
        }
    }

    static KeyMatch of(PgEnd end, KeyTuples keys, int version) {
        List<Form> forms = end.columns().stream().map(Form::of).toList();
        List<StringBuilder> arrays = new ArrayList<>();
        forms.forEach(form -> arrays.add(new StringBuilder("{")));
        keys.tuples().stream().filter(tuple -> admits(forms, tuple)).forEach(tuple -> append(arrays, tuple));
        List<String> parameters =
                arrays.stream().map(array -> array.append('}').toString()).toList();
        return new KeyMatch(sql(end, forms, version), parameters);
    }

    boolean isEmpty() {
        return parameters.get(0).equals("{}");
    }

    private static String sql(PgEnd end, List<Form> forms, int version) {
        List<String> arrays = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < forms.size(); i++) {
            arrays.add("?::" + forms.get(i).array + "[]");
            names.add("v" + i);
            conditions.add("t." + end.columns().get(i).sql() + forms.get(i).cast + " = v.v" + i);
        }
        String rows = end.when() == null
                ? end.table().own()
                : "(select tableoid, ctid, * from " + end.table().own() + " where "
                        + end.whenOrTrue().replace("?", "??") + ")";
        if (forms.size() == 1 && version >= HASHES_LISTS) {
            return "select t.tableoid::int8, t.ctid::text from " + rows + " t where t."
                    + end.columns().get(0).sql() + forms.get(0).cast + " = any (" + arrays.get(0) + ")";
        }
        return "select t.tableoid::int8, t.ctid::text from " + rows + " t join unnest("
                + String.join(", ", arrays) + ") v (" + String.join(", ", names) + ") on "
                + String.join(" and ", conditions);
    }

    /** The same question with the columns' own types, for keys that were compared outside of the database. */
    static String sql(KeyEnd end, int version) {
        String when = end.when();
        return sql(
                end,
                version,
                "t.tableoid::int8, t.ctid::text",
                Collections.nCopies(end.columns().size(), "?"),
                when == null ? null : when.replace("?", "??"));
    }

    /** For a binary COPY, with the arrays in it: of numbers and uuids only. */
    static String sql(KeyEnd end, int version, List<String> arrays) {
        return sql(
                end,
                version,
                "t.tableoid, t.ctid",
                arrays.stream().map(array -> "'" + array + "'").toList(),
                end.when());
    }

    private static String sql(KeyEnd end, int version, String selected, List<String> values, @Nullable String when) {
        List<String> arrays = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < end.columns().size(); i++) {
            KeyForm form = end.forms().get(i);
            arrays.add(values.get(i) + "::" + form.array(end.columns().get(i)) + "[]");
            names.add("v" + i);
            conditions.add("t." + form.expression(end.columns().get(i)) + " = v.v" + i);
        }
        String rows = when == null
                ? end.relation()
                : "(select tableoid, ctid, * from " + end.relation() + " where (" + when + "))";
        if (arrays.size() == 1 && version >= HASHES_LISTS) {
            return "select " + selected + " from " + rows + " t where t."
                    + end.forms().get(0).expression(end.columns().get(0)) + " = any (" + arrays.get(0) + ")";
        }
        return "select " + selected + " from " + rows + " t join unnest("
                + String.join(", ", arrays) + ") v (" + String.join(", ", names) + ") on "
                + String.join(" and ", conditions);
    }

    private static boolean admits(List<Form> forms, String[] tuple) {
        for (int i = 0; i < tuple.length; i++) {
            if (!forms.get(i).admits(tuple[i])) {
                return false;
            }
        }
        return true;
    }

    private static void append(List<StringBuilder> arrays, String[] tuple) {
        for (int i = 0; i < tuple.length; i++) {
            StringBuilder array = arrays.get(i);
            array.append(array.length() == 1 ? "\"" : ",\"")
                    .append(tuple[i].replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
    }

    private static boolean isBetween(String value, long least, long most) {
        try {
            long number = Long.parseLong(value);
            return number >= least && number <= most;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isNumber(String value) {
        try {
            return new BigDecimal(value).precision() > 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
