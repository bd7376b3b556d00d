package dev.datamig.extractor.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.landscape.Secrets;
import dev.datamig.contracts.landscape.Store;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.extractor.TestLandscapes;
import dev.datamig.extractor.TestReading;
import dev.datamig.extractor.catalog.PgTable;
import dev.datamig.extractor.rows.RowSet;
import dev.datamig.extractor.rows.RowSets;
import dev.datamig.extractor.territory.Expedition;
import dev.datamig.extractor.territory.Place;
import dev.datamig.extractor.territory.Territory;
import dev.datamig.sandbox.servers.PostgresServer;
import dev.datamig.sandbox.servers.TestServers;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.staging.parquet.BatchReader;
import dev.datamig.staging.parquet.BatchWriter;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/** Every type goes source → COPY → Parquet → COPY → target; PostgreSQL itself compares, byte by byte. */
class TypeFidelityTest {

    private static final String BEFORE = """
            create extension if not exists hstore;
            create extension if not exists citext;
            create type mood as enum ('sad', 'Very Happy', 'quo''te');
            create type pair as (a int, b text);
            create domain posint as int check (value > 0);
            create domain code as varchar(7);
            create domain tags as text[];
            create type floatrange as range (subtype = float8);
            create type nest as (p pair, l text[]);
            create domain moodtags as mood[];
            create domain posints as posint[];
            create domain pairdomain as pair;
            create type "Odd. ""Ty/pe 学" as enum ('a', 'b''"\\ c');
            """;

