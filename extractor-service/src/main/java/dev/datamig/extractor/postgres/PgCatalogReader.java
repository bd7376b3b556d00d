package dev.datamig.extractor.postgres;

import dev.datamig.contracts.landscape.Store;
import dev.datamig.contracts.schema.CheckSchema;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.catalog.PgCatalog;
import dev.datamig.extractor.catalog.PgColumn;
import dev.datamig.extractor.catalog.PgConstraints;
import dev.datamig.extractor.catalog.PgLeaf;
import dev.datamig.extractor.catalog.PgReference;
import dev.datamig.extractor.catalog.PgTable;
import dev.datamig.extractor.catalog.Scope;
import dev.datamig.extractor.catalog.TypeMap;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads a source's shape from {@code pg_catalog}, which knows more than the information schema and hides nothing. */
public final class PgCatalogReader {

    private final Store.Postgres store;
    private final Map<Long, Relation> relations = new LinkedHashMap<>();
    private final Map<Long, List<PgColumn>> columns = new HashMap<>();
    private final Map<Long, List<String>> enums = new HashMap<>();
    private final CompositeTypes composites = new CompositeTypes();
    private final Map<Long, List<String>> primaryKeys = new HashMap<>();
    private final Map<Long, List<List<String>>> uniqueKeys = new HashMap<>();
    private final Map<Long, List<CheckSchema>> checks = new HashMap<>();
    private final Map<Long, List<List<String>>> apart = new HashMap<>();
    private final Map<Long, List<Relation>> partitions = new HashMap<>();
    private final List<String> warnings = new ArrayList<>();

    private PgCatalogReader(Store.Postgres store) {
        this.store = store;
    }

    /** Reads the shape under the source's snapshot. */
    public static PgCatalog read(PgSource source, Store.Postgres store) {
        return source.with(session -> new PgCatalogReader(store).read(session));
    }

    private PgCatalog read(PgSession session) {
        session.query("reading tables", CatalogSql.RELATIONS, List.of(), Relation::read)
                .forEach(this::keep);
        session.query("reading enums", CatalogSql.ENUMS, List.of(), this::keepEnum);
        session.query("reading composite types", CatalogSql.FIELDS, List.of(), row -> composites.keep(row, enums));
        session.query("reading columns", CatalogSql.COLUMNS, List.of(), this::keepColumn);
        session.query("reading keys", CatalogSql.KEYS, List.of(), this::keepKey);
        session.query("reading checks", ConstraintSql.CHECKS, List.of(), this::keepCheck);
        session.query("reading other unique indexes", ConstraintSql.APART, List.of(), this::keepApart);
        List<ForeignKey> keys =
                session.query("reading foreign keys", CatalogSql.FOREIGN_KEYS, List.of(), ForeignKey::read);
        Map<Long, PgTable> tables = tables();
        List<PgReference> references =
                new DeclaredReferences(store, relations, tables, this::leavesBelow, this::topOf).of(keys);
        int version = session.query(
                        "reading the version",
                        "select current_setting('server_version_num')::int",
                        List.of(),
                        row -> row.getInt(1))
                .get(0);
        return new PgCatalog(store.name(), version, List.copyOf(tables.values()), references, warnings());
    }

    private void keep(Relation relation) {
        relations.put(relation.oid(), relation);
        if (relation.parent() != 0) {
            partitions
                    .computeIfAbsent(relation.parent(), oid -> new ArrayList<>())
                    .add(relation);
        }
    }

    private boolean keepEnum(ResultSet row) throws SQLException {
        return enums.put(row.getLong("oid"), ForeignKey.texts(row, "labels")) == null;
    }

    private boolean keepColumn(ResultSet row) throws SQLException {
        return columns.computeIfAbsent(row.getLong("oid"), oid -> new ArrayList<>())
                .add(column(row));
    }

    private PgColumn column(ResultSet row) throws SQLException {
        String base = row.getString("base");
        int length = row.getInt("length");
        Integer maxLength = row.wasNull() ? null : length;
        ColumnSchema schema = new ColumnSchema(
                row.getString("attname"),
                row.getString("type"),
                base,
                TypeMap.physical(base),
                row.getBoolean("nullable"),
                row.getBoolean("generated"),
                row.getBoolean("identity"),
                maxLength,
                enums.getOrDefault(row.getLong("enum"), List.of()),
                row.getString("comment"),
                composites.fields(row.getLong("composite")));
        return new PgColumn(
                schema,
                row.getString("sql"),
                row.getString("collation"),
                row.getBoolean("deterministic"),
                row.getBoolean("indexed"),
                row.getBoolean("textcast"),
                row.getString("expression"));
    }

