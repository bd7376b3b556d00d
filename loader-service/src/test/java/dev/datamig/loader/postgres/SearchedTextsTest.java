package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import dev.datamig.loader.target.Target;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two runs search the same text for people, and each finds those whom it knows: the rows are the same nevertheless. */
class SearchedTextsTest {

    private static final String[] DDL = {
        "create table pupil (id int primary key, name text not null)",
        "create table note (id int primary key, pupil_id int not null references pupil, kind text not null, body text)",
    };
    private static final String[] ROWS = {
        "insert into pupil select i, 'p' || i from generate_series(1, 6) i",
        "insert into note select i, i, 'visit', 'Lee met p' || i from generate_series(1, 6) i",
    };
    private static final String BODIES = "select string_agg(body, ', ' order by id) from note where id < 70";

    @TempDir
    Path staging;

    private PgFixture fixture;
    private Map<String, String> before;

    private void begin(String name) {
        fixture = new PgFixture(name, staging, DDL);
        fixture.source(ROWS);
        fixture.target("insert into pupil values (70, 'Tim')", "insert into note values (70, 70, 'visit', 'by Tim')");
        before = fixture.dump();
    }

    private Sealed pupils(String ids) {
        Map<String, String[]> tables = new LinkedHashMap<>();
        tables.put("public.pupil", new String[] {"id in (" + ids + ")", "false"});
        tables.put("public.note", new String[] {"pupil_id in (" + ids + ")", "false"});
        return fixture.sealSearched(tables, "public.note", "body");
    }

    private List<TableLoad> load(Sealed sealed, String district) {
        return load(sealed, district, LoadStrategy.INSERT);
    }

    private List<TableLoad> load(Sealed sealed, String district, LoadStrategy strategy) {
        return fixture.targetStore().load(sealed.jobOf(district, 1, strategy), (t, d, e) -> {});
    }

    @ParameterizedTest
    @EnumSource(
            value = LoadStrategy.class,
            names = {"INSERT", "UPSERT"})
    void aRowThatDiffersInSuchATextAloneStaysAsItWasBrought(LoadStrategy strategy) {
        begin("searched_texts_" + strategy.text());
        Sealed one = pupils("1, 2, 3");
        load(one, "d1");
        Map<String, String> alone = fixture.dump();
        fixture.source("update note set body = replace(body, 'Lee', 'Ash')");
        Sealed two = pupils("3, 4");

        Target.Plan plan = fixture.targetStore().plan(two.jobOf("d2", 1, strategy), (t, d, e) -> {});
        assertThat(plan.problems()).isEmpty();
        assertThat(plan.detail().warnings())
                .anyMatch(warning -> warning.contains("public.note") && warning.contains("1 of district d1"));
        List<TableLoad> loaded = load(two, "d2", strategy);

        assertThat(PgFixture.of(loaded, "public.note").matched()).isEqualTo(1);
        assertThat(PgFixture.of(loaded, "public.note").inserted()).isEqualTo(1);
        assertThat(fixture.value(BODIES)).isEqualTo("Lee met p1, Lee met p2, Lee met p3, Ash met p4");
        fixture.undo(two, 1);
        assertThat(fixture.dump()).isEqualTo(alone);
        fixture.undo(one, 1);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void whoBroughtItMayGoFirst() {
        begin("searched_texts_first");
        Sealed one = pupils("1, 2, 3");
        load(one, "d1");
        fixture.source("update note set body = replace(body, 'Lee', 'Ash')");
        Sealed two = pupils("3, 4");
        load(two, "d2");

        fixture.undo(one, 1);

        assertThat(fixture.value(BODIES)).isEqualTo("Lee met p3, Ash met p4");
        fixture.undo(two, 1);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void anyOtherDifferenceIsForPeopleToSee() {
        begin("searched_texts_other");
        load(pupils("1, 2, 3"), "d1");
        fixture.source("update note set body = 'Ash', kind = 'call'");
        Sealed two = pupils("3, 4");

        assertThatThrownBy(() -> load(two, "d2"))
                .hasMessageContaining("LOD-004")
                .hasMessageContaining("public.note");
    }

    @Test
    void whatMayBeOverwrittenIsWhereMoreDiffers() {
        begin("searched_texts_upsert_more");
        fixture.source("insert into pupil values (70, 'Tim')", "insert into note values (70, 70, 'visit', 'by Tom')");
        Sealed two = pupils("4, 70");
        List<TableLoad> loaded = load(two, "d2", LoadStrategy.UPSERT);

        assertThat(PgFixture.of(loaded, "public.note").updated()).isEqualTo(1);
        fixture.undo(two, 1);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void textsOfTestersAreForPeopleToSee() {
        begin("searched_texts_testers");
        fixture.source(
                "insert into pupil values (70, 'Tim')", "insert into note values (70, 70, 'visit', 'by somebody')");
        Sealed two = pupils("4, 70");

        assertThatThrownBy(() -> load(two, "d2"))
                .hasMessageContaining("LOD-004")
                .hasMessageContaining("public.note");
    }
}
