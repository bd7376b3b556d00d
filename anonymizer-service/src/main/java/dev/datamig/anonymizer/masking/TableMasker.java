package dev.datamig.anonymizer.masking;

import dev.datamig.anonymizer.persona.NameFold;
import dev.datamig.anonymizer.persona.NameText;
import dev.datamig.anonymizer.persona.NameText.Part;
import dev.datamig.anonymizer.policy.ColumnPlan;
import dev.datamig.anonymizer.policy.TablePlan;
import dev.datamig.anonymizer.transform.FakeStrategy;
import dev.datamig.anonymizer.transform.Generator;
import dev.datamig.anonymizer.transform.Mask;
import dev.datamig.anonymizer.transform.Proof;
import dev.datamig.anonymizer.transform.Row;
import dev.datamig.contracts.outcome.ColumnTally;
import dev.datamig.contracts.schema.Physical;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Masks the rows of one batch and counts. Cells of columns without a mask are not looked at. Not for several threads. */
public final class TableMasker {

    private final TablePlan plan;
    private final @Nullable Mask[] masks;
    private final Proof[] proofs;
    private final long[] values;
    private final long[] replaced;
    private final Map<String, Integer> positions = new HashMap<>();
    private final ProofSink sink;
    private final CurrentRow current;

    /**
     * @param masks makes the mask of a column
     * @param sink takes the originals
     */
    public TableMasker(TablePlan plan, Function<ColumnPlan, Mask> masks, ProofSink sink) {
        int n = plan.columns().size();
        this.plan = plan;
        this.masks = new Mask[n];
        this.proofs = new Proof[n];
        this.values = new long[n];
        this.replaced = new long[n];
        this.sink = sink;
        this.current = new CurrentRow(n);
        for (int i = 0; i < n; i++) {
            ColumnPlan column = plan.columns().get(i);
            positions.put(column.column(), i);
            this.proofs[i] = column.strategy().proof(column.target(), column.params());
            this.masks[i] = column.untouched() ? null : masks.apply(column);
        }
    }

    /** Replaces the cells of a row, in place. */
    public void mask(@Nullable Object[] cells, long rowNumber) {
        current.begin(cells, rowNumber);
        for (int i = 0; i < masks.length; i++) {
            Object cell = cells[i];
            if (cell == null) {
                continue;
            }
            values[i]++;
            Mask mask = masks[i];
            if (mask != null) {
                current.at(i);
                put(cells, i, cell, mask.mask(cell, current));
            }
        }
        current.end(cells);
    }

    private void put(@Nullable Object[] cells, int i, Object original, @Nullable Object fake) {
        if (same(original, fake)) {
            return;
        }
        replaced[i]++;
        current.pending[i] = fake;
        current.changed[i] = true;
        prove(i, original);
    }

    private void prove(int i, Object original) {
        if (proofs[i] == Proof.NONE) {
            return;
        }
        ColumnPlan column = plan.columns().get(i);
        String text = TextForm.of(column.target().column().physical(), original);
        if (isFullName(column)) {
            sink.replaced(current.number, column.column(), Proof.VALUE, text);
        }
        if (proofs[i] == Proof.NAME) {
            for (NameText.Word word : NameText.words(text)) {
                String spoken = text.substring(word.start(), word.end());
                if (word.part() != Part.STAYS && NameFold.of(spoken).length() > 1) {
                    sink.replaced(current.number, column.column(), Proof.NAME, spoken);
                }
            }
        } else {
            sink.replaced(current.number, column.column(), proofs[i], text);
        }
    }

    private static boolean isFullName(ColumnPlan column) {
        return column.strategy().name().equals("fake")
                && FakeStrategy.generator(column.target(), column.params()) == Generator.FULL_NAME;
    }

    private static boolean same(Object original, @Nullable Object fake) {
        return fake == original
                || (original instanceof byte[] a && fake instanceof byte[] b
                        ? Arrays.equals(a, b)
                        : original.equals(fake));
    }

    /** What was done so far, column by column. */
    public List<ColumnTally> tallies() {
        var out = new ArrayList<ColumnTally>();
        for (int i = 0; i < masks.length; i++) {
            ColumnPlan column = plan.columns().get(i);
            var dataClass = column.found().dataClass();
            out.add(new ColumnTally(
                    column.column(),
                    dataClass == null ? null : dataClass.name(),
                    column.rule(),
                    column.strategy().name(),
                    values[i],
                    replaced[i]));
        }
        return out;
    }

    /** The row in hand: originals stay readable until the whole row is masked. */
    private final class CurrentRow implements Row {

        private @Nullable Object[] cells = new Object[0];
        private final @Nullable Object[] pending;
        private final boolean[] changed;
        private long number;
        private int column;

        CurrentRow(int columns) {
            this.pending = new Object[columns];
            this.changed = new boolean[columns];
        }

        void begin(@Nullable Object[] row, long rowNumber) {
            cells = row;
            number = rowNumber;
            Arrays.fill(changed, false);
        }

        void at(int index) {
            column = index;
        }

        void end(@Nullable Object[] row) {
            for (int i = 0; i < changed.length; i++) {
                if (changed[i]) {
                    row[i] = pending[i];
                }
            }
        }

        @Override
        public @Nullable String text(String name) {
            Integer at = positions.get(name);
            Object cell = at == null ? null : cells[at];
            return cell == null || at == null ? null : TextForm.of(physical(at), cell);
        }

        private Physical physical(int index) {
            return plan.columns().get(index).target().column().physical();
        }

        @Override
        public void replaced(Proof proof, String original) {
            if (proof != Proof.NONE) {
                sink.replaced(number, plan.columns().get(column).column(), proof, original);
            }
        }
    }
}
