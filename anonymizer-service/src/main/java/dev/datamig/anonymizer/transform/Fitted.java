package dev.datamig.anonymizer.transform;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Masks whose answers the constraints of their value space take. */
public final class Fitted {

    private Fitted() {}

    /** Whether a column has several values of the value space in a cell. */
    public static boolean severalValues(Target target) {
        return switch (target.shape()) {
            case TEXT_ARRAY, NUMBER_ARRAY, ANY -> true;
            default -> false;
        };
    }

    /**
     * @param fits makes what finds fitting replacements for a column
     * @param masks makes the same strategy's mask for another column of the value space
     */
    public static Mask of(Mask mask, Target target, Function<Target, Fit> fits, Function<Target, Mask> masks) {
        if (severalValues(target)) {
            Target element = element(target);
            Fit fit = fits.apply(element);
            if (fit.free()) {
                return mask;
            }
            UnaryOperator<String> each = text(fit, masks.apply(element));
            return Cells.text(target.column(), each);
        }
        Fit fit = fits.apply(target);
        if (fit.free()) {
            return mask;
        }
        Mask fitted = fit.around(mask);
        return mask instanceof Ahead ahead ? new AheadFitted(ahead, fitted) : fitted;
    }

    /** A function of texts whose answers fit. */
    public static UnaryOperator<String> text(Fit fit, UnaryOperator<String> fakes) {
        return text(fit, (cell, row) -> Cells.utf8(fakes.apply(Cells.text(cell))));
    }

    private static UnaryOperator<String> text(Fit fit, Mask mask) {
        Mask fitted = fit.around(mask);
        return value -> {
            Object fake = fitted.mask(Cells.utf8(value), NoRow.INSTANCE);
            return fake == null ? "" : Cells.text(fake);
        };
    }

    /** One of the values of a column that has several in a cell. */
    private static Target element(Target target) {
        ColumnSchema column = target.column();
        var text = new ColumnSchema(
                column.name(), "text", "text", Physical.TEXT, true, false, false, column.maxLength(), List.of(), null);
        return new Target(target.table(), text, target.dataClass(), target.domain(), target.unique());
    }

    /** Values without a row around them. */
    enum NoRow implements Row {
        INSTANCE;

        @Override
        public @Nullable String text(String column) {
            return null;
        }

        @Override
        public void replaced(Proof proof, String original) {
            // whole values are noted by whoever has the cell
        }
    }

    /** Sums give way where a value has to fit. */
    private record AheadFitted(Ahead ahead, Mask fitted) implements Ahead {

        @Override
        public Set<String> columns() {
            return ahead.columns();
        }

        @Override
        public void look(List<Object> cells, List<String> groups) {
            ahead.look(cells, groups);
        }

        @Override
        public String group(Function<String, @Nullable String> column) {
            return ahead.group(column);
        }

        @Override
        public @Nullable Object mask(Object cell, Row row) {
            return fitted.mask(cell, row);
        }
    }
}
