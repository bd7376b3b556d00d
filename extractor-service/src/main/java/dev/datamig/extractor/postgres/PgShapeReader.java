package dev.datamig.extractor.postgres;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.landscape.Store;
import dev.datamig.contracts.schema.StoreKind;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.analysis.shape.ColumnShape;
import dev.datamig.extractor.analysis.shape.StoreShape;
import dev.datamig.extractor.analysis.shape.TableShape;
import dev.datamig.extractor.analysis.shape.TableShape.CheckShape;
import dev.datamig.extractor.analysis.shape.TableShape.ForeignKeyShape;
import dev.datamig.extractor.analysis.shape.TableShape.IndexShape;
import dev.datamig.extractor.analysis.shape.TableShape.KeyShape;
import dev.datamig.extractor.analysis.shape.TableShape.PartitionShape;
import dev.datamig.extractor.catalog.Scope;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads everything that the catalogue says of the tables that the landscape lets in, in six queries, on a source or a target. */
public final class PgShapeReader {

    private final Store.Postgres store;
    private final Map<Long, Seen> relations = new LinkedHashMap<>();
    private final Map<Long, List<Seen>> partitions = new HashMap<>();
    private final Map<Long, List<Seen>> heirs = new HashMap<>();
    private final Map<Long, Details> details = new HashMap<>();
    private final List<StoreShape.DomainShape> domains = new ArrayList<>();

    /** A row of {@link ShapeSql#RELATIONS}. */
    private record Seen(
            long oid,
            String schema,
            String name,
            String sql,
            boolean partitioned,
            long parent,
            @Nullable String partitionKey,
            @Nullable String bounds,
            @Nullable Long rows,
            long heap,
            long total,
            List<Long> parents,
            @Nullable String comment,
            boolean readable) {}

    /** What belongs to one table. */
    private static final class Details {
        private final List<ColumnShape> columns = new ArrayList<>();
        private @Nullable KeyShape primaryKey;
        private final List<KeyShape> uniqueKeys = new ArrayList<>();
        private final List<ForeignKeyShape> foreignKeys = new ArrayList<>();
        private final List<CheckShape> checks = new ArrayList<>();
        private final List<IndexShape> indexes = new ArrayList<>();
    }

    private PgShapeReader(Store.Postgres store) {
        this.store = store;
    }

    /** Reads a shape. */
    public static StoreShape read(PgSource source, Store.Postgres store) {
        return source.with(session -> new PgShapeReader(store).read(session));
    }

    private StoreShape read(PgSession session) {
        session.query("reading tables", ShapeSql.RELATIONS, List.of(), this::keep);
        session.query(
                "reading columns",
                ShapeSql.COLUMNS,
                List.of(),
                row -> details(row.getLong("oid")).columns.add(Json.read(row.getString("json"), ColumnShape.class)));
        session.query("reading constraints", ShapeSql.CONSTRAINTS, List.of(), this::keepConstraint);
        session.query("reading indexes", ShapeSql.INDEXES, List.of(), this::keepIndex);
        session.query("reading domains", ShapeSql.DOMAINS, List.of(), this::keepDomain);
        String[] server = session.query("reading the version", ShapeSql.SERVER, List.of(), row ->
                        new String[] {row.getString(1), row.getString(2), row.getString(3)})
                .get(0);
        List<String> hidden = session.query("reading schemas", ShapeSql.HIDDEN, List.of(), row -> row.getString(1));
        Scope scope = new Scope(store);
        List<Seen> tables = relations.values().stream()
                .filter(seen -> seen.parent() == 0 && scope.admits(seen.schema(), seen.name(), seen.sql()))
                .toList();
        return new StoreShape(
                store.name(),
                StoreKind.POSTGRESQL,
                "PostgreSQL " + server[0],
                server[2],
                server[1].equals("t"),
                tables.stream().map(this::table).toList(),
                domains,
                List.of(),
                List.of(),
                hidden,
                warnings(tables));
    }

    private boolean keep(ResultSet row) throws SQLException {
        long rows = row.getLong("rows");
        boolean unknown = row.wasNull();
        Array parents = row.getArray("parents");
        Seen seen = new Seen(
                row.getLong("oid"),
                row.getString("nspname"),
                row.getString("relname"),
                row.getString("sql"),
                row.getBoolean("partitioned"),
                row.getLong("parent"),
                row.getString("partitionkey"),
                row.getString("bounds"),
                unknown ? null : rows,
                row.getLong("heap"),
                row.getLong("total"),
                parents == null ? List.of() : List.of((Long[]) parents.getArray()),
                row.getString("comment"),
                row.getBoolean("readable"));
        relations.put(seen.oid(), seen);
        seen.parents()
                .forEach(parent ->
                        heirs.computeIfAbsent(parent, oid -> new ArrayList<>()).add(seen));
        return seen.parent() != 0
                && partitions
                        .computeIfAbsent(seen.parent(), oid -> new ArrayList<>())
                        .add(seen);
    }

    private Details details(long oid) {
        return details.computeIfAbsent(oid, table -> new Details());
    }

