package dev.datamig.validator.proof;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.validator.check.CellText;
import dev.datamig.validator.check.Check;
import dev.datamig.validator.check.Findings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The leak check of a single batch: no replaced cell still holds its original, and no other cell of a row holds an identifying
 * original of the same row. Not for several threads.
 */
public final class OwnCells {

    private final TableId table;
    private final List<ColumnSchema> columns;
    private final Records records;
    private final Prints prints;
    private final long[] unmasked;
    /** For each column, how many cells hold an original of which other column. */
    private final Map<Integer, Map<Integer, Long>> inRow = new TreeMap<>();

    private long values;

    public OwnCells(TableId table, List<ColumnSchema> columns, Records records, Prints prints) {
        this.table = table;
        this.columns = columns;
        this.records = records;
        this.prints = prints;
        this.unmasked = new long[columns.size()];
    }

    public void see(long row, @Nullable Object[] cells) {
        int first = records.first(row, 0);
        int end = records.first(row + 1, 0);
        values += end - first;
        for (int i = 0; i < cells.length && first < end; i++) {
            Object cell = cells[i];
            if (cell != null && columns.get(i).physical() != Physical.BYTES) {
                for (String text : CellText.forms(columns.get(i).physical(), cell)) {
                    see(i, text, first, end);
                    if (columns.get(i).composite()) {
                        fields(i, text, first, end);
                    }
                }
            }
        }
    }

    /** Of a cell that was not replaced only an identifying text can be anything here, so no other needs a fingerprint. */
    private void see(int column, String text, int first, int end) {
        boolean replaced = replaced(column, first, end);
        if (!replaced && !identifies(false, text)) {
            return;
        }
        long print = prints.of(text);
        for (int at = first; at < end; at++) {
            if (records.print(at) != print) {
                continue;
            }
            if (records.column(at) == column) {
                unmasked[column]++;
            } else if (records.kind(at) == Kind.VALUE && (!replaced || identifies(true, text))) {
                inRow.computeIfAbsent(column, c -> new TreeMap<>()).merge(records.column(at), 1L, Long::sum);
            }
            return;
        }
    }

    /** A field may get by accident what was replaced in another; what can be nobody else's stands there only because it was left. */
    private void fields(int column, String value, int first, int end) {
        for (String text : CompositeLeaves.of(columns.get(column), value)) {
            if (Shape.of(text).certain() && !Shape.reserved(text)) {
                see(column, text, first, end);
            }
        }
    }

    /** Whether one of the row's records is of the column. */
    private boolean replaced(int column, int first, int end) {
        for (int at = first; at < end; at++) {
            if (records.column(at) == column) {
                return true;
            }
        }
        return false;
    }

    /** In a replaced cell only what can be nobody else's: replaced names may meet by accident. */
    private static boolean identifies(boolean replaced, String text) {
        Shape shape = Shape.of(text);
        if (replaced) {
            return shape.certain() && !Shape.reserved(text);
        }
        return shape.certain() || shape == Shape.PHRASE || shape == Shape.DIGITS;
    }

    public void report(Findings findings) {
        findings.looked(Check.UNMASKED, values);
        findings.looked(Check.ROW_LEAK, values);
        for (int i = 0; i < columns.size(); i++) {
            findings.error(
                    Check.UNMASKED,
                    table,
                    columns.get(i).name(),
                    unmasked[i],
                    "replaced cells that still hold their original");
        }
        inRow.forEach((column, originals) -> originals.forEach((of, count) -> findings.error(
                Check.ROW_LEAK,
                table,
                columns.get(column).name(),
                count,
                "cells that hold an identifying original of column %s of their row"
                        .formatted(columns.get(of).name()))));
    }
}