    /** Type, and SQL expressions for values; {@code %d} is a random whole number. */
    private static final Map<String, List<String>> TYPES = Map.ofEntries(
            Map.entry("bool", List.of("true", "false")),
            Map.entry("int2", List.of("-32768", "32767", "%d % 30000")),
            Map.entry("int4", List.of("-2147483648", "2147483647", "%d")),
            Map.entry("int8", List.of("-9223372036854775808", "9223372036854775807", "%d::int8 * %d")),
            Map.entry("oid", List.of("'0'", "'4294967295'")),
            Map.entry(
                    "float4",
                    List.of("'NaN'", "'Infinity'", "'-Infinity'", "'-0'", "1e-45", "random()", "3.4028235e38")),
            Map.entry("float8", List.of("'NaN'", "'Infinity'", "'-Infinity'", "'-0'", "5e-324", "random() * %d")),
            Map.entry(
                    "numeric",
                    List.of(
                            "'NaN'",
                            "'Infinity'",
                            "'-Infinity'",
                            "1.000000000000000000000000000000000001",
                            "%d / 7.0",
                            "1e500",
                            "'0.00'")),
            Map.entry("numeric(10,2)", List.of("12345678.90", "'NaN'", "-0.01")),
            Map.entry("money", List.of("'-92233720368547758.08'::numeric::money", "'12.34'::numeric::money")),
            Map.entry(
                    "text",
                    List.of("''", "E'\\x01\\x7f\\t\\r\\n\\\\'", "'Größe 学生 🎓'", "repeat('x', 100000)", "md5('%d')")),
            Map.entry("varchar(20)", List.of("''", "'  padded  '")),
            Map.entry("char(5)", List.of("'ab'", "''", "'abcde'")),
            Map.entry("\"char\"", List.of("'a'", "''", "'\\351'")),
            Map.entry("name", List.of("'some name'", "''")),
            Map.entry("citext", List.of("'MiXed'", "''")),
            Map.entry("bytea", List.of("''", "'\\x00ff80'", "decode(md5('%d'), 'hex')")),
            Map.entry(
                    "date",
                    List.of(
                            "'infinity'",
                            "'-infinity'",
                            "'4713-01-01 BC'",
                            "'5874897-12-31'",
                            "'0001-01-01'",
                            "date '2000-01-01' + %d % 20000")),
            Map.entry("time", List.of("'24:00'", "'00:00:00.000001'")),
            Map.entry("timetz", List.of("'24:00+15:59'", "'12:00:00.123456-08'")),
            Map.entry(
                    "timestamp",
                    List.of(
                            "'infinity'",
                            "'-infinity'",
                            "'4713-01-01 BC'",
                            "'294276-12-31 23:59:59.999999'",
                            "'1969-12-31 23:59:59.999999'")),
            Map.entry(
                    "timestamptz",
                    List.of(
                            "'infinity'",
                            "'-infinity'",
                            "'4713-01-02 BC'",
                            "'294276-12-31 23:59:59.999999+00'",
                            "now()")),
            Map.entry(
                    "interval",
                    List.of(
                            "'1 year -2 mons +3 days -04:05:06.789'",
                            "'178000000 years'",
                            "'-0.000001 s'",
                            "'infinity'")),
            Map.entry("uuid", List.of("gen_random_uuid()", "'ffffffff-ffff-ffff-ffff-ffffffffffff'")),
            Map.entry("json", List.of("'{\"b\":1,  \"a\" : [1.0, null],\"b\":2}'", "'null'")),
            Map.entry("jsonb", List.of("'{\"b\":1,  \"a\" : [1.0, null]}'", "'\"\"'", "'1e400'")),
            Map.entry("jsonpath", List.of("'$.a[*] ? (@ > 1)'")),
            Map.entry("xml", List.of("'<?xml version=\"1.0\"?><a>ü&amp;</a>'", "'content <b/>'")),
            Map.entry("hstore", List.of("'a=>1, \"b c\"=>NULL'", "''")),
            Map.entry("inet", List.of("'1.2.3.4'", "'1.2.3.4/24'", "'::1'")),
            Map.entry("cidr", List.of("'10.0.0.0/8'", "'::/0'")),
            Map.entry("macaddr", List.of("'08:00:2b:01:02:03'")),
            Map.entry("macaddr8", List.of("'08:00:2b:01:02:03:04:05'")),
            Map.entry("bit(5)", List.of("B'10101'")),
            Map.entry("varbit", List.of("B''", "B'1010101010101'")),
            Map.entry("tsvector", List.of("to_tsvector('english', 'The Fat Rats')", "'''odd '''' lexeme'':1A,2B'")),
            Map.entry("tsquery", List.of("'fat & (rat | !cat)'")),
            Map.entry("point", List.of("'(1.5,-0)'", "point(random(), 'NaN')")),
            Map.entry("line", List.of("'{1,2,3}'")),
            Map.entry("lseg", List.of("'[(1,2),(3,4)]'")),
            Map.entry("box", List.of("'(3,4),(1,2)'")),
            Map.entry("path", List.of("'[(1,2),(3,4)]'", "'((1,2),(3,4))'")),
            Map.entry("polygon", List.of("'((1,2),(3,4),(5,0))'")),
            Map.entry("circle", List.of("'<(1,2),3>'")),
            Map.entry("int4range", List.of("'empty'", "'[1,5)'", "'(,)'")),
            Map.entry("tstzrange", List.of("'[2020-01-01 00:00+00,infinity]'", "'[,)'")),
            Map.entry("floatrange", List.of("'[1.1,NaN]'")),
            Map.entry("int4multirange", List.of("'{}'", "'{[1,3),[5,7)}'")),
            Map.entry("int4[]", List.of("'{}'", "'{1,NULL,3}'", "'{{1,2},{3,4}}'", "'[0:1]={7,8}'")),
            Map.entry("text[]", List.of("array['a,b', 'c\"d', null, '', 'NULL', E'\\\\']", "'{}'")),
            Map.entry("inet[]", List.of("'{1.2.3.4,::1}'")),
            Map.entry("mood", List.of("'sad'", "'Very Happy'", "'quo''te'")),
            Map.entry("mood[]", List.of("array['sad', null, 'Very Happy']::mood[]")),
            Map.entry("pair", List.of("row(1, 'x,\"y')", "row(null, null)", "row(null, '')")),
            Map.entry("pair[]", List.of("array[row(1, 'x')::pair, null]")),
            Map.entry("posint", List.of("7")),
            Map.entry("code", List.of("'abc'", "''")),
            Map.entry("tags", List.of("array['a', null]")),
            Map.entry("xid", List.of("'4294967295'::xid", "'3'::xid")),
            Map.entry("tid", List.of("'(4294967295,65535)'::tid")),
            Map.entry("regtype", List.of("'int4'::regtype", "'\"char\"'::regtype")),
            Map.entry("regproc", List.of("'now'::regproc")),
            Map.entry("int2vector", List.of("'1 2 -3'::int2vector", "''::int2vector")),
            Map.entry("oidvector", List.of("'1 4294967295'::oidvector")),
            Map.entry("refcursor", List.of("'a cursor'::refcursor")),
            Map.entry("bool[]", List.of("'{t,NULL,f}'::bool[]")),
            Map.entry("float8[]", List.of("'{NaN,-Infinity,-0,1e-300}'::float8[]", "'[-1:1]={1,2,3}'::float8[]")),
            Map.entry("numeric[]", List.of("'{1.00,NaN,NULL}'::numeric[]")),
            Map.entry("bytea[]", List.of("array['\\x00ff'::bytea, null, '\\x'::bytea]")),
            Map.entry("json[]", List.of("array['{\"a\":  1}'::json, null]")),
            Map.entry("jsonb[]", List.of("array['{\"a\":  [1, \"x\\\"y\"]}'::jsonb, null]")),
            Map.entry("interval[]", List.of("array[interval '1 mon -1 day', null]")),
            Map.entry(
                    "timestamptz[]", List.of("array['-infinity'::timestamptz, '0044-03-15 12:00+00 BC'::timestamptz]")),
            Map.entry("uuid[]", List.of("array[gen_random_uuid(), null]")),
            Map.entry("point[]", List.of("array[point(1, 2), null]")),
            Map.entry("hstore[]", List.of("array['a=>1'::hstore, null]")),
            Map.entry("varchar(3)[]", List.of("array['a', 'b c', null]::varchar(3)[]")),
            Map.entry(
                    "int4[][]",
                    List.of("'[2:3][-1:0]={{1,NULL},{NULL,4}}'::int4[]", "'{{{1},{2}},{{3},{4}}}'::int4[]")),
            Map.entry("nest", List.of("row(row(1, 'in \"quotes\"')::pair, array['a,b', null])::nest")),
            Map.entry("moodtags", List.of("array['quo''te'::mood, null]::moodtags")),
            Map.entry("posints", List.of("array[1, null, 3]::posints")),
            Map.entry("pairdomain", List.of("row(5, null)::pairdomain")),
            Map.entry("numrange", List.of("'(1.10,2.0]'::numrange", "'(,1.0)'::numrange")),
            Map.entry("daterange", List.of("'[0044-03-15 BC,infinity)'::daterange")),
            Map.entry("tsrange", List.of("'(-infinity,2020-01-01 00:00:00.000001]'::tsrange")),
            Map.entry("datemultirange", List.of("'{[2020-01-01,2020-02-01),[2021-01-01,)}'::datemultirange")),
            Map.entry("tstzmultirange", List.of("'{(,2020-01-01 00:00+00)}'::tstzmultirange")),
            Map.entry("int4range[]", List.of("array['[1,5)'::int4range, 'empty'::int4range, null]")),
            Map.entry("pg_snapshot", List.of("'10:20:10,14'::pg_snapshot")),
            Map.entry("\"Odd. \"\"Ty/pe 学\"", List.of("'b''\"\\ c'::\"Odd. \"\"Ty/pe 学\"")),
            Map.entry("pg_lsn", List.of("'16/B374D848'")),
            Map.entry("regclass", List.of("'pg_class'")),
            Map.entry("xid8", List.of("'18446744073709551615'")),
            Map.entry("txid_snapshot", List.of("'10:20:10,14,15'")));

