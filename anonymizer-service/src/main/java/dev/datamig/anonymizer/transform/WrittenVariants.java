package dev.datamig.anonymizer.transform;

import dev.datamig.contracts.schema.ColumnSchema;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Other texts in a value space that has columns of numbers: what is such a number goes the way that it goes in these columns, so that a key and
 * what refers to it stay the same whatever each is kept as.
 *
 * @param column of texts; those of a {@code char(n)} are filled up with blanks, which are no part of the number
 * @param domain the value space, which says what is a number
 */
record WrittenVariants(ColumnSchema column, Domain domain, Variants numbers, Variants texts) implements Variants {

    @Override
    public Stream<Object> of(Object cell, Object fake, Mask mask, Row row, Predicate<Object> fits) {
        return isNumber(cell)
                ? numbers.of(bare(cell), bare(fake), bare(mask), row, fits).map(this::kept)
                : texts.of(cell, fake, mask, row, fits);
    }

    @Override
    public boolean confined(Object cell, Predicate<Object> fits) {
        return isNumber(cell) ? numbers.confined(bare(cell), fits) : texts.confined(cell, fits);
    }

    @Override
    public @Nullable Object before(Object fake, Mask back, Row row, Predicate<Object> fits) {
        if (!isNumber(fake)) {
            return texts.before(fake, back, row, fits);
        }
        Object original = numbers.before(bare(fake), bare(back), row, fits);
        return original == null ? null : kept(original);
    }

    private boolean isNumber(Object cell) {
        return domain.number(Cells.text(bare(cell)));
    }

    private Mask bare(Mask mask) {
        return (cell, row) -> {
            Object fake = mask.mask(cell, row);
            return fake == null ? null : bare(fake);
        };
    }

    private Object bare(Object cell) {
        return column.baseType().equals("bpchar") ? Cells.utf8(Cells.text(cell).stripTrailing()) : cell;
    }

    private Object kept(Object number) {
        return Cells.utf8(Cells.fitting(column, Cells.text(number)));
    }
}
