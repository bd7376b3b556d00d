package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.LoadStrategy;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import dev.datamig.loader.target.Target;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The target's own triggers change rows on their way in: a row that differs in what they set alone is the same row. */
class KeptColumnsTest {

    private static final String[] TABLES = {
        "create table \"Film ON x\" (id int primary key, title text not null, words tsvector, seen timestamptz)",
        "create table loan (id int primary key, film_id int not null references \"Film ON x\")",
        "create table trail (at timestamptz default clock_timestamp(), id int)",
    };

    private static final String[] TRIGGERS = {
        "create trigger words before insert or update of title on \"Film ON x\" for each row execute function"
                + " tsvector_update_trigger('words', 'pg_catalog.english', 'title')",
        "create function seen() returns trigger language plpgsql as $$ begin new.seen = clock_timestamp();"
                + " insert into public.trail (id) values (new.id); return new; end $$",
        "create trigger \"seen ON y\" before insert on \"Film ON x\" for each row when (new.id > 0) execute function"
                + " seen()",
    };

    @TempDir
    Path staging;

    private PgFixture fixture(String name) {
        var fixture = new PgFixture(name, staging, TABLES);
        fixture.source(
                "insert into \"Film ON x\" select i, 'the running ' || i, '', '2020-01-01' from generate_series(1, 300) i",
                "insert into loan select i, i from generate_series(1, 300) i");
        fixture.target(TRIGGERS);
        fixture.target("insert into \"Film ON x\" select i, 'the running ' || i from generate_series(1, 200) i");
        return fixture;
    }

    private static Sealed seal(PgFixture fixture) {
        return fixture.seal(Map.of(
                "public.\"Film ON x\"", new String[] {"false", "true"}, "public.loan", new String[] {"true", "false"}));
    }

    @Test
    void rowsThatDifferInWhatTriggersSetAreTheSame() {
        PgFixture fixture = fixture("triggers_keep");
        Map<String, String> before = fixture.dump();
        Sealed sealed = seal(fixture);

        Target.Plan planned = fixture.plan(sealed, LoadStrategy.INSERT);

        assertThat(planned.problems()).isEmpty();
        assertThat(Objects.requireNonNull(planned.detail()).warnings())
                .anyMatch(
                        warning -> warning.contains("\"Film ON x\"") && warning.endsWith("not compared: seen, words"));
        assertThat(fixture.dump()).isEqualTo(before);

        fixture.load(sealed, 1);
        assertThat(fixture.value("select count(*) from trail")).isEqualTo("300");
        assertThat(fixture.value("select count(*) from \"Film ON x\" where words @@ 'run'"))
                .isEqualTo("300");

        fixture.undo(sealed, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void rowsThatDifferInAnythingElseAreAConflict() {
        PgFixture fixture = fixture("triggers_differ");
        fixture.target("update \"Film ON x\" set title = 'the walking' where id = 7");

        assertThat(fixture.plan(seal(fixture), LoadStrategy.INSERT).problems())
                .singleElement()
                .extracting(Failure::message)
                .asString()
                .contains("1 of 300 rows")
                .endsWith("differing in title");
    }

    @Test
    void whatATriggerThatKnowsItsTableWouldSetIsCompared() {
        PgFixture fixture = fixture("triggers_know");
        fixture.target(
                "create function choosy() returns trigger language plpgsql as $$ begin if tg_table_name <> 'Film ON x' then raise 'what is %', tg_table_name; end if; return new; end $$",
                "create trigger choosy before insert on \"Film ON x\" for each row execute function choosy()");

        assertThat(fixture.plan(seal(fixture), LoadStrategy.INSERT).problems())
                .singleElement()
                .extracting(Failure::message)
                .asString()
                .contains("200 of 300 rows")
                .endsWith("differing in words, seen");
    }
}
