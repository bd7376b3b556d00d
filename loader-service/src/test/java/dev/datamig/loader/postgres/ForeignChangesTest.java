package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import dev.datamig.loader.target.LoadJob;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that another district's run brought are not changed unless that is allowed. */
class ForeignChangesTest {

    @TempDir
    Path staging;

    private static LoadJob job(Sealed sealed, String district, LoadStrategy strategy) {
        return new LoadJob(sealed.sets().open(sealed.fixture().run(), "s"), sealed.sets(), 1, district, strategy);
    }

    @Test
    void neitherByAnUpsertNorByAForcedUndo() {
        var fixture = new PgFixture(
                "foreign",
                staging,
                "create table a (id int primary key, v text)",
                "create table b (id int primary key, a_id int references a)");
        fixture.source("insert into a select i, 'one' from generate_series(1, 9) i");
        Sealed first = fixture.sealAll();
        fixture.targetStore().load(job(first, "one", LoadStrategy.INSERT), (t, d, e) -> {});
        fixture.target("insert into a values (20, 'theirs')");
        fixture.source(
                "update a set v = 'two' where id < 4",
                "insert into a values (20, 'two')",
                "insert into b values (1, 5), (2, 6)");
        Sealed second = fixture.sealAll();
        Map<String, String> then = fixture.dump();

        LoadJob upsert = job(second, "two", LoadStrategy.UPSERT);
        assertThat(fixture.targetStore().plan(upsert, (t, d, e) -> {}).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.code() + problem.message())
                        .contains("LOD-033")
                        .contains("3 rows of public.a, allowed are 0"));
        assertThatThrownBy(() -> fixture.targetStore().load(upsert, (t, d, e) -> {}))
                .hasMessageContaining("LOD-033");
        assertThat(fixture.dump()).isEqualTo(then);

        Sealed third = fixture.seal(Map.of("public.b", new String[] {"true", "false"}));
        fixture.targetStore().load(job(third, "two", LoadStrategy.UPSERT), (t, d, e) -> {});
        assertThatThrownBy(() -> fixture.targetStore().undo(first.undo(2, false)))
                .hasMessageContaining("LOD-015");
        assertThatThrownBy(() -> fixture.targetStore().undo(first.undo(3, true)))
                .hasMessageContaining("LOD-033")
                .hasMessageContaining("2 rows of public.b");
        fixture.undo(third, 2);
        assertThat(fixture.targetStore().undo(first.undo(4, false)).nothing()).isFalse();
        assertThat(fixture.value("select count(*) from a")).isEqualTo("1");
    }
}
