package dev.datamig.anonymizer.transform;

import dev.datamig.anonymizer.key.Prf;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Noise that keeps sums: within a group each value gives a part of itself to the next one and gets one from the one before, the last
 * gives to the first. What is given is at most half of what either may move, so no value moves further than without. A group of one value
 * cannot keep its sum and hide the value: it gets noise like any other.
 */
final class KeptSums implements Ahead {

    private final Prf prf;
    private final Function<BigDecimal, BigDecimal> most;
    private final Mask alone;
    private final Target target;
    private final @Nullable String by;
    private final BigDecimal largest;
    private @Nullable BigDecimal[] moves = new BigDecimal[0];
    private int at;

    /**
     * @param most how far a value may move
     * @param alone for values that are a group of their own
     * @param by the column whose values make groups; null when a batch is one
     */
    KeptSums(Prf prf, Target target, Function<BigDecimal, BigDecimal> most, Mask alone, @Nullable String by) {
        this.prf = prf;
        this.most = most;
        this.alone = alone;
        this.target = target;
        this.by = by;
        this.largest = BigDecimal.valueOf(
                switch (target.column().baseType()) {
                    case "int2" -> Short.MAX_VALUE;
                    case "int4" -> Integer.MAX_VALUE;
                    default -> Long.MAX_VALUE;
                });
    }

    @Override
    public Set<String> columns() {
        return Optional.ofNullable(by).map(Set::of).orElse(Set.of());
    }

    @Override
    public String group(Function<String, @Nullable String> column) {
        String value = by == null ? null : column.apply(by);
        return value == null ? "" : value;
    }

    @Override
    public void look(List<Object> cells, List<String> groups) {
        moves = new BigDecimal[cells.size()];
        at = 0;
        var members = new LinkedHashMap<String, List<Integer>>();
        var numbers = new ArrayList<@Nullable BigDecimal>();
        for (int i = 0; i < cells.size(); i++) {
            BigDecimal number = number(cells.get(i));
            numbers.add(number);
            if (number != null) {
                members.computeIfAbsent(groups.get(i), ignored -> new ArrayList<>())
                        .add(i);
            }
        }
        members.values().stream().filter(group -> group.size() > 1).forEach(group -> pass(group, numbers));
    }

    /** Each gives to the next. */
    private void pass(List<Integer> group, List<@Nullable BigDecimal> numbers) {
        for (int i = 0; i < group.size(); i++) {
            int from = group.get(i);
            int to = group.get((i + 1) % group.size());
            BigDecimal gift = gift(numbers.get(from), numbers.get(to));
            add(from, gift.negate());
            add(to, gift);
        }
    }

    private void add(int place, BigDecimal move) {
        BigDecimal before = moves[place];
        moves[place] = before == null ? move : before.add(move);
    }

    private BigDecimal gift(@Nullable BigDecimal from, @Nullable BigDecimal to) {
        if (from == null || to == null) {
            return BigDecimal.ZERO;
        }
        BigDecimal limit = half(from).min(half(to));
        double share = prf.number(from.toPlainString() + "/" + to.toPlainString()) / (double) Long.MAX_VALUE * 2 - 1;
        int scale = target.shape() == dev.datamig.anonymizer.classify.ColumnShape.WHOLE
                ? 0
                : Math.max(0, Math.min(from.scale(), to.scale()));
        return limit.multiply(BigDecimal.valueOf(share)).setScale(scale, RoundingMode.DOWN);
    }

    /** Half of how far a value may move; nothing at the very end of the type's range. */
    private BigDecimal half(BigDecimal value) {
        BigDecimal move = most.apply(value);
        return value.abs().add(move).compareTo(largest) > 0
                        && target.shape() == dev.datamig.anonymizer.classify.ColumnShape.WHOLE
                ? BigDecimal.ZERO
                : move.divide(BigDecimal.TWO);
    }

    @Override
    public @Nullable Object mask(Object cell, Row row) {
        BigDecimal move = at < moves.length ? moves[at++] : null;
        if (move == null) {
            return alone.mask(cell, row);
        }
        return switch (cell) {
            case Integer value -> value + move.intValueExact();
            case Long value -> value + move.longValueExact();
            case Float value -> value + move.floatValue();
            case Double value -> value + move.doubleValue();
            case byte[] value -> Numbers.map(value, number -> number.add(move));
            default -> cell;
        };
    }

    private static @Nullable BigDecimal number(Object cell) {
        return switch (cell) {
            case Integer value -> BigDecimal.valueOf(value);
            case Long value -> BigDecimal.valueOf(value);
            case Float value when Float.isFinite(value) -> new BigDecimal(value.toString());
            case Double value when Double.isFinite(value) -> new BigDecimal(value.toString());
            case byte[] value -> decimal(Cells.text(value));
            default -> null;
        };
    }

    private static @Nullable BigDecimal decimal(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null; // NaN and infinity, which no sum has to keep
        }
    }
}
