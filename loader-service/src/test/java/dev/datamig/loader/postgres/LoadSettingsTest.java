package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.landscape.LoadRules;
import dev.datamig.loader.target.KeyExchange;
import dev.datamig.loader.target.LoadJob;
import dev.datamig.loader.target.LoadPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target's trigger that stands aside when the landscape's setting says so. */
class LoadSettingsTest {

    @TempDir
    Path staging;

    @Test
    void aTriggerSeesTheSettingsOfTheLoadAndNobodyElseDoes() {
        var fixture = new PgFixture("settings", staging, "create table mark (id int primary key, note text)");
        fixture.source("insert into mark values (1, 'a')");
        fixture.target(
                "create function noted() returns trigger language plpgsql as $$ begin"
                        + " if coalesce(current_setting('app.loading', true), '') <> 'on' then new.note := 'touched'; end if;"
                        + " return new; end $$",
                "create trigger noted before insert on mark for each row execute function noted()");
        var sealed = fixture.seal(Map.of("public.mark", new String[] {"true", "false"}));
        var rules = new LoadRules(Map.of("app.loading", "on"), Map.of(), List.of());
        var policy = new LoadPolicy(LoadStrategy.INSERT, Map.of(), rules, List.of());
        LoadJob plain = sealed.job(1);

        fixture.targetStore()
                .load(
                        new LoadJob(plain.sealed(), plain.rows(), 1, plain.district(), policy, KeyExchange.NONE),
                        (table, done, expected) -> {});
        fixture.target("insert into mark values (2, 'b')");

        assertThat(fixture.value("select string_agg(note, ' ' order by id) from mark"))
                .isEqualTo("a touched");
    }
}