    private final PostgresServer server = TestServers.postgres();

    @Test
    void keepsEveryValueOfEveryType(@TempDir Path folder) throws Exception {
        long seed = System.nanoTime();
        server.createDatabase("types");
        List<String> types = TYPES.keySet().stream().sorted().toList();
        try (Connection connection = server.connect("types");
                Statement statement = connection.createStatement()) {
            statement.execute(BEFORE);
            statement.execute(create("source", types));
            fill(statement, types, new Random(seed));
            statement.execute(create("target", types));
            roundTrip(folder, connection);
            for (int i = 0; i < types.size(); i++) {
                ResultSet differing = statement.executeQuery("""
                        select count(*) from source s join target t using (id)
                        where s.c%1$d::text is distinct from t.c%1$d::text
                          or record_image_ne(row(s.c%1$d), row(t.c%1$d))
                        """.formatted(i));
                differing.next();
                assertThat(differing.getInt(1))
                        .as("%s, seed %d", types.get(i), seed)
                        .isZero();
            }
            ResultSet missing = statement.executeQuery(
                    "select (select count(*) from source), (select count(*) from target join source using (id))");
            missing.next();
            assertThat(missing.getLong(2)).isEqualTo(missing.getLong(1)).isGreaterThan(10);
        }
    }

    private static String create(String name, List<String> types) {
        StringBuilder sql = new StringBuilder(
                "create table " + name + " (id int primary key, twice int generated always as (id * 2) stored");
        for (int i = 0; i < types.size(); i++) {
            sql.append(", c").append(i).append(' ').append(types.get(i));
        }
        return sql.append(')').toString();
    }

    private static void fill(Statement statement, List<String> types, Random random) throws Exception {
        for (int id = 0; id < 60; id++) {
            StringBuilder columns = new StringBuilder("id");
            StringBuilder values = new StringBuilder("" + id);
            for (int i = 0; i < types.size(); i++) {
                List<String> of = TYPES.get(types.get(i));
                if (id < of.size() || random.nextBoolean()) {
                    columns.append(", c").append(i);
                    String value = of.get(id % of.size()).replace("%d", "" + (1 + random.nextInt(1_000_000_000)));
                    boolean literal = value.startsWith("'") && !value.contains("::")
                            || value.startsWith("-")
                            || value.endsWith("e500");
                    values.append(", ").append(literal && !value.startsWith("'") ? "'" + value + "'" : value);
                }
            }
            statement.execute("insert into source (" + columns + ") values (" + values + ")");
        }
    }

