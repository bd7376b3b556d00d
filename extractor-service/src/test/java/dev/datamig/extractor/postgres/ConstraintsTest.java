package dev.datamig.extractor.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.landscape.Endpoint;
import dev.datamig.contracts.landscape.Store;
import dev.datamig.contracts.schema.CheckSchema;
import dev.datamig.extractor.TestLandscapes;
import dev.datamig.extractor.TestReading;
import dev.datamig.extractor.catalog.PgTable;
import dev.datamig.sandbox.servers.PostgresServer;
import dev.datamig.sandbox.servers.TestServers;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConstraintsTest {

    private static final PostgresServer SERVER = TestServers.postgres();
    private static final String DATABASE = "constraints_test";

    private static PgTable person() {
        SERVER.createDatabase(DATABASE);
        SERVER.execute(
                DATABASE,
                "create domain short_text as text check (char_length(value) <= 40)",
                "create domain mail as short_text check (value ~ '@')",
                """
                create table person (
                  id int primary key,
                  email mail,
                  phone text,
                  nick text,
                  nick_small text generated always as (lower(nick)) stored,
                  born date check (born <= now() - interval '5 years'),
                  hired date,
                  gone bool,
                  constraint in_order check (hired > born),
                  exclude using btree (hired with =))""",
                "create unique index on person (lower(email))",
                "create unique index on person (phone) where not gone",
                "create unique index on person (nick_small)",
                "create index on person (lower(nick))");
        Endpoint endpoint = TestLandscapes.endpoint(SERVER, DATABASE);
        var store = new Store.Postgres(
                "s", endpoint, endpoint, List.of(), List.of(), List.of(), List.of(), List.of(), true, List.of());
        try (PgSource source = PgSource.connect("s", endpoint, TestReading.DEFAULT)) {
            source.freeze();
            return PgCatalogReader.read(source, store).tables().getFirst();
        }
    }

    @Test
    void knowsConditionsOfTablesAndOfDomainsBehindDomains() {
        List<CheckSchema> checks = person().constraints().checks();

        assertThat(checks)
                .contains(
                        new CheckSchema("in_order", "(hired > born)", List.of("hired", "born"), false),
                        new CheckSchema("mail_check", "(((VALUE)::text ~ '@'::text))", List.of("email"), true),
                        new CheckSchema("short_text_check", "((char_length(VALUE) <= 40))", List.of("email"), true))
                .hasSize(4);
    }

    @Test
    void knowsWhatIndexesOnExpressionsAndOnSomeRowsKeepApart() {
        assertThat(person().constraints().apart())
                .containsExactlyInAnyOrder(List.of("email"), List.of("phone"), List.of("nick"), List.of("hired"));
    }
}
