package dev.datamig.contracts.landscape;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.datamig.contracts.schema.StoreKind;
import java.util.List;
import java.util.Map;

/** One database of the landscape. */
public sealed interface Store {

    String name();

    Endpoint source();

    Endpoint target();

    /** How its target is loaded, beyond what a run orders. */
    LoadRules load();

    @JsonIgnore
    StoreKind kind();

    /**
     * A PostgreSQL database. Table names in it are written as SQL writes them.
     *
     * @param schemas empty means every schema that is not PostgreSQL's own
     * @param roots rows from which the closure starts; may be empty
     * @param references what the database does not declare, within this store
     * @param traverse references that are not followed to the children
     * @param adopt tables whose rows are owned when an owned row refers to them
     * @param subtypes whether a row whose primary key is its reference is one entity with the row it points at
     * @param exclude tables to leave out; {@code *} stands for any characters
     * @param orphans columns by which rows may refer to rows that the source does not have
     * @param load how the target is loaded, beyond what a run orders
     */
    record Postgres(
            String name,
            Endpoint source,
            Endpoint target,
            List<String> schemas,
            List<Root> roots,
            List<ReferenceRule> references,
            List<Traverse> traverse,
            List<String> adopt,
            boolean subtypes,
            List<String> exclude,
            List<OrphanRule> orphans,
            LoadRules load)
            implements Store {

        /** Loaded as the run says. */
        public Postgres(
                String name,
                Endpoint source,
                Endpoint target,
                List<String> schemas,
                List<Root> roots,
                List<ReferenceRule> references,
                List<Traverse> traverse,
                List<String> adopt,
                boolean subtypes,
                List<String> exclude) {
            this(
                    name,
                    source,
                    target,
                    schemas,
                    roots,
                    references,
                    traverse,
                    adopt,
                    subtypes,
                    exclude,
                    List.of(),
                    LoadRules.NONE);
        }

        @Override
        public StoreKind kind() {
            return StoreKind.POSTGRESQL;
        }
    }

    /**
     * A Neo4j database.
     *
     * @param keys a label's business key: one property or several, separated by commas in the file
     * @param roots Cypher patterns that bind one node each, with {@code $district}
     * @param children steps from an owned node to an owned one
     * @param needs steps from a node of the subset to one that it cannot do without
     * @param load how the target is loaded, beyond what a run orders
     */
    record Neo4j(
            String name,
            Endpoint source,
            Endpoint target,
            Map<String, List<String>> keys,
            List<String> roots,
            List<String> children,
            List<String> needs,
            LoadRules load)
            implements Store {

        /** Loaded as the run says. */
        public Neo4j(
                String name,
                Endpoint source,
                Endpoint target,
                Map<String, List<String>> keys,
                List<String> roots,
                List<String> children,
                List<String> needs) {
            this(name, source, target, keys, roots, children, needs, LoadRules.NONE);
        }

        @Override
        public StoreKind kind() {
            return StoreKind.NEO4J;
        }
    }

    /** Rows of {@code table} that satisfy {@code where}, in which {@code :district} is a bound parameter. */
    record Root(String table, String where) {}

    /** A reference, named by its two ends, that the closure goes only upwards when {@code children} is false. */
    record Traverse(ReferenceEnd from, ReferenceEnd to, boolean children) {}
}
