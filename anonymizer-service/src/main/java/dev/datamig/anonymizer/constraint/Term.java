package dev.datamig.anonymizer.constraint;

import org.jspecify.annotations.Nullable;

/** Part of a condition, ready to be evaluated. */
@FunctionalInterface
interface Term {

    /**
     * NULL, Boolean, BigDecimal for every number, String, LocalDate, LocalDateTime (UTC), {@link Span} or a List of these.
     *
     * @throws NotUnderstood when the values are of types that the operation is not known for
     */
    @Nullable
    Object of(Values values);
}
