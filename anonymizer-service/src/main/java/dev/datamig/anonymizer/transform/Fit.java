package dev.datamig.anonymizer.transform;

import dev.datamig.anonymizer.constraint.ColumnCheck;
import dev.datamig.anonymizer.constraint.SqlValue;
import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.contracts.schema.ColumnSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds replacements that the constraints of all columns of a value space take. What the original meets, its replacement has to meet,
 * whichever of the columns it stands in: so the answer is the same in all of them. Not for several threads.
 */
public final class Fit {

    private final ColumnSchema column;
    private final List<ColumnCheck> checks;
    private final Variants variants;

    /**
     * @param permutes whether the masks are permutations of values of one shape
     * @param checks of all columns of the target's value space
     */
    public Fit(Target target, Strategy strategy, boolean permutes, MaskingKey key, List<ColumnCheck> checks) {
        this.column = target.column();
        this.checks = checks.stream()
                .filter(check -> !permutes || !check.condition().formOnly())
                .toList();
        this.variants = Variants.of(target, strategy.name(), permutes, key, this.checks);
    }

    /** Whether no condition can be broken. */
    public boolean free() {
        return checks.isEmpty();
    }

    /** The mask, with its misfits replaced. */
    Mask around(Mask mask) {
        return (cell, row) -> fitting(mask, cell, row);
    }

    private @Nullable Object fitting(Mask mask, Object cell, Row row) {
        List<ColumnCheck> wanted = wanted(cell);
        if (wanted.isEmpty()) {
            return mask.mask(cell, row);
        }
        Predicate<Object> fits = candidate -> meets(candidate, wanted);
        boolean confined = variants.confined(cell, fits);
        Object fake = mask.mask(cell, row);
        if (fake == null || variants.same(cell, fake) || !confined && fits.test(fake)) {
            return fake;
        }
        return first(cell, variants.of(cell, fake, mask, row, fits), fits);
    }

    private Object first(Object cell, Stream<Object> candidates, Predicate<Object> fits) {
        return candidates
                .filter(candidate -> !variants.same(cell, candidate) && fits.test(candidate))
                .findFirst()
                .orElseThrow(() -> new UnfitValueException(
                        wanted(cell).stream().map(ColumnCheck::where).distinct().collect(Collectors.joining("; "))));
    }

    /** Other replacements that the columns take, the likeliest first, for conditions on whole rows. */
    public Stream<Object> others(Object cell, Object fake, Mask mask, Row row, Predicate<Object> alsoFits) {
        Predicate<Object> fits = candidate -> takes(cell, candidate) && alsoFits.test(candidate);
        return variants.of(cell, fake, mask, row, fits).filter(fits);
    }

    private boolean takes(Object cell, Object candidate) {
        return !variants.same(cell, candidate) && meets(candidate, wanted(cell));
    }

    /**
     * What a fitted permutation made a replacement from.
     *
     * @param back the permutation's inverse
     * @param forward the permutation
     * @return null when that cannot be told
     */
    @Nullable
    Object original(Object fake, Mask back, Mask forward, Row row) {
        List<ColumnCheck> wanted = wanted(fake);
        Predicate<Object> fits = candidate -> meets(candidate, wanted);
        Object original = variants.before(fake, back, row, fits);
        return original != null && variants.same(fake, orNothing(forward, original, row)) ? original : null;
    }

    private Object orNothing(Mask forward, Object original, Row row) {
        try {
            Object again = fitting(forward, original, row);
            return again == null ? original : again;
        } catch (UnfitValueException e) {
            return original;
        }
    }

    private List<ColumnCheck> wanted(Object cell) {
        Object value = SqlValue.of(column, cell);
        int met = 0;
        while (met < checks.size() && Boolean.TRUE.equals(checks.get(met).holds(value))) {
            met++;
        }
        if (met == checks.size()) {
            return checks;
        }
        var out = new ArrayList<>(checks.subList(0, met));
        for (ColumnCheck check : checks.subList(met + 1, checks.size())) {
            if (Boolean.TRUE.equals(check.holds(value))) {
                out.add(check);
            }
        }
        return out;
    }

    private boolean meets(Object candidate, List<ColumnCheck> wanted) {
        Object value = SqlValue.of(column, candidate);
        for (ColumnCheck check : wanted) {
            if (Boolean.FALSE.equals(check.holds(value))) {
                return false;
            }
        }
        return true;
    }
}
