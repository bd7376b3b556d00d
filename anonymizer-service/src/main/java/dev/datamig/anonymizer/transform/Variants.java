package dev.datamig.anonymizer.transform;

import dev.datamig.anonymizer.constraint.ColumnCheck;
import dev.datamig.anonymizer.key.MaskingKey;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Replacements that may do where a mask's own is refused, those that keep more of what the mask promises first. */
interface Variants {

    /** How often a permutation is asked again about its own answer. */
    int ROUNDS = 2_000;

    /** @param fits what is wanted, for those that look for it step by step */
    Stream<Object> of(Object cell, Object fake, Mask mask, Row row, Predicate<Object> fits);

    /**
     * Whether what fits is so small a part of the values of the original's shape that a permutation of all of them would not come back to it
     * soon. A part of them is then permuted by itself, and the mask's answer is not even taken when it fits by chance: so different
     * originals stay different.
     */
    default boolean confined(Object cell, Predicate<Object> fits) {
        return false;
    }

    /** What a replacement was made from by a permutation; null when that cannot be told. @param back the permutation's inverse */
    default @Nullable Object before(Object fake, Mask back, Row row, Predicate<Object> fits) {
        return null;
    }

    static Variants of(Target target, String strategy, boolean permutes, MaskingKey key, List<ColumnCheck> checks) {
        if (target.temporal()) {
            return new DateVariants(target);
        }
        var numbers = new NumberVariants(target, strategy, permutes, key);
        if (target.numeric()) {
            return numbers;
        }
        var texts = new TextVariants(target, strategy, permutes, key, checks);
        return target.domain().largest() > 0
                ? new WrittenVariants(target.column(), target.domain(), numbers, texts)
                : texts;
    }

    /** Those of each stage, the next one being begun when the one before has no more. */
    static Stream<Object> inTurn(List<Supplier<Stream<Object>>> stages) {
        return stages.stream().flatMap(Supplier::get);
    }

    default boolean same(Object one, Object other) {
        return one instanceof byte[] a && other instanceof byte[] b ? Arrays.equals(a, b) : one.equals(other);
    }

    /**
     * The mask's answer to its own answer, and so on. Where the mask is a permutation this walks along its cycle (Black and Rogaway, 2002),
     * on which the original itself lies: the walk ends, and different originals end at different places.
     */
    default Stream<Object> walk(Object cell, Object fake, Mask mask, Row row, int rounds) {
        return Stream.iterate(fake, last -> {
                    Object next = mask.mask(last, row);
                    return next == null ? cell : next;
                })
                .skip(1)
                .limit(rounds)
                .takeWhile(candidate -> !same(cell, candidate));
    }
}
