package dev.datamig.anonymizer.transform;

import dev.datamig.anonymizer.classify.ColumnShape;
import dev.datamig.anonymizer.constraint.ColumnCheck;
import dev.datamig.anonymizer.constraint.Condition;
import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.contracts.schema.Physical;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Turns tokens back that were made to fit a constraint of their column: the way to them is gone backwards, then checked by going it again. */
final class FittedTokens {

    /** Tokens are no dates; what {@code now()} means does not matter to them. */
    private static final LocalDateTime ANY_TIME = LocalDate.EPOCH.atStartOfDay();

    private FittedTokens() {}

    /** @param plain for columns without constraints */
    static UnaryOperator<Optional<String>> back(
            Target target, Params params, MaskingKey key, UnaryOperator<String> plain) {
        List<ColumnCheck> checks = checks(target);
        var strategy = new TokenizeStrategy();
        var fit = new Fit(target, strategy, strategy.permutes(target, params), key, checks);
        if (fit.free()) {
            return token -> token.map(plain);
        }
        Mask forward = strategy.mask(target, params, Tools.of(key, NoTexts.INSTANCE));
        Mask back = Cells.text(target.column(), plain);
        return token -> token.flatMap(text -> cell(target, text))
                .map(cell -> fit.original(cell, back, forward, Fitted.NoRow.INSTANCE))
                .map(Cells::text);
    }

    private static List<ColumnCheck> checks(Target target) {
        boolean single = Stream.of(ColumnShape.TEXT, ColumnShape.WHOLE, ColumnShape.DECIMAL)
                .anyMatch(shape -> shape == target.shape());
        return target.table().checks().stream()
                .filter(check ->
                        single && check.columns().equals(List.of(target.column().name())))
                .flatMap(check -> Condition.read(check.condition()).stream()
                        .map(condition -> new ColumnCheck(
                                target.table().id(), check.name(), target.column(), condition, ANY_TIME)))
                .toList();
    }

    private static Optional<Object> cell(Target target, String token) {
        if (target.column().physical() == Physical.TEXT) {
            return Optional.of(Cells.utf8(token));
        }
        return token.matches("-?\\d{1,18}")
                ? Optional.of(
                        target.column().physical() == Physical.INT32
                                ? (Object) (int) Long.parseLong(token)
                                : (Object) Long.parseLong(token))
                : Optional.empty();
    }

    /** Tokens are made without a look at texts. */
    private enum NoTexts implements Tools.Texts {
        INSTANCE;

        @Override
        public Tools.Rewriter text(Target target, boolean allDates) {
            return (text, row) -> text;
        }

        @Override
        public Tools.Rewriter json(Target target, boolean allDates) {
            return (text, row) -> text;
        }

        @Override
        public Tools.Rewriter sweep(Target target, boolean allNumbers, Tools.SweptNames names) {
            return (text, row) -> text;
        }

        @Override
        public Tools.Rewriter composite(Target target, boolean allDates) {
            return (text, row) -> text;
        }
    }
}
