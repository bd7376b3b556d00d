package dev.datamig.anonymizer.transform;

import dev.datamig.anonymizer.key.FormatPreserving;
import dev.datamig.anonymizer.key.MaskingKey;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Other numbers. Of identifying numbers: further along the mask's walk, or among those that begin with the same digits. Of measures: as far
 * to the other side, then nearer and nearer.
 */
final class NumberVariants implements Variants {

    private static final int HALVINGS = 40;
    private static final int DIGITS = 18;
    private static final int NEIGHBOURS = 20;
    private static final int PROBES = 64;
    private static final int FEWEST = 2;

    private final Target target;
    private final boolean measure;
    private final boolean permutes;
    private final FormatPreserving cipher;

    NumberVariants(Target target, String strategy, boolean permutes, MaskingKey key) {
        this.target = target;
        this.measure = strategy.equals("noise") || strategy.equals("generalize");
        this.permutes = permutes;
        this.cipher = key.cipher("fit/" + target.domain().name());
    }

    /** Numbers with the same first digits and so many others behind them. */
    private record Block(long low, long high) {

        boolean has(long number) {
            return low <= number && number <= high;
        }
    }

    @Override
    public Stream<Object> of(Object cell, Object fake, Mask mask, Row row, Predicate<Object> fits) {
        BigDecimal value = number(cell);
        BigDecimal other = number(fake);
        if (value == null || other == null) {
            return Stream.empty();
        }
        if (measure) {
            return Stream.concat(nearer(value, other.subtract(value)), neighbours(value))
                    .map(candidate -> cell(cell, candidate));
        }
        Supplier<Stream<Object>> walk =
                () -> permutes && !confined(cell, fits) ? walk(cell, fake, mask, row, ROUNDS) : Stream.empty();
        return Variants.inTurn(List.of(
                walk,
                () -> beside(cell, value, fits).map(candidate -> cell(cell, candidate)),
                () -> neighbours(value).map(candidate -> cell(cell, candidate))));
    }

    private static Stream<BigDecimal> nearer(BigDecimal value, BigDecimal moved) {
        return Stream.iterate(moved, by -> by.divide(BigDecimal.TWO))
                .limit(HALVINGS)
                .flatMap(by -> Stream.of(value.subtract(by), value.add(by)));
    }

    /** The smallest steps that the column shows. */
    private static Stream<BigDecimal> neighbours(BigDecimal value) {
        BigDecimal step = BigDecimal.ONE.movePointLeft(Math.max(0, value.scale()));
        return IntStream.rangeClosed(1, NEIGHBOURS)
                .mapToObj(i -> step.multiply(BigDecimal.valueOf(i)))
                .flatMap(by -> Stream.of(value.add(by), value.subtract(by)));
    }

    @Override
    public boolean confined(Object cell, Predicate<Object> fits) {
        BigDecimal value = number(cell);
        return permutes && value != null && digits(value) > 0 && !full(cell, value, digits(value), fits);
    }

    /** Permutes the largest block of numbers like this one that has enough of what fits. */
    private Stream<BigDecimal> beside(Object cell, BigDecimal value, Predicate<Object> fits) {
        LongUnaryOperator step = step(cell, value, fits, true);
        return step == null ? Stream.empty() : steps(value, step);
    }

    private static Stream<BigDecimal> steps(BigDecimal value, LongUnaryOperator step) {
        long size = size(value);
        BigDecimal fraction = value.abs().subtract(BigDecimal.valueOf(size));
        return LongStream.iterate(step.applyAsLong(size), step)
                .limit(ROUNDS)
                .takeWhile(candidate -> candidate != size)
                .mapToObj(candidate -> BigDecimal.valueOf(candidate).add(fraction))
                .map(candidate -> value.signum() < 0 ? candidate.negate() : candidate);
    }

    private @Nullable LongUnaryOperator step(Object cell, BigDecimal value, Predicate<Object> fits, boolean forward) {
        for (int free = digits(value); free > 0; free--) {
            Block block = block(value, free);
            if (full(cell, value, free, fits)) {
                return number -> forward
                        ? cipher.permute(number, block.low(), block.high(), "fit")
                        : cipher.restore(number, block.low(), block.high(), "fit");
            }
        }
        return null;
    }

    @Override
    public @Nullable Object before(Object fake, Mask back, Row row, Predicate<Object> fits) {
        BigDecimal value = number(fake);
        if (value == null || !permutes) {
            return null;
        }
        LongUnaryOperator step = confined(fake, fits) ? step(fake, value, fits, false) : null;
        Object last = back.mask(fake, row);
        Stream<Object> ways = step != null
                ? steps(value, step).map(candidate -> cell(fake, candidate))
                : last == null ? Stream.empty() : Stream.concat(Stream.of(last), walk(fake, last, back, row, ROUNDS));
        return ways.filter(fits).findFirst().orElse(null);
    }

    /** Whether enough of a block fits. The numbers that are looked at belong to the block, so that all of its numbers agree. */
    private boolean full(Object cell, BigDecimal value, int free, Predicate<Object> fits) {
        Block block = block(value, free);
        if (!block.has(size(value))) {
            return false;
        }
        long span = block.high() - block.low();
        long fitting = IntStream.range(0, PROBES)
                .mapToLong(i -> block.low() + (span < PROBES ? Math.min(i, span) : span / (PROBES - 1) * i))
                .distinct()
                .filter(number -> fits.test(cell(cell, BigDecimal.valueOf(value.signum() < 0 ? -number : number))))
                .limit(FEWEST)
                .count();
        return fitting >= FEWEST;
    }

    private Block block(BigDecimal value, int free) {
        long size = size(value);
        long span = BigDecimal.ONE.movePointRight(free).longValue();
        long low = size / span * span;
        long most = target.domain().largest() > 0 ? target.domain().largest() : Domain.most(target.column());
        return new Block(Math.max(low, free == digits(value) ? span / 10 : 0), Math.min(low + span - 1, most));
    }

    private static long size(BigDecimal value) {
        return value.abs().setScale(0, RoundingMode.DOWN).longValue();
    }

    /** 0 for what is too long to be permuted. */
    private static int digits(BigDecimal value) {
        int digits = value.abs().setScale(0, RoundingMode.DOWN).precision();
        return digits > DIGITS ? 0 : digits;
    }

    private static @Nullable BigDecimal number(Object cell) {
        return switch (cell) {
            case Integer number -> BigDecimal.valueOf(number);
            case Long number -> BigDecimal.valueOf(number);
            case Float number when Float.isFinite(number) -> new BigDecimal(number.toString());
            case Double number when Double.isFinite(number) -> new BigDecimal(number.toString());
            case byte[] text -> decimal(Cells.text(text));
            default -> null;
        };
    }

    private static @Nullable BigDecimal decimal(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null; // NaN and the infinities stay as the mask left them
        }
    }

    private Object cell(Object like, BigDecimal number) {
        long most = Domain.most(target.column());
        return switch (like) {
            case Integer whole -> (int) Math.clamp(number.longValue(), -most, most);
            case Long whole -> number.longValue();
            case Float real -> number.floatValue();
            case Double real -> number.doubleValue();
            default -> Numbers.map((byte[]) like, value -> number);
        };
    }
}
