package dev.datamig.anonymizer.masking;

import dev.datamig.anonymizer.classify.ColumnShape;
import dev.datamig.anonymizer.classify.DataClass;
import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.persona.PersonNames;
import dev.datamig.anonymizer.policy.ColumnPlan;
import dev.datamig.anonymizer.policy.RunPlan;
import dev.datamig.anonymizer.policy.TablePlan;
import dev.datamig.anonymizer.redact.CompositeRedactor;
import dev.datamig.anonymizer.redact.Fakes;
import dev.datamig.anonymizer.redact.JsonRedactor;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
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
            var paths = new ArrayList<JsonRedactor.PathMask>();
            var classes = new HashMap<List<String>, DataClass>();
            for (ColumnPlan column : table.columns()) {
                if (column.column().equals(target.column().name())) {
                    column.paths().forEach(path -> paths.add(path(path)));
                    classes.putAll(MaskFactory.untelling(column));
                }
            }
            return new JsonRedactor(TextRedactor.telling(fakes), fakes, paths, classes, true);
        }

        private JsonRedactor.PathMask path(ColumnPlan.PathPlan path) {
            return new JsonRedactor.PathMask(
                    path.path(),
                    inside(path),
                    false,
                    path.target().dataClass(),
                    path.strategy().proof(path.target(), path.params()),
                    MaskFactory.fullName(path));
        }

        @Override
        public Rewriter composite(Target target, boolean allDates) {
            TextRedactor texts = TextRedactor.telling(fakes);
            var documents = new JsonRedactor(texts, fakes, List.of(), Map.of(), true);
            var fields = new HashMap<List<String>, CompositeRedactor.FieldMask>();
            for (ColumnPlan column : table.columns()) {
                if (column.column().equals(target.column().name())) {
                    column.paths().forEach(path -> fields.putIfAbsent(path.path(), field(path, documents)));
                }
            }
            String where = target.table().id() + "(" + target.column().name() + ")";
            return new CompositeRedactor(where, target.column(), fields, texts, documents);
        }

        private CompositeRedactor.FieldMask field(ColumnPlan.PathPlan path, Rewriter documents) {
            boolean document = ColumnShape.of(path.target().column()) == ColumnShape.JSON;
            Rewriter mask = document && path.strategy() == Strategies.REDACT ? documents : inside(path);
            return new CompositeRedactor.FieldMask(
                    mask::rewrite,
                    path.target().dataClass(),
                    path.strategy().proof(path.target(), path.params()),
                    MaskFactory.fullName(path));
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
