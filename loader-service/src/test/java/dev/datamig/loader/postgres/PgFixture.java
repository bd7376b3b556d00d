package dev.datamig.loader.postgres;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.batch.Membership;
import dev.datamig.contracts.landscape.Endpoint;
import dev.datamig.contracts.landscape.ReferenceRule;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.StoreKind;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableKind;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.loader.SealedFixture;
import dev.datamig.loader.staging.SealedSets;
import dev.datamig.loader.target.KeyExchange;
import dev.datamig.loader.target.LoadJob;
import dev.datamig.loader.target.LoadPolicy;
import dev.datamig.loader.target.Target;
import dev.datamig.loader.target.UndoJob;
import dev.datamig.sandbox.servers.PostgresServer;
import dev.datamig.sandbox.servers.TestServers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A source and a target of the same schema, and the way between them. */
final class PgFixture {

    static final String STORE = "s";

    private final PostgresServer server = TestServers.postgres();
    private final String name;
    private final String store;
    private final Path staging;
    private int runs;

    PgFixture(String name, Path staging, String... ddl) {
        this(STORE, name, staging, ddl);
    }

    /** @param store its name in the landscape */
    PgFixture(String store, String name, Path staging, String... ddl) {
        this.store = store;
        this.name = name;
        this.staging = staging;
        server.createDatabase(name + "_source");
        server.createDatabase(name + "_target");
        server.execute(
                "postgres",
                "drop role if exists loader_" + name,
                "create role loader_" + name + " login password 'loader'");
        server.execute(
                "postgres",
                "comment on database " + name + "_target is 'for testers; datamig-environment=CERT'",
                "grant create, temporary on database " + name + "_target to loader_" + name);
        source(ddl);
        target(ddl);
        target(
                "grant usage on schema public to loader_" + name,
                "grant select, insert, update, delete on all tables in schema public to loader_" + name,
                "grant select, update, usage on all sequences in schema public to loader_" + name);
    }

    void source(String... sql) {
        server.execute(name + "_source", sql);
    }

    void target(String... sql) {
        server.execute(name + "_target", sql);
    }

    void superuser(String... sql) {
        server.execute("postgres", sql);
    }

    Connection connect() throws SQLException {
        return server.connect(name + "_target");
    }

    /** The target as its owner reaches it. */
    Endpoint owner() {
        return new Endpoint(server.jdbcUrl(name + "_target"), server.username(), server.password(), null);
    }

    String account() {
        return "loader_" + name;
    }

    String value(String sql) {
        return value(name + "_target", sql);
    }

    /** The same of the source. */
    String sourceValue(String sql) {
        return value(name + "_source", sql);
    }

