package dev.datamig.anonymizer.masking;

import dev.datamig.anonymizer.policy.ColumnPlan;
import dev.datamig.anonymizer.policy.TablePlan;
import dev.datamig.anonymizer.transform.Ahead;
import dev.datamig.anonymizer.transform.Mask;
import dev.datamig.anonymizer.transform.Proof;
import dev.datamig.anonymizer.transform.Row;
import dev.datamig.contracts.outcome.ColumnTally;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Masks the rows of a table's batches, one batch after the other, and counts. Cells of columns without a mask are not looked at.
 * Not for several threads.
 */
public final class TableMasker {

    private final ColumnMasker[] columns;
    private final Map<String, Integer> positions = new HashMap<>();
    private final CurrentRow current;
    private final Set<String> open;
    private final List<String> names;
    private final @Nullable RowFit rows;

    /**
     * @param masks makes the mask of a column
     * @param rows sees to conditions on whole rows; absent where there are none
     */
    public TableMasker(TablePlan plan, Function<ColumnPlan, Mask> masks, @Nullable RowFit rows) {
        this.rows = rows;
        int n = plan.columns().size();
        this.columns = new ColumnMasker[n];
        this.current = new CurrentRow(n);
        this.open = plan.open();
        this.names = plan.columns().stream().map(ColumnPlan::column).toList();
        for (int i = 0; i < n; i++) {
            ColumnPlan column = plan.columns().get(i);
            positions.put(column.column(), i);
            columns[i] = new ColumnMasker(column, i, column.untouched() ? null : masks.apply(column));
        }
    }

    /** The columns that have to be looked at before the batch is masked; none as a rule. */
    public Set<String> ahead() {
        var out = new HashSet<String>();
        for (int i = 0; i < columns.length; i++) {
            Ahead mask = columns[i].ahead();
            if (mask != null) {
                out.add(names.get(i));
                out.addAll(mask.columns());
            }
        }
        return out;
    }

    /** Looks through a batch for those masks that want to have seen it. @param rows each row of it, in order */
    public void look(Iterable<@Nullable Object[]> rows) {
        var seen = new HashMap<Integer, Seen>();
        for (@Nullable Object[] row : rows) {
            for (int i = 0; i < columns.length; i++) {
                Ahead mask = columns[i].ahead();
                Object cell = row[i];
                if (mask != null && cell != null) {
                    Seen of = seen.computeIfAbsent(i, column -> new Seen(new ArrayList<>(), new ArrayList<>()));
                    of.cells().add(cell);
                    of.groups().add(mask.group(name -> plain(row, name)));
                }
            }
        }
        for (int i = 0; i < columns.length; i++) {
            Ahead mask = columns[i].ahead();
            if (mask != null) {
                Seen of = seen.getOrDefault(i, new Seen(List.of(), List.of()));
                mask.look(of.cells(), of.groups());
            }
        }
    }

    /** Values of a column that are not NULL and the groups that they belong to. */
    private record Seen(List<Object> cells, List<String> groups) {}

    private @Nullable String plain(@Nullable Object[] row, String name) {
        Integer at = positions.get(name);
        Object cell = at == null ? null : row[at];
        return cell == null || at == null ? null : TextForm.of(columns[at].physical(), cell);
    }

    /** Begins a batch: counts are zero again. @param sink takes the originals' fingerprints */
    public Batch begin(ProofSink sink) {
        for (ColumnMasker column : columns) {
            column.reset();
        }
        return new Batch(sink);
    }

    /** A batch being masked. */
    public final class Batch {

        private final ProofSink sink;

        private Batch(ProofSink sink) {
            this.sink = sink;
        }

        /** Replaces the cells of a row, in place. */
        public void mask(@Nullable Object[] cells, long rowNumber) {
            current.begin(cells, sink);
            for (int i = 0; i < columns.length; i++) {
                Object cell = cells[i];
                if (cell != null) {
                    current.column = i;
                    current.masked[i] = columns[i].mask(cell, current, sink);
                }
            }
            if (rows != null) {
                rows.fit(cells, current.masked, current);
            }
            System.arraycopy(current.masked, 0, cells, 0, columns.length);
            sink.endRow(rowNumber);
        }

        /** Notes that a column passed with so many values, unseen. @param column its place */
        public void passed(int column, long values) {
            columns[column].passed(values);
        }

        /** What was done so far, column by column. */
        public List<ColumnTally> tallies() {
            return Arrays.stream(columns).map(ColumnMasker::tally).toList();
        }
    }

    /** The row in hand: originals stay readable until the whole row is masked. */
    private final class CurrentRow implements Row {

        private final @Nullable Object[] masked;
        private @Nullable Object[] cells = new Object[0];
        private @Nullable ProofSink sink;
        private int column;

        CurrentRow(int columns) {
            this.masked = new @Nullable Object[columns];
        }

        void begin(@Nullable Object[] row, ProofSink prints) {
            cells = row;
            sink = prints;
            Arrays.fill(masked, null);
        }

        @Override
        public @Nullable String text(String name) {
            if (!open.contains(name) && positions.containsKey(name)) {
                throw new IllegalStateException("a mask looks at column " + name + " and did not say so");
            }
            Integer at = positions.get(name);
            Object cell = at == null ? null : cells[at];
            return cell == null || at == null ? null : TextForm.of(columns[at].physical(), cell);
        }

        @Override
        public void replaced(Proof proof, String original) {
            if (proof != Proof.NONE && sink != null) {
                sink.add(column, proof, sink.fingerprint(original));
            }
        }
    }
}