    private boolean keepConstraint(ResultSet row) throws SQLException {
        Seen own = relations.get(row.getLong("oid"));
        Seen top = own == null ? null : topOf(own);
        if (own == null || top == null) {
            return false;
        }
        Details table = details(top.oid());
        String name = row.getString("name");
        switch (row.getString("type")) {
            case "p" -> table.primaryKey = new KeyShape(name, texts(row, "columns"));
            case "u" -> table.uniqueKeys.add(new KeyShape(name, texts(row, "columns")));
            case "f" -> foreignKey(row, own, top).ifPresent(table.foreignKeys::add);
            default -> table.checks.add(new CheckShape(name, row.getString("definition")));
        }
        return true;
    }

    private java.util.Optional<ForeignKeyShape> foreignKey(ResultSet row, Seen own, Seen top) throws SQLException {
        Seen parent = relations.get(row.getLong("parent"));
        Seen parentTop = parent == null ? null : topOf(parent);
        if (parentTop == null) {
            return java.util.Optional.empty();
        }
        return java.util.Optional.of(new ForeignKeyShape(
                row.getString("name"),
                texts(row, "columns"),
                id(parentTop),
                texts(row, "parentcolumns"),
                action(row.getString("ondelete")),
                action(row.getString("onupdate")),
                row.getString("match").equals("f") ? "FULL" : "SIMPLE",
                row.getBoolean("deferrable"),
                row.getBoolean("deferred"),
                row.getBoolean("validated"),
                row.getBoolean("enforced"),
                own.oid() == top.oid() ? null : own.sql()));
    }

    private static String action(String code) {
        return switch (code) {
            case "r" -> "RESTRICT";
            case "c" -> "CASCADE";
            case "n" -> "SET NULL";
            case "d" -> "SET DEFAULT";
            default -> "NO ACTION";
        };
    }

    private boolean keepIndex(ResultSet row) throws SQLException {
        Details table = details(row.getLong("oid"));
        String name = row.getString("name");
        table.indexes.add(
                new IndexShape(name, row.getString("definition"), row.getBoolean("unique"), row.getBoolean("valid")));
        List<String> columns = texts(row, "columns");
        return !columns.isEmpty() && table.uniqueKeys.add(new KeyShape(name, columns));
    }

    private boolean keepDomain(ResultSet row) throws SQLException {
        return domains.add(new StoreShape.DomainShape(
                row.getString("name"), row.getString("type"), row.getBoolean("nullable"), texts(row, "checks")));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    private TableId id(Seen seen) {
        return new TableId(store.name(), seen.sql());
    }

    private @Nullable Seen topOf(Seen seen) {
        Seen parent = relations.get(seen.parent());
        return seen.parent() == 0 ? seen : parent == null ? null : topOf(parent);
    }

    private TableShape table(Seen seen) {
        Details of = details(seen.oid());
        List<Seen> leaves = leaves(seen).toList();
        boolean known = leaves.stream().allMatch(leaf -> leaf.rows() != null);
        return new TableShape(
                id(seen),
                seen.partitioned() ? TableShape.Kind.PARTITIONED : TableShape.Kind.TABLE,
                seen.comment(),
                known ? sum(leaves) : null,
                false,
                leaves.stream().mapToLong(Seen::total).sum(),
                of.columns,
                of.primaryKey,
                of.uniqueKeys,
                of.foreignKeys,
                of.checks,
                of.indexes,
                seen.partitionKey(),
                seen.partitioned()
                        ? leaves.stream().map(PgShapeReader::partition).toList()
                        : List.of(),
                seen.parents().stream()
                        .map(relations::get)
                        .filter(Objects::nonNull)
                        .map(this::id)
                        .toList(),
                heirs.getOrDefault(seen.oid(), List.of()).stream().map(this::id).toList(),
                null,
                null);
    }

    private static long sum(List<Seen> leaves) {
        return leaves.stream()
                .mapToLong(leaf -> Objects.requireNonNullElse(leaf.rows(), 0L))
                .sum();
    }

    private static PartitionShape partition(Seen leaf) {
        return new PartitionShape(leaf.sql(), leaf.bounds(), leaf.rows(), leaf.total());
    }

    private Stream<Seen> leaves(Seen seen) {
        return seen.partitioned()
                ? partitions.getOrDefault(seen.oid(), List.of()).stream().flatMap(this::leaves)
                : Stream.of(seen);
    }

    private List<String> warnings(List<Seen> tables) {
        List<String> warnings = new ArrayList<>();
        long hidden = tables.stream().filter(table -> !table.readable()).count();
        if (hidden > 0) {
            warnings.add(hidden + " tables cannot be read by this account");
        }
        List<String> objects = tables.stream()
                .flatMap(table -> details(table.oid()).columns.stream()
                        .filter(column -> column.baseType().equals("oid"))
                        .map(column -> table.sql() + "(" + column.name() + ")"))
                .toList();
        if (!objects.isEmpty()) {
            warnings.add("numbers of objects (type oid) are copied, but not the large objects that they may name: "
                    + String.join(", ", objects) + "; nullify them, or make the columns bytea");
        }
        return warnings;
    }
}
