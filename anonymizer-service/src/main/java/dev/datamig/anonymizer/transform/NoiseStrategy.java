package dev.datamig.anonymizer.transform;

import dev.datamig.anonymizer.key.Prf;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** Numbers moved at random around their value, evenly to both sides, the same value always to the same place. */
final class NoiseStrategy implements Strategy {

    private static final double DEFAULT_PERCENT = 10;
    private static final String KEEP_SUM = "keepSum";
    private static final String BATCH = "batch";

    @Override
    public Definition definition() {
        return new Definition(
                "noise",
                "numbers moved at random around their value",
                List.of(
                        Parameter.number("percent", "of the value at most, default 10"),
                        Parameter.number("amount", "at most so much, instead of percent"),
                        Parameter.text(
                                KEEP_SUM,
                                "batch: the sum of a batch stays; a column of the table: the sum of each of its values")));
    }

    @Override
    public Set<Promise> promises() {
        return Set.of(Promise.STAYS_NEAR, Promise.OTHER_KEY);
    }

    @Override
    public List<String> problems(Target target, Params params) {
        if (!target.numeric()) {
            return List.of("noise works on numbers");
        }
        String by = params.text(KEEP_SUM).orElse(BATCH);
        if (!by.equals(BATCH)
                && target.table().columns().stream()
                        .noneMatch(column -> column.name().equals(by))) {
            return List.of("keepSum names no column of the table: " + by);
        }
        return target.unique()
                ? List.of("the column is unique, noise does not keep values apart: use tokenize")
                : List.of();
    }

    @Override
    public Mask mask(Target target, Params params, Tools tools) {
        Prf prf = tools.key().prf("noise/" + target.domain().name());
        double amount = params.number("amount", 0);
        double percent = params.number("percent", DEFAULT_PERCENT);
        Mask noise = noise(prf, target, amount, percent);
        return params.text(KEEP_SUM)
                .<Mask>map(by -> new KeptSums(
                        prf,
                        target,
                        value -> amount > 0
                                ? BigDecimal.valueOf(amount)
                                : value.abs()
                                        .multiply(BigDecimal.valueOf(percent))
                                        .movePointLeft(2),
                        noise,
                        by.equals(BATCH) ? null : by))
                .orElse(noise);
    }

    /** Where sums are kept, a value's fake depends on its neighbours in the batch. */
    @Override
    public boolean byValue(Target target, Params params) {
        return params.text(KEEP_SUM).isEmpty();
    }

    private static Mask noise(Prf prf, Target target, double amount, double percent) {
        return (cell, row) -> switch (cell) {
            case Integer value ->
                (int) Math.clamp(
                        Math.round(value + delta(prf, value.toString(), value, amount, percent)),
                        floor(target),
                        ceiling(target));
            case Long value -> value + Math.round(delta(prf, value.toString(), value, amount, percent));
            case Float value
            when Float.isFinite(value) -> (float) (value + delta(prf, value.toString(), value, amount, percent));
            case Double value
            when Double.isFinite(value) -> value + delta(prf, value.toString(), value, amount, percent);
            case byte[] value ->
                Numbers.map(
                        value,
                        number -> number.add(BigDecimal.valueOf(
                                delta(prf, number.toPlainString(), number.doubleValue(), amount, percent))));
            default -> cell;
        };
    }

    private static int floor(Target target) {
        return target.column().baseType().equals("int2") ? Short.MIN_VALUE : Integer.MIN_VALUE;
    }

    private static int ceiling(Target target) {
        return target.column().baseType().equals("int2") ? Short.MAX_VALUE : Integer.MAX_VALUE;
    }

    private static double delta(Prf prf, String text, double value, double amount, double percent) {
        double most = amount > 0 ? amount : Math.abs(value) * percent / 100;
        double share = prf.number(text) / (double) Long.MAX_VALUE * 2 - 1;
        return most * share;
    }

    @Override
    public Proof proof(Target target, Params params) {
        return Proof.NONE;
    }
}
