package dev.datamig.extractor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.sandbox.servers.PostgresServer;
import dev.datamig.sandbox.servers.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What administrators set for a database, by {@code ALTER DATABASE … SET}, changes nothing about what is read of it. */
class HostileSettingsTest {

    private static final PostgresServer SERVER = TestServers.postgres();

    /** Each is somebody's default somewhere. */
    private static final List<String> SETTINGS = List.of(
            "default_transaction_isolation = 'read uncommitted'",
            "default_transaction_deferrable = on",
            "standard_conforming_strings = off",
            "backslash_quote = off",
            "array_nulls = off",
            "quote_all_identifiers = on",
            "transform_null_equals = on",
            "search_path = ''",
            "datestyle = 'German, DMY'",
            "intervalstyle = 'sql_standard'",
            "extra_float_digits = -15",
            "bytea_output = 'escape'",
            "timezone = 'Asia/Kathmandu'",
            "statement_timeout = '2s'",
            "lock_timeout = '1ms'",
            "idle_in_transaction_session_timeout = '2s'",
            "idle_session_timeout = '2s'",
            "row_security = on",
            "xmlbinary = 'hex'",
            "xmloption = 'document'",
            "client_min_messages = 'debug1'",
            "session_replication_role = 'replica'",
            "enable_tidscan = off",
            "plan_cache_mode = 'force_generic_plan'",
            "cursor_tuple_fraction = 1");

    private static final String[] SCHEMA = {
        "create type mood as enum ('a', 'b''\\c')",
        "create type \"Odd Pair\" as (x int, y text)",
        "create domain code as text check (value <> '\\')",
        "create schema \"Sch \"\"ool\"",
        "create table public.district (id int primary key, name text)",
        "create table \"Sch \"\"ool\".\"Kind\" (id int primary key, code text unique, check (code is distinct from null))",
        "create table public.item (id int generated always as identity primary key, district int references public.district,"
                + " kind text references \"Sch \"\"ool\".\"Kind\" (code), t text default E'\\\\', m mood, p \"Odd Pair\", a text[],"
                + " d date, ts timestamptz, i interval, f float8, b bytea, x xml, j jsonb, n money, c code)",
        "create table public.note (item int, at timestamptz, foreign key (item) references public.item)",
        "create unique index on public.item (lower(t)) where t like E'\\\\\\\\%'",
        "insert into public.district values (1, 'one'), (2, 'two')",
        "insert into \"Sch \"\"ool\".\"Kind\" values (1, 'M\\''1'), (2, E'\\\\'), (3, 'NULL')",
        "insert into public.item (district, kind, t, m, p, a, d, ts, i, f, b, x, j, n, c) select 1 + g % 2,"
                + " (array['M\\''1', '\\', null])[1 + g % 3], E'it''s \\\\ \\n' || g, 'b''\\c'::mood, row(g, 'a\\b')::\"Odd Pair\","
                + " array[null, 'NULL', '\\'], date '2020-02-01' + g, timestamptz '2020-01-01 00:00+00' + g * interval '1 h',"
                + " interval '-1 mon 2 days -3:00', g / 3.0, '\\x5c00ff'::bytea, '<a/>'::xml, '{\"a\": \"\\\\\"}'::jsonb,"
                + " 1.5::numeric::money, 'c' from generate_series(1, 300) g",
        "insert into public.note select g, '2020-01-01 00:00+00' from generate_series(1, 300) g"
    };

    @TempDir
    Path folder;

    @Test
    void areOverruled() throws IOException {
        Map<String, List<String>> usual = read("usual", List.of());
        Map<String, List<String>> hostile = read("hostile", SETTINGS);
        assertThat(hostile).containsOnlyKeys(usual.keySet());
        usual.forEach((what, lines) -> assertThat(hostile.get(what)).as(what).isEqualTo(lines));
        assertThat(usual.get("public.item")).hasSize(150);
        assertThat(usual.get("\"Sch \"\"ool\".\"Kind\"")).hasSize(2);
    }

    /** What each table's batches hold, as text, and what the run's schema says about the tables. */
    private Map<String, List<String>> read(String name, List<String> settings) throws IOException {
        SERVER.createDatabase("settings_" + name);
        SERVER.execute("settings_" + name, SCHEMA);
        for (String setting : settings) {
            SERVER.execute("postgres", "alter database settings_" + name + " set " + setting);
        }
        TestExtraction extraction = new TestExtraction(Files.createDirectory(folder.resolve(name)), """
                version: 1
                name: settings
                environment: CERT
                districts: { store: main, query: "select id, id from public.district" }
                stores:
                  main:
                    kind: postgresql
                    source: { url: "%1$s", username: "%2$s", password: "%3$s" }
                    target: { url: "%1$s_cert", username: "%2$s", password: "%3$s" }
                    roots: [ { table: public.district, where: "id = :district" } ]
                    references: [ { from: "public.note(item)", to: "public.item(id)", when: "at > '2019-12-31'" } ]
                """.formatted(
                        SERVER.jdbcUrl("settings_" + name), SERVER.username(), SERVER.password()));
        extraction.run(1, TestReading.of(1_000, 4 << 20, 2, 3));
        assertThat(extraction.last()).as("%s", extraction.last()).isInstanceOf(Outcome.ExtractionCompleted.class);
        Map<String, List<String>> contents = new LinkedHashMap<>();
        RunSchema schema = Json.read(
                extraction
                        .area()
                        .get(StagingLayout.schema(TestExtraction.RUN, 1))
                        .orElseThrow(),
                RunSchema.class);
        schema.tables().forEach(table -> {
            List<String> rows = new ArrayList<>();
            extraction.rows(table.id().name()).forEach(row -> rows.add(Arrays.deepToString(row)));
            rows.sort(null);
            contents.put(table.id().name(), rows);
            contents.put(
                    table.id().name() + " is",
                    List.of(table.primaryKey() + " " + table.uniqueKeys() + " " + described(table)));
        });
        contents.put("references", List.of(schema.references().toString()));
        return contents;
    }

    /** All but the names of types, which depend on the search path. */
    private static String described(TableSchema table) {
        return table.columns().stream()
                .map(c -> List.of(
                                c.name(),
                                c.baseType(),
                                c.physical(),
                                c.nullable(),
                                c.generated(),
                                c.identity(),
                                c.allowed())
                        .toString())
                .collect(Collectors.joining());
    }
}
