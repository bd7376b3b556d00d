package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private static final List<String> TABLES = List.of("section", "part", "enrolment", "grade", "remark", "stamp");

    @TempDir
    Path staging;

    private static Sealed seal(PgFixture fixture) {
        Map<String, String[]> tables = new LinkedHashMap<>();
        TABLES.forEach(table -> tables.put("public." + table, new String[] {"true", "false"}));
        return fixture.seal(tables);
    }

    private static String all(String table) {
        return "select string_agg(t::text, ' ' order by t::text) from " + table + " t";
    }

    @Test
    void theNewRowGetsTheNumberOfTheOldOne() {
        var fixture = new PgFixture("renamed_keys", staging, DDL);
        fixture.source(
                "insert into section select 1, 'c' || i, md5('s' || i)::uuid, 't' || i from generate_series(1, 20) i",
                "insert into part select school, code, k, 'v' from section, generate_series(1, 2) k",
                "insert into enrolment select school, code, p, p, md5(code || p)::uuid from section, generate_series(1, 3) p",
                "insert into grade select school, code, pupil, d, d from enrolment, generate_series(1, 2) d",
                "insert into remark select i, 1, 'c' || i, 'b' || i from generate_series(1, 20) i",
                "insert into stamp select pupil, 'x' from remark");
        Map<String, String> before = fixture.dump();
        Sealed first = seal(fixture);
        fixture.load(first, 1);
        Map<String, String> afterFirst = fixture.dump();
        fixture.source(
                "update section set code = 'renamed ' || code where code like '%2' or code like '%5'",
                "update enrolment set points = 7 where pupil = 2",
                "delete from part where kind = 2 and code like '%3'");
        Sealed second = seal(fixture);

        assertThat(fixture.plan(second, LoadStrategy.REPLACE).problems()).isEmpty();
        fixture.load(second, 1, LoadStrategy.REPLACE);

        for (String table : TABLES) {
            assertThat(fixture.value(all(table))).as(table).isEqualTo(fixture.sourceValue(all(table)));
        }
        fixture.undo(second, 2);
        assertThat(fixture.dump()).isEqualTo(afterFirst);
        fixture.undo(first, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }
}
