package dev.datamig.extractor.analysis;

import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.StoreKind;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableSchema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the stores look like.
 *
 * @param at when they were looked at
 * @param landscape its name
 * @param order an order in which every table stands behind those that it refers to, with its cycles
 */
public record SchemaAnalysis(
        Instant at, String landscape, List<AnalyzedStore> stores, List<Reference> references, ExtractionOrder order) {

    /** @param warnings what a person should know of it */
    public record AnalyzedStore(String name, StoreKind kind, List<AnalyzedTable> tables, List<String> warnings) {}

    /**
     * One table.
     *
     * @param rows estimated, or exact where {@code exact}; absent when unknown
     * @param bytes on disk, roughly; absent for graphs
     * @param partitions names of its partitions
     * @param defaults columns with a default or generation expression
     */
    public record AnalyzedTable(
            TableSchema schema,
            @Nullable Long rows,
            boolean exact,
            @Nullable Long bytes,
            List<String> partitions,
            boolean inherited,
            List<ColumnDefault> defaults) {}

    /** The expression that fills a column. */
    public record ColumnDefault(String column, String expression) {}

    /**
     * Tables in layers.
     *
     * @param steps parents first; a step with several tables is a cycle
     */
    public record ExtractionOrder(List<Step> steps) {}

    /**
     * Tables that stand together.
     *
     * @param breaks where the cycle is best cut, empty when there is none
     */
    public record Step(int place, List<TableId> tables, List<CycleBreak> breaks) {}

    /** A reference that a load may leave open at first, and why this one. */
    public record CycleBreak(String reference, TableId from, TableId to, String why) {}
}