    private boolean keepKey(ResultSet row) throws SQLException {
        long table = row.getLong("oid");
        List<String> key = ForeignKey.texts(row, "columns");
        return row.getBoolean("main")
                ? primaryKeys.put(table, key) == null
                : uniqueKeys.computeIfAbsent(table, oid -> new ArrayList<>()).add(key);
    }

    private boolean keepCheck(ResultSet row) throws SQLException {
        return checks.computeIfAbsent(row.getLong("oid"), oid -> new ArrayList<>())
                .add(new CheckSchema(
                        row.getString("name"),
                        row.getString("condition"),
                        ForeignKey.texts(row, "columns"),
                        row.getBoolean("ofdomain")));
    }

    private boolean keepApart(ResultSet row) throws SQLException {
        return apart.computeIfAbsent(row.getLong("oid"), oid -> new ArrayList<>())
                .add(ForeignKey.texts(row, "columns"));
    }

    private Map<Long, PgTable> tables() {
        Scope scope = new Scope(store);
        Map<Long, PgTable> tables = new LinkedHashMap<>();
        for (Relation relation : relations.values()) {
            boolean table = relation.parent() == 0 && !relation.foreign() && !relation.absentHere();
            if (table && scope.admits(relation.schema(), relation.name(), relation.sql())) {
                tables.put(relation.oid(), table(relation));
            }
        }
        return tables;
    }

    private PgTable table(Relation relation) {
        List<PgLeaf> leaves = leavesBelow(relation.oid()).stream()
                .map(leaf -> new PgLeaf(leaf.oid(), leaf.sql(), leaf.rows(), leaf.pages(), leaf.file()))
                .toList();
        return new PgTable(
                new TableId(store.name(), relation.sql()),
                relation.schema(),
                relation.name(),
                relation.partitioned(),
                leaves,
                List.copyOf(columns.getOrDefault(relation.oid(), List.of())),
                primaryKeys.getOrDefault(relation.oid(), List.of()),
                List.copyOf(uniqueKeys.getOrDefault(relation.oid(), List.of())),
                relation.inherited(),
                relation.comment(),
                new PgConstraints(
                        List.copyOf(checks.getOrDefault(relation.oid(), List.of())),
                        List.copyOf(apart.getOrDefault(relation.oid(), List.of()))));
    }

    private List<Relation> leavesBelow(long oid) {
        Relation relation = relations.get(oid);
        if (relation == null || relation.foreign() || relation.absentHere()) {
            return List.of();
        }
        if (!relation.partitioned()) {
            return List.of(relation);
        }
        return partitions.getOrDefault(oid, List.of()).stream()
                .flatMap(partition -> leavesBelow(partition.oid()).stream())
                .toList();
    }

    /** The table that a partition at any depth belongs to; itself when it is none. */
    private @Nullable Relation topOf(long oid) {
        Relation relation = relations.get(oid);
        return relation == null || relation.parent() == 0 ? relation : topOf(relation.parent());
    }

    private List<String> warnings() {
        warn("may be written by this account; a read-only account is safer", Relation::writable);
        warn("cannot be read by this account", relation -> !relation.readable() && !relation.foreign());
        warn("have row security; reading stops if it would hide rows", Relation::secured);
        warn(
                "are partitions in other servers and are left out",
                relation -> relation.foreign() && relation.parent() != 0);
        warn("are unlogged and not there on a standby", Relation::absentHere);
        return List.copyOf(warnings);
    }

    private void warn(String what, Predicate<Relation> concerned) {
        List<String> names =
                relations.values().stream().filter(concerned).map(Relation::sql).toList();
        if (!names.isEmpty()) {
            String shown = String.join(", ", names.subList(0, Math.min(5, names.size())));
            warnings.add(names.size() + " tables " + what + ": " + shown + (names.size() > 5 ? ", …" : ""));
        }
    }
}
