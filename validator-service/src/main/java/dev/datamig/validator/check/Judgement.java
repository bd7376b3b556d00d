package dev.datamig.validator.check;

import dev.datamig.contracts.schema.TableId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about the run's columns before masking, as far as checks need it. It says where to look; what is found there does
 * not depend on it.
 */
public record Judgement(List<Column> columns, List<QuasiIdentifier> quasiIdentifiers) {

    /** Of a run whose columns nobody judged. */
    public static final Judgement NONE = new Judgement(List.of(), List.of());

    /** A column and what was to be done with it. */
    public record Column(
            TableId table, String column, @Nullable String dataClass, String strategy) {

        boolean masked() {
            return !strategy.equals("keep");
        }
    }

    /**
     * Columns that together may tell who a row is about.
     *
     * @param name how reports call it
     * @param k the least rows that are to share their values
     * @param belowK {@code stop} when smaller groups forbid the seal
     */
    public record QuasiIdentifier(String name, TableId table, List<String> columns, int k, String belowK) {

        public boolean stops() {
            return belowK.equals("stop");
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
