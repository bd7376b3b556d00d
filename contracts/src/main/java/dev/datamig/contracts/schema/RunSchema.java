package dev.datamig.contracts.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.datamig.contracts.RunId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The shape of a run's subset: written to the staging area by the extractor before its first batch, read by all who follow.
 *
 * @param references every reference between these tables, declared or not, within and across stores, also those of
 *     relationships to the nodes at their ends
 * @param keysInside keys of rows that stand inside values of these tables; empty when the landscape names none
 */
public record RunSchema(
        RunId run,
        int attempt,
        List<StoreSchema> stores,
        List<Reference> references,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<KeyInside> keysInside) {

    public RunSchema {
        keysInside = Objects.requireNonNullElse(keysInside, List.of());
    }

    /** One whose values hold no keys. */
    public RunSchema(RunId run, int attempt, List<StoreSchema> stores, List<Reference> references) {
        this(run, attempt, stores, references, List.of());
    }

    public Optional<TableSchema> table(TableId id) {
        return tables().filter(table -> table.id().equals(id)).findFirst();
    }

    public Stream<TableSchema> tables() {
        return stores.stream().flatMap(store -> store.tables().stream());
    }
}
