package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A column that a trigger sets at every update, in a table whose rows stand below each other and above those of other tables. */
class KeptTreesTest {

    private static final String[] TRIGGER = {
        "create sequence versions start 1000",
        "grant usage on sequence versions to public",
        "create function bump() returns trigger language plpgsql as $$ begin new.version := nextval('public.versions');"
                + " return new; end $$",
        "create trigger bump before update on unit for each row execute function bump()",
    };

    @TempDir
    Path staging;

    /**
     * @param above what happens to a unit when the one above it goes
     * @param under what happens to a desk when its unit goes
     */
    @ParameterizedTest
    @CsvSource({
        "cascade, cascade",
        "set null, cascade",
        "no action, set null",
        "restrict, no action",
        "cascade, restrict",
        "no action, restrict"
    })
    void undoAndRestorePutBackWhatItKept(String above, String under) {
        String name = "kept_tree_" + (above + "_" + under).replace(' ', '_');
        var fixture = new PgFixture(
                name,
                staging,
                "create table unit (id int primary key, above_id int references unit on delete " + above
                        + ", name text, version bigint not null default 0)",
                "create table desk (id int primary key, unit_id int references unit on delete " + under
                        + ", label text)",
                "create table pin (id int primary key, desk_id int references desk, label text)");
        fixture.source("insert into unit select i, nullif(i / 2, 0), 'n' || i, i from generate_series(1, 12) i");
        fixture.target(TRIGGER);
        fixture.target(
                "insert into unit select i, nullif((i + 1) / 3, 0), 'old' || i, 7 from generate_series(1, 8) i",
                "insert into unit select 100 + i, i, 'testers', 8 from generate_series(1, 8) i",
                "insert into unit select 200 + i, 100 + i, 'testers', 9 from generate_series(1, 8) i",
                "insert into desk select id, id, 'd' || id from unit",
                "insert into pin select id, id, 'p' || id from desk");
        Sealed sealed = fixture.seal(Map.of("public.unit", new String[] {"true", "false"}));

        isPutBack(fixture, sealed, "update unit set name = 'damaged', above_id = null where id < 6");
    }

    @Test
    void undoAndRestorePutBackWhatACycleOfTwoTablesKept() {
        var fixture = new PgFixture(
                "kept_cycle",
                staging,
                "create table unit (id int primary key, head_id int, name text, version bigint not null default 0)",
                "create table person (id int primary key, unit_id int references unit on delete cascade, name text)",
                "alter table unit add foreign key (head_id) references person on delete set null");
        fixture.source(
                "insert into unit select i, null, 'n' || i, i from generate_series(1, 8) i",
                "insert into person select i, i, 'n' || i from generate_series(1, 8) i",
                "update unit set head_id = id");
        fixture.target(TRIGGER);
        fixture.target(
                "alter table unit disable trigger bump",
                "insert into unit select i, null, 'old' || i, 7 from generate_series(1, 6) i",
                "insert into unit values (100, null, 'testers', 8)",
                "insert into person select i, 7 - i, 'old' || i from generate_series(1, 6) i",
                "insert into person select 100 + i, i, 'testers' from generate_series(1, 6) i",
                "update unit set head_id = least(100 + id, 105)",
                "alter table unit enable trigger bump");
        Sealed sealed = fixture.sealAll();

        isPutBack(fixture, sealed, "update unit set name = 'damaged' where id < 5");
    }

    private static void isPutBack(PgFixture fixture, Sealed sealed, String damage) {
        Map<String, String> before = fixture.dump();
        var backedUp = new BackedUp(sealed, fixture.targetStore());
        backedUp.load(1, LoadStrategy.UPSERT);
        assertThat(fixture.value("select count(*) from unit where id < 9 and name not like 'n%'"))
                .isEqualTo("0");

        fixture.undo(sealed, 2);
        assertThat(fixture.dump()).isEqualTo(before);

        fixture.target(damage);
        assertThat(fixture.dump()).isNotEqualTo(before);
        backedUp.restore();
        assertThat(fixture.dump()).isEqualTo(before);
    }
}
