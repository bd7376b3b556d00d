package dev.datamig.anonymizer.constraint;

import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A condition as PostgreSQL's catalog prints it. Meant for finding values that a constraint takes: what decides in the end is the
 * database. Immutable.
 */
public final class Condition {

    private final Term term;
    private final List<String> columns;
    private final List<String> listed;
    private final String sql;

    Condition(String sql, Term term, List<String> columns, List<String> listed) {
        this.sql = sql;
        this.term = term;
        this.columns = List.copyOf(columns);
        this.listed = List.copyOf(listed);
    }

    /** Empty when it says something that is not understood. */
    public static Optional<Condition> read(String sql) {
        try {
            return Optional.of(new ConditionReader(sql).read());
        } catch (NotUnderstood | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The columns that it names; {@code value} in a domain's. */
    public List<String> columns() {
        return columns;
    }

    /** Texts and numbers that stand in its lists. */
    public List<String> listed() {
        return listed;
    }

    /** Whether it asks for nothing but a form, so that a text which meets it still does with other digits and letters of the same kinds. */
    public boolean formOnly() {
        return FormOnly.is(sql);
    }

    /** Whether it says the same of every value. */
    public boolean sameAs(Condition other) {
        return sql.equals(other.sql);
    }

    /** Whether it holds; null when it is unknown, which passes, or cannot be told. */
    public @Nullable Boolean holds(Values values) {
        try {
            return term.of(values) instanceof Boolean holds ? holds : null;
        } catch (NotUnderstood | ArithmeticException | DateTimeException e) {
            return null;
        }
    }
}
