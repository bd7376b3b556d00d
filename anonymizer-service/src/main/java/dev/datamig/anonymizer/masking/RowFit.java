package dev.datamig.anonymizer.masking;

import dev.datamig.anonymizer.constraint.RowCheck;
import dev.datamig.anonymizer.constraint.SqlValue;
import dev.datamig.anonymizer.constraint.Values;
import dev.datamig.anonymizer.policy.ColumnPlan;
import dev.datamig.anonymizer.policy.Constraints;
import dev.datamig.anonymizer.policy.TablePlan;
import dev.datamig.anonymizer.transform.Fit;
import dev.datamig.anonymizer.transform.Mask;
import dev.datamig.anonymizer.transform.Row;
import dev.datamig.anonymizer.transform.UnfitValueException;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that masked rows meet the conditions on several columns that the rows met before. Where they do not, one of the columns gets
 * another replacement, rather one that nothing else depends on; so this value follows from its row, not from the value alone.
 * Not for several threads.
 */
public final class RowFit {

    /** How many replacements of a column are tried together with as many of another. */
    private static final int PAIRS = 40;

    private final TablePlan plan;
    private final List<RowCheck> checks;
    private final LocalDateTime now;
    private final Function<ColumnPlan, Misfits> misfits;
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<Integer, Misfits> known = new HashMap<>();

    /** What finds other replacements for a column. @param mask the strategy's own */
    record Misfits(Fit fit, Mask mask) {}

    RowFit(TablePlan plan, List<RowCheck> checks, LocalDateTime now, Function<ColumnPlan, Misfits> misfits) {
        this.plan = plan;
        this.checks = checks;
        this.now = now;
        this.misfits = misfits;
        for (int i = 0; i < plan.columns().size(); i++) {
            places.put(plan.columns().get(i).column(), i);
        }
    }

    /** Changes masked cells in place. @throws UnfitValueException when nothing fits */
    void fit(@Nullable Object[] before, @Nullable Object[] masked, Row row) {
        for (RowCheck check : checks) {
            if (broken(check, masked) && !broken(check, before)) {
                repair(check, before, masked, row);
            }
        }
    }

    private boolean broken(RowCheck check, @Nullable Object[] cells) {
        return Boolean.FALSE.equals(check.condition().holds(new Cells(cells)));
    }

    private boolean sound(@Nullable Object[] before, @Nullable Object[] masked) {
        return checks.stream().noneMatch(check -> broken(check, masked) && !broken(check, before));
    }

    private void repair(RowCheck check, @Nullable Object[] before, @Nullable Object[] masked, Row row) {
        List<Integer> movable = check.columns().stream()
                .map(name -> places.getOrDefault(name, -1))
                .filter(place -> place >= 0 && replaced(before[place], masked[place], place))
                .sorted(Comparator.comparingInt(this::weight))
                .toList();
        boolean done = movable.stream().anyMatch(place -> moved(place, before, masked, row))
                || movable.size() > 1 && movedTogether(movable, before, masked, row);
        if (!done) {
            throw new UnfitValueException(check.where());
        }
    }

    private boolean replaced(@Nullable Object before, @Nullable Object masked, int place) {
        ColumnPlan column = plan.columns().get(place);
        return before != null
                && masked != null
                && !Memo.equal(before, masked)
                && Constraints.varies(column.target())
                && !Constraints.sameForAll(column.strategy());
    }

    /** What others hold too is changed last. */
    private int weight(int place) {
        ColumnPlan column = plan.columns().get(place);
        return column.target().unique() ? 2 : column.found().dataClass() == null ? 0 : 1;
    }

    private boolean moved(int place, @Nullable Object[] before, @Nullable Object[] masked, Row row) {
        Object fake = masked[place];
        Predicate<Object> fits = candidate -> {
            masked[place] = candidate;
            boolean sound = sound(before, masked);
            masked[place] = fake;
            return sound;
        };
        Optional<Object> found = others(place, before, fake, row, fits).findFirst();
        found.ifPresent(candidate -> masked[place] = candidate);
        return found.isPresent();
    }

    private boolean movedTogether(List<Integer> places, @Nullable Object[] before, @Nullable Object[] masked, Row row) {
        int first = places.get(0);
        Object fake = masked[first];
        List<Object> candidates =
                others(first, before, fake, row, candidate -> true).limit(PAIRS).toList();
        for (Object candidate : candidates) {
            masked[first] = candidate;
            if (moved(places.get(1), before, masked, row)) {
                return true;
            }
        }
        masked[first] = fake;
        return false;
    }

    private Stream<Object> others(
            int place, @Nullable Object[] before, @Nullable Object fake, Row row, Predicate<Object> fits) {
        Object original = before[place];
        if (original == null || fake == null) {
            return Stream.empty();
        }
        Misfits of = of(place);
        return of.fit().others(original, fake, of.mask(), row, fits);
    }

    private Misfits of(int place) {
        return known.computeIfAbsent(place, at -> misfits.apply(plan.columns().get(at)));
    }

    /** The cells of a row by name. */
    private final class Cells implements Values {

        private final @Nullable Object[] cells;

        Cells(@Nullable Object[] cells) {
            this.cells = cells;
        }

        @Override
        public @Nullable Object column(String name) {
            Integer place = places.get(name);
            return place == null
                    ? null
                    : SqlValue.of(plan.columns().get(place).target().column(), cells[place]);
        }

        @Override
        public LocalDateTime now() {
            return now;
        }
    }
}
