package dev.datamig.validator.check;

import dev.datamig.contracts.batch.InventedColumn;
import dev.datamig.contracts.batch.SearchedColumn;
import dev.datamig.contracts.schema.TableId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about the run's columns before masking, as far as checks need it. It says where to look; what is found there does
 * not depend on it.
 */
public record Judgement(List<Column> columns, List<QuasiIdentifier> quasiIdentifiers) {

    /** Of a run whose columns nobody judged. */
    public static final Judgement NONE = new Judgement(List.of(), List.of());

    /** Strategies that make up one value for another. */
    private static final Set<String> INVENTING = Set.of("fake", "tokenize", "hash");

    /** Strategies that look for the run's people inside texts. */
    private static final Set<String> SEARCHING = Set.of("redact", "sweep");

    /**
     * A column and what was to be done with it.
     *
     * @param column the bare name; of a path inside JSON the path too
     * @param domain the value space of what is put in the values' places, absent where they are kept or emptied
     */
    public record Column(
            TableId table,
            String column,
            @Nullable String dataClass,
            String strategy,
            @Nullable String domain) {

        private String bare() {
            int path = column.indexOf("->");
            return path < 0 ? column : column.substring(0, path);
        }

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

    /** The columns whose values were to be made up, one for one. */
    public List<InventedColumn> invented() {
        return columns.stream()
                .filter(column -> column.domain() != null && INVENTING.contains(column.strategy()))
                .map(column -> new InventedColumn(column.table(), column.column(), String.valueOf(column.domain())))
                .toList();
    }

    /** The columns whose texts or documents were to be searched for the run's people, as a whole or at some path. */
    public List<SearchedColumn> searched() {
        return columns.stream()
                .filter(column -> SEARCHING.contains(column.strategy()))
                .map(column -> new SearchedColumn(column.table(), column.bare()))
                .distinct()
                .toList();
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
