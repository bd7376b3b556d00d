package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import java.nio.file.Path;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What administrators set for an account, by {@code ALTER ROLE … SET}, changes nothing about loads and undos. */
class HostileSettingsTest {

    /** Each is somebody's default somewhere. */
    private static final String[] SETTINGS = {
        "default_transaction_read_only = on",
        "default_transaction_isolation = 'serializable'",
        "default_transaction_deferrable = on",
        "standard_conforming_strings = off",
        "backslash_quote = off",
        "escape_string_warning = on",
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
        "check_function_bodies = off",
        "default_tablespace = 'pg_default'",
        "client_min_messages = 'debug1'",
        "constraint_exclusion = on",
        "plpgsql.extra_errors = 'all'",
        "enable_seqscan = off"
    };

    @TempDir
    Path staging;

    @Test
    void areOverruledByLoadsRefreshesAndUndos() {
        var fixture = new PgFixture(
                "hostile",
                staging,
                "create type mood as enum ('a', 'b''\\c')",
                "create type pair as (x int, y text)",
                "create table kind (id int primary key, code text unique)",
                "create table item (id int generated always as identity primary key, kind int references kind, t text,"
                        + " m mood, p pair, a text[], d date, ts timestamptz, i interval, f float8, b bytea, x xml,"
                        + " j jsonb, n money, up int, unique (up) deferrable)",
                "create table loose (t text, a text[], d date)",
                "create table ring_a (id int primary key, b int not null)",
                "create table ring_b (id int primary key, a int not null references ring_a)",
                "alter table ring_a add foreign key (b) references ring_b");
        fixture.target(
                "insert into kind values (1, 'M\\''1')",
                "insert into loose values ('\\', '{NULL,\"NULL\"}', '2020-02-01')");
        for (String setting : SETTINGS) {
            fixture.superuser("alter role " + fixture.account() + " set " + setting);
        }
        fixture.source(
                "insert into kind values (1, 'M\\''1'), (2, E'\\\\')",
                "insert into item (kind, t, m, p, a, d, ts, i, f, b, x, j, n, up) select 1 + g % 2, E'it''s \\\\ \\n' || g, 'b''\\c'::mood,"
                        + " row(g, 'a\\b')::pair, array[null, 'NULL', '\\'], date '2020-02-01' + g, timestamptz '2020-01-01 00:00+00' + g * interval '1 h',"
                        + " interval '-1 mon 2 days -3:00', g / 3.0, '\\x5c00ff'::bytea, '<a/>'::xml, '{\"a\": \"\\\\\"}'::jsonb, 1.5::numeric::money, g"
                        + " from generate_series(1, 300) g",
                "insert into loose values ('\\', '{NULL,\"NULL\"}', '2020-02-01'), ('x', null, '2021-12-31')",
                "begin; set constraints all deferred; alter table ring_a disable trigger all; insert into ring_a values (1, 1);"
                        + " alter table ring_a enable trigger all; insert into ring_b values (1, 1); commit");
        Map<String, String> before = fixture.dump();
        Sealed first = fixture.sealAll();
        assertThat(fixture.plan(first, LoadStrategy.INSERT).problems()).isEmpty();
        fixture.load(first, 1);
        Map<String, String> loaded = fixture.dump();
        assertThat(loaded).isEqualTo(fixture.dumpOfSource());
        fixture.source(
                "begin; set constraints all deferred; update item set t = t || '\\', up = 301 - up, a = array[null, '\\n']; commit",
                "delete from item where id = 7");
        Sealed second = fixture.sealAll();
        fixture.load(second, 1, LoadStrategy.REPLACE);
        assertThat(fixture.dump()).isEqualTo(fixture.dumpOfSource());
        fixture.undo(second, 2);
        assertThat(fixture.dump()).isEqualTo(loaded);
        fixture.undo(first, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void anAccountForWhichConstraintsDoNotActLoadsNothing() {
        var fixture = new PgFixture("unconstrained", staging, "create table kind (id int primary key)");
        fixture.superuser("alter role " + fixture.account() + " set session_replication_role = replica");
        Sealed sealed = fixture.sealAll();
        assertThatThrownBy(() -> fixture.load(sealed, 1))
                .hasMessageContaining("LOD-022")
                .hasMessageContaining("session_replication_role");
    }

    @Test
    void oneServerIsKnownBehindTwoAddressesWhereverTheLoaderIs() {
        var fixture = new PgFixture("one_server", staging, "create table kind (id int primary key)");
        TimeZone here = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
        try {
            assertThatThrownBy(() ->
                            fixture.targetAsSource().plan(fixture.sealAll().job(1), (t, d, e) -> {}))
                    .hasMessageContaining("LOD-006");
        } finally {
            TimeZone.setDefault(here);
        }
    }
}
