package dev.datamig.extractor.postgres;

import dev.datamig.contracts.landscape.Store;
import dev.datamig.contracts.schema.Reference;
import dev.datamig.extractor.catalog.PgColumn;
import dev.datamig.extractor.catalog.PgReference;
import dev.datamig.extractor.catalog.PgTable;
import dev.datamig.extractor.catalog.Traverses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Foreign keys as references between tables, with the very operators by which the database checks them. */
final class DeclaredReferences {

    private final Store.Postgres store;
    private final Map<Long, Relation> relations;
    private final Map<Long, PgTable> tables;
    private final LongFunction<List<Relation>> leavesBelow;
    private final LongFunction<@Nullable Relation> topOf;
    private final Traverses traverses;

    DeclaredReferences(
            Store.Postgres store,
            Map<Long, Relation> relations,
            Map<Long, PgTable> tables,
            LongFunction<List<Relation>> leavesBelow,
            LongFunction<@Nullable Relation> topOf) {
        this.store = store;
        this.relations = relations;
        this.tables = tables;
        this.leavesBelow = leavesBelow;
        this.topOf = topOf;
        this.traverses = new Traverses(store.traverse());
    }

    /** Those whose two ends are tables that the landscape lets in. */
    List<PgReference> of(List<ForeignKey> keys) {
        return keys.stream().map(this::reference).filter(Objects::nonNull).toList();
    }

    private @Nullable PgReference reference(ForeignKey key) {
        PgTable child = table(key.child());
        PgTable parent = table(key.parent());
        if (child == null || parent == null) {
            return null;
        }
        boolean children = traverses.children(child, key.childColumns(), parent, key.parentColumns());
        Reference reference = new Reference(
                key.name(),
                child.id(),
                key.childColumns(),
                parent.id(),
                key.parentColumns(),
                true,
                key.bounds(),
                children,
                key.deferrable(),
                key.period() || Spellings.vary(child, key.childColumns(), parent, key.parentColumns()));
        return new PgReference(
                reference,
                relation(key.child(), child),
                part(key.child()),
                relation(key.parent(), parent),
                part(key.parent()),
                pairs(key, child, parent),
                key.childColumns().stream().map(name -> sql(child, name)).toList(),
                !key.period(),
                store.subtypes() && entity(key, child, parent),
                key.valid());
    }

    private @Nullable PgTable table(long oid) {
        Relation top = topOf.apply(oid);
        return top == null ? null : tables.get(top.oid());
    }

    /** What {@code FROM} takes: the table's own rows, or those of the partition that the key is declared on. */
    private String relation(long oid, PgTable table) {
        Relation relation = relations.get(oid);
        if (tables.containsKey(oid) || relation == null) {
            return table.own();
        }
        return relation.partitioned() ? relation.sql() : "ONLY " + relation.sql();
    }

    private @Nullable Set<Long> part(long oid) {
        return tables.containsKey(oid)
                ? null
                : leavesBelow.apply(oid).stream().map(Relation::oid).collect(Collectors.toSet());
    }

    private static boolean entity(ForeignKey key, PgTable child, PgTable parent) {
        return !child.id().equals(parent.id())
                && Set.copyOf(key.childColumns()).equals(Set.copyOf(child.primaryKey()))
                && Set.copyOf(key.parentColumns()).equals(Set.copyOf(parent.primaryKey()));
    }

    private static List<String> pairs(ForeignKey key, PgTable child, PgTable parent) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < key.childColumns().size(); i++) {
            boolean period = key.period() && i == key.childColumns().size() - 1;
            PgColumn from = column(child, key.childColumns().get(i));
            PgColumn to = column(parent, key.parentColumns().get(i));
            String operator = period ? "&&" : key.operators().get(i);
            String parentCast = period ? "" : key.parentCasts().get(i);
            String childCast = period ? "" : key.childCasts().get(i);
            pairs.add("p." + to.sql() + parentCast + collated(from, to) + " " + operator + " c." + from.sql()
                    + childCast);
        }
        return pairs;
    }

    /** A foreign key compares by the parent's collation; SQL has to be told where the two differ. */
    private static String collated(PgColumn from, PgColumn to) {
        return to.collation() == null || to.collation().equals(from.collation()) ? "" : " collate " + to.collation();
    }

    private static String sql(PgTable table, String name) {
        return column(table, name).sql();
    }

    private static PgColumn column(PgTable table, String name) {
        return table.column(name)
                .orElseThrow(() -> new IllegalStateException("a key of " + table.id() + " has an unknown column"));
    }
}
