package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that a load could change lie in the staging area before, and come back after whatever damage. */
class PgBackupTest {

    @TempDir
    Path staging;

    private PgFixture fixture;
    private Sealed sealed;

    @BeforeEach
    void aTargetWithRowsThatTheDistrictMeets() {
        fixture = new PgFixture(
                "backup",
                staging,
                "create type mood as enum ('sad', 'glad')",
                "create table place (id int primary key, code text unique, name text)",
                "create table thing (id int8 generated always as identity primary key, place_id int not null"
                        + " references place, name text, at timestamptz, amount numeric, raw bytea, tags text[], doc"
                        + " jsonb, mood mood, ratio float8, twice text generated always as (name || name) stored)");
        fixture.source(
                "insert into place values (1, 'A', 'new'), (2, 'B', 'new')",
                "insert into thing (id, place_id, name) overriding system value select i, 1 + i % 2, 'new' from"
                        + " generate_series(1, 30) i");
        fixture.target(
                "insert into place values (1, 'A', 'old'), (2, 'B', null), (9, 'Z', 'theirs')",
                "insert into thing (id, place_id, name, at, amount, raw, tags, doc, mood, ratio) overriding system"
                        + " value select i, 9, E'o\\\\ld\\t' || i, '2001-02-03 04:05:06.789+00'::timestamptz + i *"
                        + " interval '1 day', i / 7.0, decode(md5(i::text), 'hex'), array['a', null, i::text],"
                        + " jsonb_build_object('k', i), 'glad', i / 3.0 from generate_series(1, 20) i");
        sealed = fixture.sealAll();
    }

    private void load() {
        load(LoadStrategy.UPSERT);
    }

    private void load(LoadStrategy strategy) {
        backedUp().load(1, strategy);
    }

    private BackedUp backedUp() {
        return new BackedUp(sealed, fixture.targetStore());
    }

    @Test
    void bringsRowsBackToTheByteAfterDamage() {
        Map<String, String> before = fixture.dump();
        load();
        fixture.undo(sealed, 2);
        fixture.target(
                "delete from thing where id < 5",
                "update thing set name = 'damaged', raw = null, ratio = 0 where id between 5 and 9",
                "update place set name = 'damaged'");

        var restored = (Outcome.BackupRestored) backedUp().restore();

        fixture.target("update place set name = 'theirs' where id = 9");
        assertThat(fixture.dump()).isEqualTo(before);
        assertThat(PgFixture.of(restored.tables(), "public.thing"))
                .isEqualTo(new TableLoad(new TableId("s", "public.thing"), 4, 5, 11, 0, 0));
    }

    @Test
    void bringsOverwrittenRowsBackWhileTheRunIsStillLoaded() {
        load();
        backedUp().restore();
        assertThat(fixture.value("select count(*) from thing where name like 'o%'"))
                .isEqualTo("20");
        assertThat(fixture.value("select count(*) from thing")).isEqualTo("30");
    }

    @Test
    void keepsWhatARefreshTakesAway() {
        load();
        fixture.source("delete from thing where id = 30");
        sealed = fixture.sealAll();
        load(LoadStrategy.REPLACE);
        assertThat(fixture.value("select count(*) from thing")).isEqualTo("29");
        backedUp().restore();
        assertThat(fixture.value("select name from thing where id = 30")).isEqualTo("new");
    }

    @Test
    void keepsWhatARefreshTakesAwayAndGivesBackInTablesThatItDoesNotBring() {
        load();
        String loaded = fixture.dump().get("public.thing");
        sealed = fixture.seal(Map.of("public.place", new String[] {"true", "false"}));
        load(LoadStrategy.REPLACE);
        assertThat(fixture.value("select count(*) from thing where name like 'o%' and place_id = 9"))
                .isEqualTo("20");
        assertThat(fixture.value("select count(*) from thing")).isEqualTo("20");
        backedUp().restore();
        assertThat(fixture.dump()).containsEntry("public.thing", loaded);
    }

    @Test
    void aDamagedBackupChangesNothing() {
        load();
        Map<String, String> loaded = fixture.dump();
        String file = StagingLayout.backup(sealed.fixture().run(), new TableId("s", "public.thing"));
        byte[] bytes = sealed.fixture().area().get(file).orElseThrow();
        bytes[bytes.length / 2] ^= 1;
        sealed.fixture().area().put(file, bytes);
        assertThatThrownBy(() -> backedUp().restore()).isInstanceOf(RuntimeException.class);
        assertThat(fixture.dump()).isEqualTo(loaded);
    }

    @Test
    void aRunWithoutABackupSaysSo() {
        fixture.load(sealed, 1, LoadStrategy.UPSERT);
        assertThatThrownBy(() -> backedUp().restore()).hasMessageContaining("LOD-024");
    }
}
