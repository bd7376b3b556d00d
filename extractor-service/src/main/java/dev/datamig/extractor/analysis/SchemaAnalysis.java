package dev.datamig.extractor.analysis;

import dev.datamig.contracts.schema.Reference;
import dev.datamig.extractor.analysis.drift.StoreDrift;
import dev.datamig.extractor.analysis.shape.StoreShape;
import dev.datamig.extractor.analysis.shape.TableShape;
import dev.datamig.extractor.analysis.suggest.Suggestion;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the stores look like, as {@code schema-analysis.json} has it.
 *
 * @param version of this form
 * @param at when they were looked at
 * @param landscape its name
 * @param exactCounts whether rows were counted
 * @param references every reference between tables, declared or from the landscape, within and across stores
 * @param suggestions references that nobody declares but that look likely, the surest first
 * @param drift what differs between a store's source and its target
 * @param problems where the landscape does not fit the stores
 */
public record SchemaAnalysis(
        int version,
        Instant at,
        String landscape,
        boolean exactCounts,
        List<StoreShape> stores,
        List<Reference> references,
        ExtractionOrder order,
        List<Suggestion> suggestions,
        List<StoreDrift> drift,
        List<String> problems) {

    /** The form that this version writes. */
    public static final int VERSION = 1;

    /** All tables of all stores. */
    public Stream<TableShape> tables() {
        return stores.stream().flatMap(store -> store.tables().stream());
    }
}
