package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.RunId;
import dev.datamig.contracts.landscape.ReferenceEnd;
import dev.datamig.contracts.landscape.ReferenceRule;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UntouchedRunTest {

    private static final ReferenceRule NOTES = new ReferenceRule(
            new ReferenceEnd("s", "public.note", List.of("about")),
            new ReferenceEnd("s", "public.a", List.of("id")),
            "kind = 'a'");

    @TempDir
    Path staging;

    @Test
    void holdsUntilSomebodyChangesARowOrBuildsOnIt() {
        var fixture = new PgFixture(
                "untouched",
                staging,
                "create table a (id int primary key, v text)",
                "create table b (id int primary key, a_id int references a on delete set null)",
                "create table part (id int, half int, a_id int references a, primary key (id, half)) partition by list (half)",
                "create table part1 partition of part for values in (1)",
                "create table q (v text)",
                "create table note (id int primary key, kind text, about text)");
        fixture.source(
                "insert into a select i, 'v' from generate_series(1, 5) i",
                "insert into b values (1, 1)",
                "insert into part values (1, 1, 2)",
                "insert into q values ('x'), ('x')");
        fixture.target(
                "insert into a values (100, 'theirs')",
                "insert into b values (100, 100)",
                "insert into q values ('x')",
                "insert into note values (1, 'other', '1'), (2, 'a', '100')");
        Sealed sealed = fixture.sealAll();
        fixture.load(sealed, 1);
        RunId run = sealed.fixture().run();

        assertThat(holds(fixture, run, "select 1")).isTrue();
        assertThat(holds(fixture, run, "update a set v = 'w' where id = 100")).isTrue();
        assertThat(holds(fixture, run, "insert into b values (101, 100)")).isTrue();
        for (String meddling : List.of(
                "update a set v = 'w' where id = 5",
                "update q set v = 'y' where ctid = (select max(ctid) from q)",
                "delete from b where id = 1",
                "insert into b values (101, 5)",
                "insert into part values (101, 1, 5)",
                "update b set a_id = 3 where id = 100",
                "insert into note values (3, 'a', '4')",
                "update datamig.change set data = '\\x00' where table_name = 'public.a'",
                "update datamig.change set kind = 'UNNOTED' where table_name = 'public.q'",
                "update datamig.load set made_by = null")) {
            assertThat(holds(fixture, run, meddling)).as(meddling).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"10, 1, true", "1000, 1000, false", "1000, 1000000, true", "100000, 1000000, false"})
    void isLeftToTheKeysWhereOthersHaveManyMoreRows(long megabytes, long loaded, boolean worthwhile) {
        assertThat(UntouchedRun.worthwhile(megabytes << 20, loaded)).isEqualTo(worthwhile);
    }

    private static boolean holds(PgFixture fixture, RunId run, String meddling) {
        try (PgSession session = PgSession.open(fixture.owner(), Duration.ofSeconds(5))) {
            session.begin();
            session.run("meddling", meddling);
            TargetCatalog catalog = TargetCatalogReader.read(session);
            return new UntouchedRun(
                            session,
                            new PgLedger(session, "s"),
                            new UndoRows(session, catalog),
                            UndoReference.all(catalog, List.of(NOTES)))
                    .holds(run);
        }
    }
}