    private String value(String database, String sql) {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    int port() {
        return server.port();
    }

    /** A loader's account that is no superuser, and that knows these references of the landscape. */
    Target targetStore(ReferenceRule... references) {
        return targetThrough(server.port(), references);
    }

    /** The same, reached through another port. */
    Target targetThrough(int port, ReferenceRule... references) {
        return target(port, Optional.empty(), references);
    }

    /** One that drops old ledgers. */
    Target targetKeeping(Duration keep) {
        return target(server.port(), Optional.of(keep));
    }

    /** One whose source is the target under another address. */
    Target targetAsSource() {
        String url = server.jdbcUrl(name + "_target").replaceFirst("//([^/]+)/", "//$1,$1/");
        Endpoint source = new Endpoint(url, server.username(), server.password(), null);
        return target(source, server.port(), Optional.empty());
    }

    private Target target(int port, Optional<Duration> keep, ReferenceRule... references) {
        Endpoint source = new Endpoint(server.jdbcUrl(name + "_source"), server.username(), server.password(), null);
        return target(source, port, keep, references);
    }

    private Target target(Endpoint source, int port, Optional<Duration> keep, ReferenceRule... references) {
        String url = server.jdbcUrl(name + "_target").replace(":" + server.port() + "/", ":" + port + "/");
        Endpoint target = new Endpoint(url, account(), "loader", null);
        return new PgTarget(
                new PgTarget.Address(store, source, target, "CERT", List.of(references)),
                new PgTarget.Limits(Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofSeconds(20), keep),
                Clock.systemUTC());
    }

    /** Seals rows of the source: per table the conditions for owned and reference rows, {@code false} for none. */
    Sealed seal(Map<String, String[]> conditions, Reference... references) {
        var fixture = new SealedFixture(staging, ++runs, StoreKind.POSTGRESQL);
        into(fixture, conditions);
        for (Reference reference : references) {
            fixture.reference(reference);
        }
        return new Sealed(fixture, fixture.seal(), store);
    }

    /** Adds rows of this source to a set that spans several stores. */
    void into(SealedFixture fixture, Map<String, String[]> conditions) {
        try (Connection source = server.connect(name + "_source")) {
            Map<String, TableSchema> schemas = schemas();
            for (Map.Entry<String, String[]> table : conditions.entrySet()) {
                TableSchema schema = schemas.get(table.getKey());
                fixture.schema(schema);
                fixture.rows(schema, Membership.OWNED, rows(source, schema, table.getValue()[0]));
                fixture.rows(schema, Membership.REFERENCE, rows(source, schema, table.getValue()[1]));
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Of a set in which masking searched the texts of a column. */
    Sealed sealSearched(Map<String, String[]> conditions, String table, String column) {
        var fixture = new SealedFixture(staging, ++runs, StoreKind.POSTGRESQL);
        into(fixture, conditions);
        fixture.searched(TableId.of(store + ":" + table), column);
        return new Sealed(fixture, fixture.seal(), store);
    }

    /** All rows of the source, owned. */
    Sealed sealAll() {
        Map<String, String[]> all = new LinkedHashMap<>();
        schemas().keySet().forEach(table -> all.put(table, new String[] {"true", "false"}));
        return seal(all);
    }

    record Sealed(SealedFixture fixture, SealedSets sets, String store) {
        LoadJob job(int attempt, LoadStrategy strategy) {
            return jobOf("d1", attempt, strategy);
        }

        LoadJob jobOf(String district, int attempt) {
            return jobOf(district, attempt, LoadStrategy.INSERT);
        }

        LoadJob jobOf(String district, int attempt, LoadStrategy strategy) {
            return new LoadJob(sets.open(fixture.run(), store), sets, attempt, district, strategy);
        }

        LoadJob jobOf(String district, int attempt, LoadPolicy policy) {
            return new LoadJob(sets.open(fixture.run(), store), sets, attempt, district, policy, KeyExchange.NONE);
        }

        LoadJob job(int attempt) {
            return job(attempt, LoadStrategy.INSERT);
        }

        UndoJob undo(int attempt, boolean force) {
            return new UndoJob(fixture.run(), attempt, force);
        }
    }

    Target.Plan plan(Sealed sealed, LoadStrategy strategy) {
        return targetStore().plan(sealed.job(1, strategy), (t, d, e) -> {});
    }

    List<TableLoad> load(Sealed sealed, int attempt) {
        return targetStore().load(sealed.job(attempt), (t, d, e) -> {});
    }

    List<TableLoad> load(Sealed sealed, int attempt, LoadStrategy strategy) {
        return targetStore().load(sealed.job(attempt, strategy), (t, d, e) -> {});
    }

    Target.Undone undo(Sealed sealed, int attempt) {
        return targetStore().undo(sealed.undo(attempt, false));
    }

    static TableLoad of(List<TableLoad> loads, String table) {
        return loads.stream()
                .filter(l -> l.table().name().equals(table))
                .findFirst()
                .orElseThrow();
    }

    /** The tables of the source as the extractor would describe them. */
    Map<String, TableSchema> schemas() {
        Endpoint endpoint = new Endpoint(server.jdbcUrl(name + "_source"), server.username(), server.password(), null);
        Map<String, TableSchema> schemas = new LinkedHashMap<>();
        try (PgSession session = PgSession.open(endpoint, Duration.ofSeconds(5))) {
            TargetCatalog catalog = TargetCatalogReader.read(session);
            session.query(
                            "",
                            "select quote_ident(n.nspname) || '.' || quote_ident(c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r','p') and not c.relispartition and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' order by 1",
                            row -> row.getString(1))
                    .forEach(name -> schemas.put(name, schema(catalog, name)));
        }
        return schemas;
    }

    private TableSchema schema(TargetCatalog catalog, String name) {
        TargetTable table = catalog.table(name).orElseThrow();
        List<ColumnSchema> columns = table.columns().stream()
                .map(c -> new ColumnSchema(
                        c.name(),
                        c.type(),
                        c.base(),
                        physical(c.base()),
                        !c.required(),
                        c.generated(),
                        c.sequence() != null,
                        c.length(),
                        List.of(),
                        null))
                .toList();
        List<String> primary = table.keys().stream()
                .filter(TargetKey::primary)
                .findFirst()
                .map(TargetKey::columns)
                .orElse(List.of());
        return new TableSchema(
                new TableId(store, name), TableKind.TABLE, columns, primary, List.of(), List.of(), null, null, null);
    }

    private static Physical physical(String base) {
        return switch (base) {
            case "bool" -> Physical.BOOLEAN;
            case "int2", "int4" -> Physical.INT32;
            case "int8", "oid" -> Physical.INT64;
            case "float4" -> Physical.FLOAT;
            case "float8" -> Physical.DOUBLE;
            case "date" -> Physical.DATE;
            case "timestamp" -> Physical.TIMESTAMP;
            case "timestamptz" -> Physical.TIMESTAMPTZ;
            case "bytea" -> Physical.BYTES;
            default -> Physical.TEXT;
        };
    }

    private static List<@Nullable Object[]> rows(Connection source, TableSchema schema, String where)
            throws SQLException {
        List<String> list = new ArrayList<>();
        for (ColumnSchema c : schema.copiedColumns()) {
            String name = Names.quoted(c.name());
            list.add(
                    switch (c.physical()) {
                        case TEXT -> name + "::text";
                        case DATE -> "date_send(" + name + ")";
                        case TIMESTAMP -> "timestamp_send(" + name + ")";
                        case TIMESTAMPTZ -> "timestamptz_send(" + name + ")";
                        case FLOAT -> "float4send(" + name + ")";
                        case DOUBLE -> "float8send(" + name + ")";
                        default -> name;
                    });
        }
        List<@Nullable Object[]> rows = new ArrayList<>();
        try (Statement statement = source.createStatement()) {
            statement.execute("set datestyle='ISO, YMD'; set intervalstyle='postgres'; set timezone='UTC';"
                    + " set extra_float_digits=1; set bytea_output='hex'");
            try (ResultSet row = statement.executeQuery(
                    "select " + String.join(", ", list) + " from " + schema.id().name() + " where " + where)) {
                while (row.next()) {
                    rows.add(cells(row, schema.copiedColumns()));
                }
            }
        }
        return rows;
    }

    private static @Nullable Object[] cells(ResultSet row, List<ColumnSchema> columns) throws SQLException {
        var cells = new @Nullable Object[columns.size()];
        for (int i = 0; i < cells.length; i++) {
            Object cell = switch (columns.get(i).physical()) {
                case BOOLEAN -> row.getBoolean(i + 1);
                case INT32 -> row.getInt(i + 1);
                case INT64 -> row.getLong(i + 1);
                case TEXT -> bytes(row.getString(i + 1));
                default -> row.getBytes(i + 1);
            };
            cells[i] = row.wasNull() || cell == null
                    ? null
                    : physical(columns.get(i).physical(), cell);
        }
        return cells;
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static Object physical(Physical physical, Object cell) {
        return switch (physical) {
            case DATE -> ByteBuffer.wrap((byte[]) cell).getInt() + 10957;
            case TIMESTAMP, TIMESTAMPTZ -> ByteBuffer.wrap((byte[]) cell).getLong() + 946_684_800_000_000L;
            case FLOAT -> ByteBuffer.wrap((byte[]) cell).getFloat();
            case DOUBLE -> ByteBuffer.wrap((byte[]) cell).getDouble();
            default -> cell;
        };
    }

    /** A digest of every row of every table outside the ledger, sequences aside. */
    Map<String, String> dump() {
        return dump("_target", "true");
    }

    Map<String, String> dumpOfSource() {
        return dump("_source", "true");
    }

    /** Only rows whose column {@code Key} is not greater. */
    Map<String, String> dumpBelow(int key) {
        return dump("_target", "\"Key\" <= " + key);
    }

    private Map<String, String> dump(String which, String where) {
        Map<String, String> dump = new LinkedHashMap<>();
        try (Connection connection = server.connect(name + which);
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(
                    "select quote_ident(n.nspname) || '.' || quote_ident(c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'datamig') order by 1")) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            for (String table : tables) {
                try (ResultSet row = statement.executeQuery(
                        "select count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' order by t::text collate \"C\")), '') from only "
                                + table + " t where " + where)) {
                    row.next();
                    dump.put(table, row.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return dump;
    }
}
