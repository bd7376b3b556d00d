package dev.datamig.anonymizer.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.anonymizer.TestSchemas;
import dev.datamig.anonymizer.classify.DataClass;
import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.contracts.schema.ColumnSchema;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Masks of single columns, for tests. */
final class Masks {

    static final MaskingKey KEY = new MaskingKey("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));
    static final MaskingKey OTHER_KEY =
            new MaskingKey("fedcba9876543210fedcba9876543210".getBytes(StandardCharsets.UTF_8));

    private Masks() {}

    static Target target(String column, boolean unique, @Nullable DataClass dataClass, String domain) {
        ColumnSchema schema = TestSchemas.column(column);
        Integer max = schema.maxLength();
        return new Target(
                TestSchemas.table(
                        "ids:public.person",
                        List.of(column, "person_id int", "zip text", "city text", "state text"),
                        ""),
                schema,
                dataClass,
                new Domain(domain, unique, max == null ? 0 : max),
                unique);
    }

    static Mask mask(MaskingKey key, Target target, String strategy, Map<String, String> params) {
        Strategy found = Strategies.named(strategy).orElseThrow();
        var checked = new Params(params);
        assertThat(found.problems(target, checked)).isEmpty();
        return found.mask(target, checked, Tools.of(key, NoTexts.INSTANCE));
    }

    static Object cell(String column, String text) {
        return switch (TestSchemas.column(column).physical()) {
            case INT32 -> Integer.valueOf(text);
            case INT64 -> Long.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case DATE -> (int) java.time.LocalDate.parse(text).toEpochDay();
            case TIMESTAMP, TIMESTAMPTZ ->
                java.time.LocalDateTime.parse(text).toEpochSecond(java.time.ZoneOffset.UTC) * 1_000_000L;
            default -> text.getBytes(StandardCharsets.UTF_8);
        };
    }

    static String text(String column, @Nullable Object cell) {
        return switch (cell) {
            case null -> "NULL";
            case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
            case Integer day
            when TestSchemas.column(column).baseType().equals("date") ->
                java.time.LocalDate.ofEpochDay(day).toString();
            case Long micros
            when TestSchemas.column(column).baseType().startsWith("timestamp") ->
                java.time.LocalDateTime.ofEpochSecond(micros / 1_000_000, 0, java.time.ZoneOffset.UTC)
                        .toString();
            default -> cell.toString();
        };
    }

    /** A row whose other columns have these values. */
    static Row row(String... namesAndValues) {
        var values = new HashMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Row() {
            @Override
            public @Nullable String text(String column) {
                return values.get(column);
            }

            @Override
            public void replaced(Proof proof, String original) {}
        };
    }

    /** Redactors that shout, to see that they were asked. */
    enum NoTexts implements Tools.Texts {
        INSTANCE;

        @Override
        public Tools.Rewriter text(Target target, boolean allDates) {
            return (text, row) -> "text:" + text;
        }

        @Override
        public Tools.Rewriter sweep(Target target, boolean allNumbers, Tools.SweptNames names) {
            return (text, row) -> "swept:" + text;
        }

        @Override
        public Tools.Rewriter json(Target target, boolean allDates) {
            return (text, row) -> "json:" + text;
        }

        @Override
        public Tools.Rewriter composite(Target target, boolean allDates) {
            return (text, row) -> "composite:" + text;
        }
    }
}
