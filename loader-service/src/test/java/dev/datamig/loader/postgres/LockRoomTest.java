package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.FailureCategory;
import dev.datamig.contracts.LoadStrategy;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The target's lock table belongs to everybody: a load that would fill it does not begin. */
class LockRoomTest {

    private static final int TABLES = 40;

    @TempDir
    Path staging;

    private static String[] ddl(int tables) {
        var ddl = new ArrayList<>(List.of("create table t0 (id int primary key, title text, code text unique)"));
        for (int i = 1; i < tables; i++) {
            ddl.add("create table t%d (id int primary key, title text, code text unique, up int references t%d)"
                    .formatted(i, i - 1));
        }
        return ddl.toArray(String[]::new);
    }

    private static String[] rows(int tables) {
        return IntStream.range(0, tables)
                .mapToObj(i -> "insert into t%d (id, title, code) values (1, 'a', 'a'), (2, 'b', null)".formatted(i))
                .toArray(String[]::new);
    }

    @Test
    void foreseesAtLeastTheLocksThatALoadTakes() {
        var fixture = new PgFixture("lockroom", staging, ddl(TABLES));
        fixture.source(rows(TABLES));
        fixture.target(
                "create table seen (locks bigint)",
                "create function count_locks() returns trigger language plpgsql security definer as $$ begin"
                        + " insert into public.seen select count(distinct (locktype, relation, classid::int8,"
                        + " objid::int8, objsubid, transactionid::text, virtualxid)) from pg_locks where pid = pg_backend_pid();"
                        + " return null; end $$",
                "create trigger counted after insert on t" + (TABLES - 1) + " execute function count_locks()",
                // a row that is there already: all tables are staged
                "insert into t0 (id, title, code) values (1, 'a', 'a')");
        Sealed sealed = fixture.sealAll();

        fixture.load(sealed, 1);

        long taken = Long.parseLong(fixture.value("select max(locks) from seen"));
        assertThat(taken).isGreaterThan(3 * TABLES);
        try (PgSession session = PgSession.open(fixture.owner(), Duration.ofSeconds(5))) {
            session.begin();
            List<LoadTable> tables = TableFit.fit(sealed.job(1).sealed(), TargetCatalogReader.read(session))
                    .tables();
            assertThat(new LockRoom(session).needed(tables)).isBetween(taken, 2 * taken);
        }
    }

    @Test
    void saysWhatWouldDoBeforeAnythingIsStaged() {
        int many = 1_300;
        var fixture = new PgFixture("lockless", staging, ddl(many));
        fixture.source(rows(many));

        List<Failure> problems =
                fixture.plan(fixture.sealAll(), LoadStrategy.INSERT).problems();

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("LOD-035");
            assertThat(problem.category()).isEqualTo(FailureCategory.BLOCKING);
            assertThat(problem.message()).contains("1300 tables", "max_locks_per_transaction is 64, ");
        });
    }
}
