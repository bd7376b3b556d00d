package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A child whose trigger makes the parent that it refers to: a bill its entry among all transactions, a pupil its person. */
class ParentsMadeByTriggersTest {

    @TempDir
    Path staging;

    /** @param key the reference from a bill to its entry among the transactions */
    private PgFixture bills(String name, String key) {
        var fixture = new PgFixture(
                name,
                staging,
                "create table entry (id int primary key, kind text, approved boolean)",
                "create table bill (id int primary key references entry %s, amount int)".formatted(key),
                "create table line (id int primary key, entry_id int references entry)");
        fixture.source(
                "insert into entry select i, 'sealed ' || i, i % 2 = 0 from generate_series(1, 9) i",
                "insert into bill select i, i from generate_series(1, 5) i",
                "insert into line select i, i from generate_series(1, 9) i");
        fixture.target(
                """
                create function enter() returns trigger language plpgsql as $$
                begin
                  insert into public.entry values (new.id, tg_relname, false);
                  return new;
                end $$""",
                "create trigger enter before insert on bill for each row execute function enter()",
                "insert into bill values (100, 7)");
        return fixture;
    }

    /** The child's trigger makes the row that the child refers to; the source's dump has it, too. */
    @ParameterizedTest
    @ValueSource(strings = {"", "on delete cascade", "on delete restrict", "deferrable initially deferred"})
    void aParentThatItsChildsTriggerMakesIsAsSealedAndGoesWithTheRun(String key) {
        PgFixture fixture = bills("among_made_" + key.length(), key);
        Map<String, String> before = fixture.dump();
        Sealed sealed = fixture.sealAll();

        fixture.load(sealed, 1);

        assertThat(fixture.value("select string_agg(kind || approved, ',' order by id) from entry where id < 100"))
                .isEqualTo("sealed 1false,sealed 2true,sealed 3false,sealed 4true,sealed 5false,sealed 6true,"
                        + "sealed 7false,sealed 8true,sealed 9false");
        fixture.undo(sealed, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    /** What comes with a refresh is made by the trigger as well, beside entries that are there already. */
    @Test
    void aParentThatItsChildsTriggerMakesComesWithARefresh() {
        PgFixture fixture = bills("among_made_refresh", "");
        Map<String, String> before = fixture.dump();
        Sealed first = fixture.sealAll();
        fixture.load(first, 1, LoadStrategy.REPLACE);
        Map<String, String> loaded = fixture.dump();
        fixture.source(
                "update entry set kind = 'changed' where id in (3, 8)",
                "insert into entry values (11, 'new bill', true), (12, 'new other', true)",
                "insert into bill values (11, 11)");
        Sealed second = fixture.sealAll();

        fixture.load(second, 1, LoadStrategy.REPLACE);

        assertThat(fixture.value("select string_agg(kind, ',' order by id) from entry where id in (3, 8, 11, 12)"))
                .isEqualTo("changed,changed,new bill,new other");
        fixture.undo(second, 2);
        assertThat(fixture.dump()).isEqualTo(loaded);
        fixture.undo(first, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }
}
