package dev.datamig.validator.check;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.TableId;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Holds every cell of one column against what the source's schema says about it. Not for several threads. */
public final class ColumnGuard {

    private final ColumnSchema column;
    private final Set<String> allowed;
    private final @Nullable Predicate<String> syntax;
    private long cells;
    private long nulls;
    private long tooLong;
    private long notAllowed;
    private long malformed;

    public ColumnGuard(ColumnSchema column) {
        this.column = column;
        this.allowed = Set.copyOf(column.allowed());
        this.syntax = column.physical() == Physical.TEXT && column.allowed().isEmpty() ? TextSyntax.of(column) : null;
    }

    public void see(@Nullable Object cell) {
        cells++;
        if (cell == null) {
            if (!column.nullable()) {
                nulls++;
            }
            return;
        }
        if (column.physical() != Physical.TEXT) {
            return;
        }
        byte[] bytes = (byte[]) cell;
        Integer limit = column.maxLength();
        boolean longEnoughToAsk = limit != null && bytes.length > limit;
        if (syntax == null || !plain() || longEnoughToAsk) {
            see(new String(bytes, StandardCharsets.UTF_8), longEnoughToAsk ? limit : null);
        }
    }

    private void see(String text, @Nullable Integer limit) {
        if (limit != null && !column.baseType().startsWith("_") && length(text) > limit) {
            tooLong++;
        }
        if (!allowed.isEmpty() && !column.baseType().startsWith("_") && !allowed.contains(text)) {
            notAllowed++;
        }
        if (syntax != null && !syntax.test(text)) {
            malformed++;
        }
    }

    /** {@code char(n)} is padded with blanks that do not count. */
    private int length(String text) {
        String counted = column.baseType().equals("bpchar") ? text.stripTrailing() : text;
        return counted.codePointCount(0, counted.length());
    }

    /** Types that accept any text. */
    private boolean plain() {
        return switch (column.baseType()) {
            case "text", "varchar", "bpchar", "citext", "name", "neo4j:string" -> true;
            default -> false;
        };
    }

    /** Adds what was found. */
    public void report(TableId table, Findings findings) {
        String name = column.name();
        if (!column.nullable()) {
            findings.looked(Check.NULL, cells);
            findings.error(Check.NULL, table, name, nulls, "NULL in a column that the source declares NOT NULL");
        }
        if (column.maxLength() != null) {
            findings.looked(Check.LENGTH, cells);
            findings.error(
                    Check.LENGTH,
                    table,
                    name,
                    tooLong,
                    "longer than the column's " + column.maxLength() + " characters");
        }
        if (!allowed.isEmpty()) {
            findings.looked(Check.ENUM, cells);
            findings.error(Check.ENUM, table, name, notAllowed, "not a label of " + column.sourceType());
        }
        if (syntax != null) {
            findings.looked(Check.SYNTAX, cells);
            findings.error(Check.SYNTAX, table, name, malformed, "does not have the form of " + column.sourceType());
        }
    }
}
