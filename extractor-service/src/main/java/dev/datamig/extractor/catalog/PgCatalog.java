package dev.datamig.extractor.catalog;

import dev.datamig.contracts.schema.TableId;
import java.util.List;
import java.util.Optional;

/**
 * The shape of a source, as far as the landscape lets it be seen.
 *
 * @param store its name in the landscape
 * @param version the server's, such as 180006
 * @param tables sorted by name
 * @param references declared and undeclared, within the store
 * @param warnings what a person should know (tables left out, row security, rights that are too wide)
 */
public record PgCatalog(
        String store, int version, List<PgTable> tables, List<PgReference> references, List<String> warnings) {

    public Optional<PgTable> table(TableId id) {
        return tables.stream().filter(table -> table.id().equals(id)).findFirst();
    }
}
