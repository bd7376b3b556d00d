package dev.datamig.anonymizer.transform;

import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Other texts in a value space that has columns of numbers: what is such a number goes the way that it goes in these columns, so that a key and
 * what refers to it stay the same whatever each is kept as.
 *
 * @param domain the value space, which says what is a number
 */
record WrittenVariants(Domain domain, Variants numbers, Variants texts) implements Variants {

    @Override
    public Stream<Object> of(Object cell, Object fake, Mask mask, Row row, Predicate<Object> fits) {
        return variants(cell).of(cell, fake, mask, row, fits);
    }

    @Override
    public boolean confined(Object cell, Predicate<Object> fits) {
        return variants(cell).confined(cell, fits);
    }

    @Override
    public @Nullable Object before(Object fake, Mask back, Row row, Predicate<Object> fits) {
        return variants(fake).before(fake, back, row, fits);
    }

    private Variants variants(Object cell) {
        return cell instanceof byte[] text && domain.number(Cells.text(text)) ? numbers : texts;
    }
}
