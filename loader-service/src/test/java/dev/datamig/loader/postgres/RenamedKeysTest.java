package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thing that gets another natural key from one month to the next and keeps its stable number: under the new key it is a new row,
 * which wants the number that the old one has.
 */
class RenamedKeysTest {

    private static final String[] DDL = {
        "create table section (school int, code text, id uuid not null unique, title text, primary key (school, code))",
        "create table part (school int, code text, kind int, value text, primary key (school, code, kind),"
                + " foreign key (school, code) references section on delete cascade on update cascade)",
        "create table enrolment (school int, code text, pupil int, points int, id uuid not null unique,"
                + " primary key (school, code, pupil), foreign key (school, code) references section on update cascade)",
        "create table grade (school int, code text, pupil int, period int, points int, primary key (school, code,"
                + " pupil, period), foreign key (school, code, pupil) references enrolment on update cascade on delete"
                + " cascade)",
        "create table remark (pupil int primary key, r_school int, r_code text, body text, foreign key (r_school, r_code)"
                + " references section on update cascade)",
        "create table stamp (pupil int primary key references remark on delete cascade, body text)",
    };

    /** A table that a trigger keeps and that the source's dump has too. */
    private static final String[] DERIVED = {
        "create table organisation (id int primary key)",
        "create table reach (source int references organisation on delete cascade, target int references organisation"
                + " on delete cascade, primary key (source, target))",
        "alter table section add foreign key (school) references organisation",
        "create function derive() returns trigger language plpgsql as $$ begin insert into public.reach values (new.id,"
                + " new.id); return null; end $$",
        "create trigger derive after insert on organisation for each row execute function derive()",
        "insert into organisation values (1)",
    };

    private static final List<String> TABLES = List.of("section", "part", "enrolment", "grade", "remark", "stamp");

    @TempDir
    Path staging;

    private static Sealed seal(PgFixture fixture, String... more) {
        Map<String, String[]> tables = new LinkedHashMap<>();
        Stream.concat(TABLES.stream(), Stream.of(more))
                .forEach(table -> tables.put("public." + table, new String[] {"true", "false"}));
        return fixture.seal(tables);
    }

    private static String all(String table) {
        return "select string_agg(t::text, ' ' order by t::text) from " + table + " t";
    }

    @Test
    void theNewRowGetsTheNumberOfTheOldOne() {
        var fixture = new PgFixture("renamed_keys", staging, DDL);
        fillFirst(fixture);
        Map<String, String> before = fixture.dump();
        Sealed first = seal(fixture);
        fixture.load(first, 1);
        Map<String, String> afterFirst = fixture.dump();
        rename(fixture);
        Sealed second = seal(fixture);

        assertThat(fixture.plan(second, LoadStrategy.REPLACE).problems()).isEmpty();
        fixture.load(second, 1, LoadStrategy.REPLACE);

        isAsInTheSource(fixture, TABLES);
        fixture.undo(second, 2);
        assertThat(fixture.dump()).isEqualTo(afterFirst);
        fixture.undo(first, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void rowsThatTriggersMakeTooComeAsideOfThat() {
        String[] ddl = Stream.concat(Stream.of(DDL), Stream.of(DERIVED)).toArray(String[]::new);
        var fixture = new PgFixture("renamed_derived", staging, ddl);
        fillFirst(fixture);
        fixture.target("delete from organisation");
        Map<String, String> before = fixture.dump();
        Sealed first = seal(fixture, "organisation", "reach");
        fixture.load(first, 1);
        Map<String, String> afterFirst = fixture.dump();
        rename(fixture);
        fixture.source("insert into organisation values (2)");
        Sealed second = seal(fixture, "organisation", "reach");

        fixture.load(second, 1, LoadStrategy.REPLACE);

        isAsInTheSource(fixture, TABLES);
        isAsInTheSource(fixture, List.of("organisation", "reach"));
        fixture.undo(second, 2);
        assertThat(fixture.dump()).isEqualTo(afterFirst);
        fixture.undo(first, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    private static void isAsInTheSource(PgFixture fixture, List<String> tables) {
        for (String table : tables) {
            assertThat(fixture.value(all(table))).as(table).isEqualTo(fixture.sourceValue(all(table)));
        }
    }

    private static void fillFirst(PgFixture fixture) {
        fixture.source(
                "insert into section select 1, 'c' || i, md5('s' || i)::uuid, 't' || i from generate_series(1, 20) i",
                "insert into part select school, code, k, 'v' from section, generate_series(1, 2) k",
                "insert into enrolment select school, code, p, p, md5(code || p)::uuid from section, generate_series(1, 3) p",
                "insert into grade select school, code, pupil, d, d from enrolment, generate_series(1, 2) d",
                "insert into remark select i, 1, 'c' || i, 'b' || i from generate_series(1, 20) i",
                "insert into stamp select pupil, 'x' from remark");
    }

    private static void rename(PgFixture fixture) {
        fixture.source(
                "update section set code = 'renamed ' || code where code like '%2' or code like '%5'",
                "update enrolment set points = 7 where pupil = 2",
                "delete from part where kind = 2 and code like '%3'");
    }
}
