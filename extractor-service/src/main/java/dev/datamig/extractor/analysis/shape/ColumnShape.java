package dev.datamig.extractor.analysis.shape;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column, or a property of nodes or relationships.
 *
 * @param name bare
 * @param type as the catalogue prints it; for properties the types that occur, separated by {@code |}
 * @param plainType the type behind domains with its length or precision
 * @param baseType the same without
 * @param domain the domain's qualified name, absent when the column has none
 * @param nullable whether a row may lack it
 * @param defaultExpression absent when there is none
 * @param generated the expression that computes it, absent when it is not computed
 * @param identity {@code ALWAYS}, {@code BY DEFAULT} or, for a default from a sequence, {@code SEQUENCE}; absent when none
 * @param collation where it is not the type's own
 * @param allowed labels of an enum
 */
public record ColumnShape(
        String name,
        String type,
        String plainType,
        String baseType,
        @Nullable String domain,
        boolean nullable,
        @Nullable String defaultExpression,
        @Nullable String generated,
        @Nullable String identity,
        @Nullable String collation,
        List<String> allowed,
        @Nullable String comment) {

    /** Whether its type is an array in PostgreSQL's catalogue; properties of graphs are never told so. */
    public boolean array() {
        return baseType.startsWith("_") && allowed.isEmpty();
    }

    /** Whether the database fills it when a row does not. */
    public boolean filled() {
        return defaultExpression != null || generated != null || identity != null;
    }
}