    private void roundTrip(Path folder, Connection target) throws Exception {
        var endpoint = TestLandscapes.endpoint(server, "types");
        Store.Postgres store = new Store.Postgres(
                "s", endpoint, endpoint, List.of(), List.of(), List.of(), List.of(), List.of(), true, List.of());
        StagingArea area = StagingArea.open(folder.toString());
        DataKey key = new DataKey(new byte[32]);
        BatchFiles files = new BatchFiles(area);
        try (Expedition expedition = new Expedition(
                TestLandscapes.of(List.of(), store), Secrets.ofProcess(), TestReading.DEFAULT, Clock.systemUTC())) {
            expedition.connect();
            expedition.freeze();
            Territory territory = expedition.map();
            Place.Postgres place = territory.databases().findFirst().orElseThrow();
            PgTable table = place.catalog().tables().stream()
                    .filter(each -> each.name().equals("source"))
                    .findFirst()
                    .orElseThrow();
            List<ColumnSchema> columns = table.schemas().stream()
                    .filter(column -> !column.generated())
                    .toList();
            RowSets rows = new PgRoots(place.source(), place.catalog()).all(table);
            RowSet all = rows.of(table.id());
            try (BatchWriter writer = files.write("types.parquet", columns, Map.of(), key)) {
                new PgRowReader(place.source(), place.looseEnds())
                        .read(table, all, (row, cells) -> writer.write(cells));
                writer.commit();
            }
            load(files, key, columns, target);
        }
    }

    /** Text COPY, so that only PostgreSQL's own input functions are trusted; values with a counterpart go in as their own text. */
    private static void load(BatchFiles files, DataKey key, List<ColumnSchema> columns, Connection target)
            throws Exception {
        try (Statement statement = target.createStatement()) {
            statement.execute("set xmloption = content; set lc_monetary = 'C'");
        }
        String names =
                String.join(", ", columns.stream().map(ColumnSchema::name).toList());
        try (BatchReader reader = files.read("types.parquet", key)) {
            var in = target.unwrap(PGConnection.class).getCopyAPI().copyIn("copy target (" + names + ") from stdin");
            for (Object[] row = reader.next(); row != null; row = reader.next()) {
                byte[] line = line(columns, row);
                in.writeToCopy(line, 0, line.length);
            }
            in.endCopy();
        }
    }

    private static byte[] line(List<ColumnSchema> columns, Object[] row) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (int i = 0; i < row.length; i++) {
            if (i > 0) {
                out.write('\t');
            }
            out.write(text(columns.get(i).physical(), row[i]).getBytes(StandardCharsets.UTF_8));
        }
        out.write('\n');
        return bytes.toByteArray();
    }

    private static String text(Physical physical, Object cell) {
        if (cell == null) {
            return "\\N";
        }
        return switch (physical) {
            case TEXT ->
                new String((byte[]) cell, StandardCharsets.UTF_8)
                        .replace("\\", "\\\\")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t");
            case BYTES -> "\\\\x" + java.util.HexFormat.of().formatHex((byte[]) cell);
            case DATE -> date((Integer) cell);
            case TIMESTAMP, TIMESTAMPTZ -> timestamp((Long) cell);
            default -> cell.toString();
        };
    }

    private static String date(int days) {
        int pg = days - 10_957;
        if (pg == Integer.MAX_VALUE) {
            return "infinity";
        }
        if (pg == Integer.MIN_VALUE) {
            return "-infinity";
        }
        // The Julian day number, which PostgreSQL reads for every date that it can hold.
        return "J" + (pg + 2_451_545);
    }

    private static String timestamp(long micros) {
        long pg = micros - 946_684_800_000_000L;
        if (pg == Long.MAX_VALUE) {
            return "infinity";
        }
        if (pg == Long.MIN_VALUE) {
            return "-infinity";
        }
        long day = Math.floorDiv(pg, 86_400_000_000L);
        long rest = Math.floorMod(pg, 86_400_000_000L);
        return "J%d %02d:%02d:%02d.%06d+00"
                .formatted(
                        day + 2_451_545,
                        rest / 3_600_000_000L,
                        rest / 60_000_000L % 60,
                        rest / 1_000_000L % 60,
                        rest % 1_000_000L);
    }
}
