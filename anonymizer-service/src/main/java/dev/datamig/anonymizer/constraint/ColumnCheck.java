package dev.datamig.anonymizer.constraint;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.TableId;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition on the values of one column, which the other columns of its value space have to meet with it.
 *
 * @param name the constraint's
 * @param now what {@code now()} means in it
 */
public record ColumnCheck(TableId table, String name, ColumnSchema column, Condition condition, LocalDateTime now) {

    /** Whether a value that stands in a column is one that this column takes; null when that cannot be told. */
    public @Nullable Boolean holds(ColumnSchema from, Object cell) {
        return holds(SqlValue.of(from, cell));
    }

    /** The same of a value that is there as conditions see it; null for none. */
    public @Nullable Boolean holds(@Nullable Object given) {
        Object value = SqlValue.as(column, given);
        if (value == null) {
            return null;
        }
        return condition.holds(new Values() {
            @Override
            public Object column(String name) {
                return value;
            }

            @Override
            public LocalDateTime now() {
                return now;
            }
        });
    }

    /** Whether the two say the same of every value: the same domain in two tables, for instance. */
    public boolean sameAs(ColumnCheck other) {
        return condition.sameAs(other.condition)
                && column.baseType().equals(other.column.baseType())
                && (condition.columns().equals(List.of("value"))
                        || column.name().equals(other.column.name()));
    }

    /** {@code store:table(column), constraint}. */
    public String where() {
        return table + "(" + column.name() + "), constraint " + name;
    }
}
