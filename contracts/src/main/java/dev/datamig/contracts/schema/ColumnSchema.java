package dev.datamig.contracts.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One column of a table, one property of a node or relationship, or one key part of a relationship's end.
 *
 * @param name the bare name, unquoted, as the catalog has it; a relationship's ends are {@code start.<property>} and
 *     {@code end.<property>}
 * @param sourceType the source's type as its catalog prints it ({@code character varying(20)}, {@code numeric(10,2)}); for
 *     graphs {@code neo4j:string}, {@code neo4j:integer}, {@code neo4j:float}, {@code neo4j:boolean}, or {@code neo4j:any} (JSON
 *     {@code {"t": type, "v": value}} as text) where a property's type is none of these or varies
 * @param baseType the type behind domains, without length ({@code text}, {@code int4}, {@code jsonb}, {@code _text} for an array)
 * @param physical how the values travel
 * @param nullable whether the source admits NULL (for graphs: always, but key parts)
 * @param generated the database computes the value ({@code GENERATED ALWAYS AS (…) STORED}); such a column is not copied
 * @param identity an identity column (of either kind) or one whose default draws from a sequence
 * @param maxLength characters at most ({@code varchar(n)}, {@code char(n)}, a domain's), absent when unlimited
 * @param allowed the labels of an enum, empty for other types
 * @param comment the column's comment in the source, absent when none, and wherever it is not needed to judge the column: administrators write
 *     what they like there, so that it travels encrypted beside the samples alone
 * @param fields of a composite type, or of the one that an array (or a domain) is of: what stands in its text form, in this order; empty for
 *     all other types. Their {@code physical} says how such values would travel as columns
 */
public record ColumnSchema(
        String name,
        String sourceType,
        String baseType,
        Physical physical,
        boolean nullable,
        boolean generated,
        boolean identity,
        @Nullable Integer maxLength,
        List<String> allowed,
        @Nullable String comment,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ColumnSchema> fields) {

    /** A column whose values have no fields. */
    public ColumnSchema(
            String name,
            String sourceType,
            String baseType,
            Physical physical,
            boolean nullable,
            boolean generated,
            boolean identity,
            @Nullable Integer maxLength,
            List<String> allowed,
            @Nullable String comment) {
        this(
                name,
                sourceType,
                baseType,
                physical,
                nullable,
                generated,
                identity,
                maxLength,
                allowed,
                comment,
                List.of());
    }

    /** The same column with fields. */
    public ColumnSchema with(List<ColumnSchema> parts) {
        return new ColumnSchema(
                name,
                sourceType,
                baseType,
                physical,
                nullable,
                generated,
                identity,
                maxLength,
                allowed,
                comment,
                List.copyOf(parts));
    }

    /**
     * The same column with other comments, also of its fields.
     *
     * @param comments what to put under a path: the column's name, and those of fields inside it
     */
    public ColumnSchema commented(Function<List<String>, @Nullable String> comments) {
        return commented(List.of(), comments);
    }

    private ColumnSchema commented(List<String> above, Function<List<String>, @Nullable String> comments) {
        List<String> path = Stream.concat(above.stream(), Stream.of(name)).toList();
        return new ColumnSchema(
                name,
                sourceType,
                baseType,
                physical,
                nullable,
                generated,
                identity,
                maxLength,
                allowed,
                comments.apply(path),
                fields.stream().map(field -> field.commented(path, comments)).toList());
    }

    /** Whether the values are rows of fields, or lists of such. */
    public boolean composite() {
        return !fields.isEmpty();
    }
}
