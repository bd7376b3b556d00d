package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Children's triggers count up a column of their parents, and the parents' own trigger notes the time of every update: whoever gives
 * such a row its values again by an update touches it once more.
 */
class SelfTouchingParentsTest {

    private static final String COURSES =
            "select string_agg(c::text, ' ' order by id) || (select string_agg(e::text, ' ' order by id) from enrollment e where id < 900) from course c where id < 900";

    @TempDir
    Path staging;

    /** @param events of children that are counted @param action of the reference to the parent */
    private PgFixture fixture(String name, String events, String action) {
        var fixture = new PgFixture(
                name,
                staging,
                "create table course (id int primary key, name text not null unique, seats int not null, updated_at timestamptz)",
                "create table enrollment (id int primary key, course_id int not null references course " + action
                        + ", who text)");
        fixture.source(
                "insert into course select i, 'c' || i, 2, '2020-01-01' from generate_series(1, 6) i",
                "insert into enrollment select i, 1 + i % 6, 'p' from generate_series(1, 12) i");
        fixture.target(
                "create function touch() returns trigger language plpgsql as $$ begin new.updated_at := clock_timestamp(); return new; end $$",
                "create trigger touch before update on course for each row execute function touch()",
                "create function count_up() returns trigger language plpgsql as $$ begin"
                        + " if tg_op <> 'DELETE' then update public.course set seats = seats + 1 where id = new.course_id; end if;"
                        + " if tg_op <> 'INSERT' then update public.course set seats = seats - 1 where id = old.course_id; end if;"
                        + " return null; end $$",
                "create trigger count_up after " + events + " on enrollment for each row execute function count_up()",
                "insert into course values (1, 'c1', 2, '2020-01-01'), (900, 'own', 0, '2019-01-01')",
                "insert into enrollment values (900, 900, 'own')");
        return fixture;
    }

    @ParameterizedTest
    @CsvSource({
        "touch_insert, insert",
        "touch_delete, insert or delete",
        "touch_all, insert or update or delete",
    })
    void areAsSealedAndAsBeforeWhateverIsLoadedRefreshedAndUndone(String name, String events) {
        PgFixture fixture = fixture(name, events, "");
        Map<String, String> before = fixture.dump();
        Sealed first = fixture.sealAll();
        fixture.load(first, 1, LoadStrategy.REPLACE);
        assertThat(fixture.value(COURSES)).isEqualTo(fixture.sourceValue(COURSES));
        Map<String, String> afterFirst = fixture.dump();
        fixture.source(
                "delete from enrollment where id in (1, 2, 3)",
                "update enrollment set course_id = 6, who = 'q' where id = 4",
                "update course set name = 'renamed', seats = 3, updated_at = '2020-02-02' where id = 2",
                "insert into course values (7, 'new', 1, '2020-02-02')",
                "insert into enrollment values (13, 7, 'p'), (14, 2, 'p')");
        Sealed second = fixture.sealAll();

        fixture.load(second, 1, LoadStrategy.REPLACE);

        assertThat(fixture.value(COURSES)).isEqualTo(fixture.sourceValue(COURSES));
        fixture.undo(second, 2);
        assertThat(fixture.dump()).isEqualTo(afterFirst);
        fixture.undo(first, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    /** Nobody can take such a parent out without its children, whose triggers would then touch it again. */
    @ParameterizedTest
    @ValueSource(strings = {"cascade", "restrict"})
    void stopTheLoadWhereTheyCannotBeTakenOut(String action) {
        PgFixture fixture = fixture("touch_" + action, "insert", "on delete " + action);
        Map<String, String> before = fixture.dump();

        assertThatThrownBy(() -> fixture.load(fixture.sealAll(), 1))
                .hasMessageContaining("LOD-014")
                .hasMessageContaining("course");

        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void comeBackFromABackup() {
        PgFixture fixture = fixture("touch_backup", "insert or update or delete", "");
        fixture.load(fixture.sealAll(), 1);
        fixture.source(
                "update course set name = 'renamed', updated_at = '2020-02-02' where id = 2",
                "update enrollment set course_id = 6 where id = 4");
        Map<String, String> before = fixture.dump();
        var backedUp = new BackedUp(fixture.sealAll(), fixture.targetStore());
        backedUp.load(1, LoadStrategy.UPSERT);
        assertThat(fixture.value("select course_id from enrollment where id = 4"))
                .isEqualTo("6");

        backedUp.restore();

        assertThat(fixture.dump()).isEqualTo(before);
    }
}
