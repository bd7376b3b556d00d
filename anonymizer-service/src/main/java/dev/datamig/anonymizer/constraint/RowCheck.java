package dev.datamig.anonymizer.constraint;

import dev.datamig.contracts.schema.TableId;
import java.util.List;

/**
 * A condition on several columns of one row.
 *
 * @param name the constraint's
 * @param columns bare names
 */
public record RowCheck(TableId table, String name, List<String> columns, Condition condition) {

    /** {@code store:table(columns), constraint}. */
    public String where() {
        return table + "(" + String.join(", ", columns) + "), constraint " + name;
    }
}
