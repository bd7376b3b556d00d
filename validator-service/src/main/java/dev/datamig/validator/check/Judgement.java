package dev.datamig.validator.check;

import dev.datamig.contracts.schema.TableId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about the run's columns before masking, as far as checks need it. It says where to look; what is found there does
 * not depend on it.
 */
public record Judgement(List<Column> columns) {

    /** Of a run whose columns nobody judged. */
    public static final Judgement NONE = new Judgement(List.of());

    /** A column and what was to be done with it. */
    public record Column(
            TableId table, String column, @Nullable String dataClass, String strategy) {

        boolean masked() {
            return !strategy.equals("keep");
        }
    }

    /** Whether the column was to be masked; empty when nothing is known of it. */
    public Optional<Boolean> masks(TableId table, String column) {
        return columns.stream()
                .filter(judged ->
                        judged.table().equals(table) && judged.column().equals(column))
                .map(Column::masked)
                .findFirst();
    }
}
