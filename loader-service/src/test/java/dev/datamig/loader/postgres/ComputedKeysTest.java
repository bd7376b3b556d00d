package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.LoadStrategy;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that the database makes: generated columns, and texts that a default makes of a sequence's numbers. */
class ComputedKeysTest {

    private static final String[] TABLES = {
        "create table course (code text not null, k text generated always as (upper(code)) stored primary key, v text)",
        "create table visit (id int primary key, k text references course)",
    };

    @TempDir
    Path staging;

    private PgFixture courses(String name) {
        var fixture = new PgFixture(name, staging, TABLES);
        fixture.source(
                "insert into course (code, v) select 'c' || i, 'v' from generate_series(1, 5) i",
                "insert into visit select i, 'C' || i from generate_series(1, 5) i");
        return fixture;
    }

    @Test
    void aRowWithAGeneratedKeyToWhichOthersReferIsRefreshed() {
        PgFixture fixture = courses("computed_refresh");
        Map<String, String> before = fixture.dump();
        Sealed first = fixture.sealAll();
        fixture.load(first, 1, LoadStrategy.REPLACE);
        Map<String, String> loaded = fixture.dump();
        fixture.source(
                "update course set v = 'w' where code = 'c1'",
                "delete from visit where id = 2",
                "delete from course where code = 'c2'",
                "insert into course (code, v) values ('c9', 'v')");
        Sealed second = fixture.sealAll();
        assertThat(fixture.plan(second, LoadStrategy.REPLACE).problems()).isEmpty();

        fixture.load(second, 1, LoadStrategy.REPLACE);

        assertThat(fixture.dump()).isEqualTo(fixture.dumpOfSource());
        fixture.undo(second, 2);
        assertThat(fixture.dump()).isEqualTo(loaded);
        fixture.undo(first, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void aTestersRowUnderAGeneratedKeyIsPartOfThePlan() {
        PgFixture fixture = courses("computed_conflict");
        fixture.target("insert into course (code, v) values ('C3', 'theirs')");

        List<Failure> problems =
                fixture.plan(fixture.sealAll(), LoadStrategy.INSERT).problems();

        assertThat(problems)
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).contains("public.course").contains("course_pkey"));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 300})
    void aSequenceOfWhoseNumbersTextsAreMadeIsMovedPastThem(int rows) {
        var fixture = new PgFixture(
                "computed_text_" + rows,
                staging,
                "create sequence s",
                "create sequence padded",
                "create table slip (id text primary key default 'S-' || nextval('s'), n varchar(12) not null unique"
                        + " default lpad(nextval('padded')::text, 8, '0'))");
        fixture.source("insert into slip select from generate_series(1, " + rows + ") i");
        Sealed sealed = fixture.sealAll();
        assertThat(warnings(fixture, sealed).toList()).isEmpty();

        fixture.load(sealed, 1);

        fixture.target("insert into slip default values");
        assertThat(fixture.value("select count(*) from slip")).isEqualTo(String.valueOf(rows + 1));
    }

    @Test
    void oneThatStaysBehindIsNamedInThePlan() {
        var fixture = new PgFixture(
                "computed_behind",
                staging,
                "create sequence s",
                "create sequence kept",
                "create table slip (id text primary key default 'S-' || nextval('s'))",
                "create table other (id text primary key default 'O-' || nextval('kept'))");
        fixture.source("insert into slip values ('S-1'), ('T-2')", "insert into other values ('O-1')");
        fixture.target("revoke all on sequence kept from " + fixture.account());
        Sealed sealed = fixture.sealAll();

        assertThat(warnings(fixture, sealed).toList())
                .anyMatch(warning -> warning.startsWith("sequence s,") && warning.contains("past 1 values"))
                .anyMatch(warning -> warning.startsWith("sequence kept,") && warning.contains("select and update"))
                .hasSize(2);
        fixture.load(sealed, 1);
    }

    /** Hibernate draws numbers itself, from sequences that no default names. */
    @ParameterizedTest
    @ValueSource(ints = {5, 300})
    void sequencesThatOnlyAnApplicationDrawsFromAreMovedToo(int rows) {
        var fixture = new PgFixture(
                "computed_unbound_" + rows,
                staging,
                "create sequence student_seq increment 50",
                "create sequence hibernate_sequence",
                "create sequence owned_seq",
                "create table student (id bigint primary key, n text)",
                "create table teacher (id int primary key, n text)",
                "create table profile (id bigint primary key references student, n text)",
                "create table owned (id int primary key, x int default nextval('owned_seq'))");
        fixture.source(
                "insert into student select i, 'n' from generate_series(1, " + rows + ") i",
                "insert into teacher select 5000 + i, 'n' from generate_series(1, " + rows + ") i",
                "insert into profile select id, 'p' from student",
                "insert into owned select 70000 + i, i from generate_series(1, 3) i");

        fixture.load(fixture.sealAll(), 1);

        assertThat(Long.parseLong(fixture.value("select nextval('student_seq')")))
                .isBetween((long) rows, 60_000L);
        assertThat(Long.parseLong(fixture.value("select nextval('hibernate_sequence')")))
                .isGreaterThan(5000L + rows);
        assertThat(Long.parseLong(fixture.value("select nextval('owned_seq')"))).isLessThan(60_000L);
    }

    private static Stream<String> warnings(PgFixture fixture, Sealed sealed) {
        return Objects.requireNonNull(fixture.plan(sealed, LoadStrategy.INSERT).detail()).warnings().stream();
    }
}
