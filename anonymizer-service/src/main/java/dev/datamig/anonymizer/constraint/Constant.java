package dev.datamig.anonymizer.constraint;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is the same for every row, worked out when the condition is read. */
record Constant(@Nullable Object value) implements Term {

    @Override
    public @Nullable Object of(Values values) {
        return value;
    }

    /** The term's value where all that it is made of is constant; what cannot be worked out is left for each row to find out. */
    static Term folded(Term term, List<Term> parts) {
        if (!parts.stream().allMatch(Constant.class::isInstance)) {
            return term;
        }
        try {
            return new Constant(term.of(NoRow.INSTANCE));
        } catch (NotUnderstood | ArithmeticException | DateTimeException e) {
            return term;
        }
    }

    /** Nobody asks it: constants look at nothing. */
    private enum NoRow implements Values {
        INSTANCE;

        @Override
        public @Nullable Object column(String name) {
            throw new NotUnderstood(name);
        }

        @Override
        public LocalDateTime now() {
            throw new NotUnderstood("now");
        }
    }
}
