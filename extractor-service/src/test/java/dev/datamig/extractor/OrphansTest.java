package dev.datamig.extractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.datamig.contracts.batch.ExtractionManifest;
import dev.datamig.contracts.outcome.Finding;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.sandbox.servers.PostgresServer;
import dev.datamig.sandbox.servers.TestServers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that refer to what the source does not have, by references of which the landscape says that this may be. */
class OrphansTest {

    private static final PostgresServer SERVER = TestServers.postgres();
    private static final TestReading LIMITS = TestReading.of(1_000, 4 << 20, 2, 3);

    @TempDir
    Path folder;

    private TestExtraction run(String database, String orphans, String... statements) {
        SERVER.createDatabase(database);
        SERVER.execute(
                database,
                "create table district (id int primary key)",
                "insert into district values (1), (2)",
                "create table author (id int primary key, name text)",
                "insert into author values (1, 'a'), (2, 'b')");
        SERVER.execute(database, statements);
        var extraction = new TestExtraction(
                folder, """
                version: 1
                name: loose
                environment: CERT
                districts: { store: main, query: "select id, id from district" }
                stores:
                  main:
                    kind: postgresql
                    source: { url: "%1$s", username: "%2$s", password: "%3$s" }
                    target: { url: "%1$s_cert", username: "%2$s", password: "%3$s" }
                    roots: [{ table: district, where: "id = :district" }]
                    references:
                      - { from: "note(thing)", to: "author(id)", when: "kind = 'author'" }
                    orphans: [%4$s]
                """.formatted(SERVER.jdbcUrl(database), SERVER.username(), SERVER.password(), orphans));
        extraction.run(1, LIMITS);
        return extraction;
    }

    @Test
    void rowsComeWithNullWhereTheyReferToNothingAndAreCounted() {
        TestExtraction extraction = run(
                "loose_ends",
                "\"note(author_id)\", \"note(thing)\", \"PAGE(shelf, number)\"",
                "create table note (id int primary key, d int references district, author_id int, kind text, thing int)",
                "insert into note values (1, 1, 1, 'author', 2), (2, 1, 77, 'author', 88), (3, 1, null, 'else', 99),"
                        + " (4, 2, 78, 'author', 89)",
                "alter table note add constraint written_by foreign key (author_id) references author not valid",
                "create table shelf (id int primary key)",
                "insert into shelf values (1)",
                "create table place (shelf int references shelf, number int, primary key (shelf, number))",
                "insert into place values (1, 1)",
                "create table page (d int references district, shelf int references shelf, number int)"
                        + " partition by list (d)",
                "create table page_1 (number int, shelf int, d int)",
                "alter table page attach partition page_1 for values in (1)",
                "create table page_rest partition of page default",
                "insert into page values (1, 1, 1), (1, 1, 5), (1, 1, null), (2, 1, 6)",
                "alter table page_1 add constraint at_place foreign key (shelf, number) references place not valid");

        assertThat(extraction.last()).as("%s", extraction.last()).isInstanceOf(Outcome.ExtractionCompleted.class);
        assertThat(extraction.rows("public.note"))
                .extracting(row -> Arrays.asList(row[0], row[2], row[4]))
                .containsExactlyInAnyOrder(
                        Arrays.asList(1, 1, 2), Arrays.asList(2, null, null), Arrays.asList(3, null, 99));
        assertThat(extraction.rows("public.page"))
                .extracting(Arrays::asList)
                .containsExactlyInAnyOrder(
                        Arrays.asList(1, 1, 1), Arrays.asList(1, 1, null), Arrays.asList(1, 1, null));
        assertThat(extraction.outcomes())
                .filteredOn(Outcome.ExtractionStarted.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(Outcome.ExtractionStarted.class, started -> assertFindings(started.findings()));
        ExtractionManifest manifest = extraction.manifest();
        assertFindings(manifest.findings());
    }

    private static void assertFindings(List<Finding> findings) {
        assertThat(findings)
                .extracting(Finding::check, Finding::severity, Finding::column, Finding::count)
                .containsExactlyInAnyOrder(
                        tuple("EXT-ORPHAN", Finding.Severity.WARNING, "author_id", 1L),
                        tuple("EXT-ORPHAN", Finding.Severity.WARNING, "thing", 1L),
                        tuple("EXT-ORPHAN", Finding.Severity.WARNING, "number", 1L));
        assertThat(findings).noneMatch(finding -> finding.message().contains("77"));
    }

    @Test
    void rowsAreLeftOutWithAllThatRefersToThem() {
        TestExtraction extraction = run(
                "left_out",
                "{columns: \"note(author_id)\", leaveOut: true}",
                "create table note (id int primary key, d int references district, author_id int not null,"
                        + " kind text, thing int, first int references note)",
                "insert into note values (1, 1, 1), (2, 1, 77), (3, 1, 2), (4, 2, 78), (5, 1, 79), (6, 1, 1)",
                "update note set first = 2 where id = 6",
                "alter table note add constraint written_by foreign key (author_id) references author not valid",
                "create table answer (id int primary key, note_id int references note, to_id int references answer)",
                "insert into answer values (1, 1, null), (2, 2, null), (3, 1, 2), (4, 1, 1), (5, 3, null), (6, 4, null)");

        assertThat(extraction.last()).as("%s", extraction.last()).isInstanceOf(Outcome.ExtractionCompleted.class);
        assertThat(extraction.rows("public.note")).extracting(row -> row[0]).containsExactlyInAnyOrder(1, 3);
        assertThat(extraction.rows("public.answer")).extracting(row -> row[0]).containsExactlyInAnyOrder(1, 4, 5);
        assertThat(extraction.manifest().findings())
                .extracting(Finding::check, f -> String.valueOf(f.table()), Finding::column, Finding::count)
                .containsExactlyInAnyOrder(
                        tuple("EXT-ORPHAN", "main:public.note", "author_id", 2L),
                        tuple("EXT-ORPHAN", "main:public.note", null, 1L),
                        tuple("EXT-ORPHAN", "main:public.answer", null, 2L));
    }

    @Test
    void whatCannotBeClearedIsSaidBeforeAnythingIsRead() {
        TestExtraction extraction = run(
                "tight_ends",
                "\"note(author_id)\", \"note(d, id)\", \"other(x)\"",
                "create table note (id int primary key, d int references district, author_id int not null,"
                        + " kind text, thing int)",
                "alter table note add constraint written_by foreign key (author_id) references author not valid");

        assertThat(extraction.last())
                .isInstanceOfSatisfying(
                        Outcome.WorkFailed.class,
                        failed -> assertThat(failed.failure().message())
                                .contains(
                                        "orphans: no column of public.note(author_id) may be NULL",
                                        "orphans: no reference within the store goes from public.note(d, id)",
                                        "orphans: there is no table other"));
    }
}
