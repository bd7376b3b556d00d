package dev.datamig.extractor.analysis.shape;

import dev.datamig.contracts.schema.StoreKind;
import dev.datamig.contracts.schema.TableId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One side of a store.
 *
 * @param name the store's name in the landscape
 * @param server the server's version as it says it
 * @param encoding of the database, as PostgreSQL names it; absent for a graph, which has Unicode
 * @param standby whether it is a hot standby
 * @param tables tables, or kinds of nodes and relationships, sorted by name
 * @param domains of PostgreSQL
 * @param rules constraints of a graph; a table's stand with the table
 * @param indexes of a graph; a table's stand with the table
 * @param hidden schemas of PostgreSQL that the account may not look into
 * @param warnings what a person should know
 */
public record StoreShape(
        String name,
        StoreKind kind,
        String server,
        @Nullable String encoding,
        boolean standby,
        List<TableShape> tables,
        List<DomainShape> domains,
        List<GraphRule> rules,
        List<GraphRule> indexes,
        List<String> hidden,
        List<String> warnings) {

    public Optional<TableShape> table(TableId id) {
        return tables.stream().filter(table -> table.id().equals(id)).findFirst();
    }

    /**
     * A domain.
     *
     * @param checks their expressions
     */
    public record DomainShape(String name, String type, boolean nullable, List<String> checks) {}

    /**
     * A constraint or an index of a graph.
     *
     * @param type as the server names it, such as {@code UNIQUENESS} or {@code RANGE}
     * @param entity {@code NODE} or {@code RELATIONSHIP}
     */
    public record GraphRule(String name, String type, String entity, List<String> labels, List<String> properties) {
        /** What it demands, whatever it is called. */
        public String demand() {
            return type + " on " + String.join("|", labels) + "(" + String.join(", ", properties) + ")";
        }
    }
}
