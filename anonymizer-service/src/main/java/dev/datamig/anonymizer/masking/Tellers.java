package dev.datamig.anonymizer.masking;

import dev.datamig.anonymizer.classify.DataClass;
import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.persona.PersonNames;
import dev.datamig.anonymizer.policy.ColumnPlan;
import dev.datamig.anonymizer.policy.RunPlan;
import dev.datamig.anonymizer.policy.TablePlan;
import dev.datamig.anonymizer.redact.Fakes;
import dev.datamig.anonymizer.redact.KnownNames;
import dev.datamig.anonymizer.redact.Sweeper;
import dev.datamig.anonymizer.redact.TextRedactor;
import dev.datamig.anonymizer.transform.Mask;
import dev.datamig.anonymizer.transform.Proof;
import dev.datamig.anonymizer.transform.Row;
import dev.datamig.anonymizer.transform.Strategies;
import dev.datamig.anonymizer.transform.Target;
import dev.datamig.anonymizer.transform.Tools;
import dev.datamig.anonymizer.transform.Tools.Rewriter;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads the texts and documents of a table as the masks will, replaces nothing and says which values in them are somebody's by their form, key or
 * context: what one text tells has to be known in all of them before the first is masked. Not for several threads.
 */
public final class Tellers {

    private static final Rewriter GONE = (value, row) -> "";

    private final TablePlan table;
    private final @Nullable Mask[] masks;
    private final Fakes fakes;

    public Tellers(RunPlan run, TablePlan table, MaskingKey key) {
        var masked = new MaskFactory(run, table, key, KnownNames.NONE);
        var names = new PersonNames(key);
        this.table = table;
        this.fakes = new Fakes(
                key, names, dataClass -> masked.replacesInside(dataClass) ? Optional.of(GONE) : Optional.empty());
        var tools = new Tools(key, names, address -> address, new Texts());
        this.masks = table.columns().stream()
                .map(column -> tells(column) ? column.strategy().mask(column.target(), column.params(), tools) : null)
                .toArray(Mask[]::new);
    }

    /** Whether there may be values of people inside a column's. */
    public static boolean tells(ColumnPlan column) {
        return column.swept() || column.strategy() == Strategies.REDACT;
    }

    /**
     * Reads a row.
     *
     * @param taker gets each value with its class, which is absent when nobody knows
     */
    public void read(@Nullable Object[] cells, BiConsumer<@Nullable DataClass, String> taker) {
        var row = new Telling(taker);
        for (int i = 0; i < masks.length; i++) {
            Mask mask = masks[i];
            if (mask != null && cells[i] instanceof byte[] cell) {
                mask.mask(cell, row);
            }
        }
    }

    private record Telling(BiConsumer<@Nullable DataClass, String> taker) implements Row {

        @Override
        public @Nullable String text(String column) {
            return null;
        }

        @Override
        public void replaced(Proof proof, String original) {}

        @Override
        public void told(@Nullable DataClass dataClass, String original) {
            taker.accept(dataClass, original);
        }
    }

    /** Redactors that tell. */
    private final class Texts implements Tools.Texts {

        @Override
        public Rewriter text(Target target, boolean allDates) {
            return TextRedactor.telling(fakes);
        }

        @Override
        public Rewriter sweep(Target target, boolean allNumbers, Tools.SweptNames names) {
            return new Sweeper(KnownNames.NONE, TextRedactor.telling(fakes), false, Tools.SweptNames.SPOKEN);
        }

        @Override
        public Rewriter json(Target target, boolean allDates) {
            return new InnerMasks(table, fakes).json(target, TextRedactor.telling(fakes), this::inside, null);
        }

        @Override
        public Rewriter sweptJson(
                Target target, boolean allNumbers, Tools.SweptNames names, UnaryOperator<Rewriter> leaf) {
            return new InnerMasks(table, fakes)
                    .json(
                            target,
                            TextRedactor.telling(fakes),
                            this::inside,
                            leaf.apply(sweep(target, allNumbers, names)));
        }

        @Override
        public Rewriter composite(Target target, boolean allDates) {
            return new InnerMasks(table, fakes)
                    .composite(target, TextRedactor.telling(fakes), path -> inside(path)::rewrite);
        }

        private Rewriter inside(ColumnPlan.PathPlan path) {
            if (path.strategy() == Strategies.KEEP) {
                return (value, row) -> value;
            }
            return path.strategy() == Strategies.SWEEP
                    ? sweep(path.target(), false, Tools.SweptNames.SPOKEN)
                    : path.strategy() == Strategies.REDACT ? text(path.target(), false) : GONE;
        }
    }
}
