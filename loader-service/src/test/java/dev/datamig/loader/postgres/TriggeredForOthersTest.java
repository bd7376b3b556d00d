package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.landscape.LoadRules;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import dev.datamig.loader.target.LoadPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that a trigger writes while one district is loaded, and that another district brings as its own. */
class TriggeredForOthersTest {

    @TempDir
    Path staging;

    private PgFixture offices(String name) {
        var fixture = new PgFixture(
                name,
                staging,
                "create table office (id int primary key, chief int references office)",
                "create table reach (above int, below int, primary key (above, below))");
        fixture.source("insert into office values (2, null), (1, 2)", "insert into reach values (1, 1), (2, 2)");
        fixture.target(
                "create function note() returns trigger language plpgsql as $$ begin"
                        + " insert into public.reach values (new.id, new.id); return null; end $$",
                "create trigger note after insert on office for each row execute function note()");
        return fixture;
    }

    /** Of one office, and with it the chief's as a reference row. @param noted whether the source, too, notes who reaches whom */
    private static Sealed office(PgFixture fixture, int id, boolean noted) {
        Map<String, String[]> rows = new LinkedHashMap<>();
        rows.put("public.office", new String[] {"id = " + id, "id = 2 and id <> " + id});
        if (noted) {
            rows.put("public.reach", new String[] {"above = " + id, "false"});
        }
        return fixture.seal(rows);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void stayWithTheOtherDistrictAndGoWithIt(boolean noted) {
        PgFixture fixture = offices("triggered_for_" + noted);
        Map<String, String> before = fixture.dump();
        Sealed first = office(fixture, 1, noted);
        fixture.targetStore().load(first.jobOf("a", 1), (t, d, e) -> {});
        Sealed second = office(fixture, 2, true);
        fixture.targetStore().load(second.jobOf("b", 1), (t, d, e) -> {});

        fixture.undo(first, 2);

        assertThat(fixture.value("select string_agg(id::text, ' ') from office"))
                .isEqualTo("2");
        assertThat(fixture.value("select string_agg(above || '-' || below, ' ') from reach"))
                .isEqualTo("2-2");
        fixture.undo(second, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    /** A trigger opens an account for each office; the second district's own has other contents. */
    private PgFixture accounts(String name) {
        var fixture = new PgFixture(
                name,
                staging,
                "create table office (id int primary key, chief int references office)",
                "create table account (id int primary key references office, balance int not null default 0)");
        fixture.source("insert into office values (2, null), (1, 2)", "insert into account values (1, 10), (2, 20)");
        fixture.target(
                "create function opened() returns trigger language plpgsql as $$ begin"
                        + " insert into public.account (id) values (new.id); return null; end $$",
                "create trigger opened after insert on office for each row execute function opened()");
        return fixture;
    }

    private static Sealed withAccount(PgFixture fixture, int id) {
        return fixture.seal(Map.of(
                "public.office", new String[] {"id = " + id, "id = 2 and id <> " + id},
                "public.account", new String[] {"id = " + id, "false"}));
    }

    @ParameterizedTest
    @EnumSource(names = {"INSERT", "UPSERT", "REPLACE", "REMAP"})
    void giveWayToTheOtherDistrictsOwnAndComeBackWithItsUndo(LoadStrategy strategy) {
        PgFixture fixture = accounts("account_" + strategy.name().toLowerCase(Locale.ROOT));
        Map<String, String> before = fixture.dump();
        Sealed first = withAccount(fixture, 1);
        fixture.targetStore().load(first.jobOf("a", 1), (t, d, e) -> {});
        Map<String, String> between = fixture.dump();
        Sealed second = withAccount(fixture, 2);

        fixture.targetStore().load(second.jobOf("b", 1, strategy), (t, d, e) -> {});

        assertThat(fixture.value("select string_agg(id || ':' || balance, ' ' order by id) from account"))
                .isEqualTo("1:10 2:20");
        fixture.source("update account set balance = 30 where id = 2");
        Sealed third = withAccount(fixture, 2);
        fixture.targetStore().load(third.jobOf("b", 1, refresh(strategy)), (t, d, e) -> {});
        assertThat(fixture.value("select string_agg(id || ':' || balance, ' ' order by id) from account"))
                .isEqualTo("1:10 2:30");
        fixture.undo(third, 2);
        fixture.undo(second, 2);
        assertThat(fixture.dump()).isEqualTo(between);
        fixture.undo(first, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    /** What the other district has put into the trigger's row is not taken along by force either. */
    @Test
    void doNotGoWithTheFirstDistrictOnceTheyAreTheOthers() {
        PgFixture fixture = accounts("account_forced");
        Map<String, String> before = fixture.dump();
        Sealed first = withAccount(fixture, 1);
        fixture.targetStore().load(first.jobOf("a", 1), (t, d, e) -> {});
        Sealed second = withAccount(fixture, 2);
        fixture.targetStore().load(second.jobOf("b", 1), (t, d, e) -> {});
        Map<String, String> both = fixture.dump();

        assertThatThrownBy(() -> fixture.undo(first, 2))
                .hasMessageContaining("LOD-015")
                .hasMessageContaining("to be undone first: " + second.fixture().run());
        assertThatThrownBy(() -> fixture.targetStore().undo(first.undo(2, true)))
                .hasMessageContaining("LOD-033")
                .hasMessageContaining("1 rows of public.account");

        assertThat(fixture.dump()).isEqualTo(both);
        fixture.undo(second, 2);
        fixture.undo(first, 3);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    /** Tables whose keys move keep on doing so. */
    private static LoadPolicy refresh(LoadStrategy before) {
        return new LoadPolicy(
                LoadStrategy.REPLACE,
                before == LoadStrategy.REMAP ? Map.of("s:public.office", before, "s:public.account", before) : Map.of(),
                LoadRules.NONE,
                List.of());
    }

    /** The trigger of a second district's rows changes what that of the first has made, before the third brings it. */
    @Test
    void giveWayAlsoWhereTriggersOfAnotherLoadHaveChangedThem() {
        var fixture = new PgFixture(
                "account_counted",
                staging,
                "create table office (id int primary key)",
                "create table visit (id int primary key, office int not null references office)",
                "create table account (id int primary key references office, visits int not null)");
        fixture.source(
                "insert into office values (1)",
                "insert into visit values (1, 1), (2, 1), (3, 1)",
                "insert into account values (1, 3)");
        fixture.target(
                "create function counted() returns trigger language plpgsql as $$ begin"
                        + " insert into public.account values (new.office, 1)"
                        + " on conflict (id) do update set visits = public.account.visits + 1; return null; end $$",
                "create trigger counted after insert on visit for each row execute function counted()");
        Map<String, String> before = fixture.dump();
        List<Sealed> loaded = new ArrayList<>();
        for (int visit = 1; visit <= 2; visit++) {
            Sealed sealed = fixture.seal(Map.of(
                    "public.office", new String[] {"false", "true"},
                    "public.visit", new String[] {"id = " + visit, "false"}));
            fixture.targetStore().load(sealed.jobOf("d" + visit, 1), (t, d, e) -> {});
            loaded.add(sealed);
        }
        Sealed third = fixture.seal(Map.of(
                "public.office", new String[] {"true", "false"},
                "public.visit", new String[] {"id = 3", "false"},
                "public.account", new String[] {"true", "false"}));

        fixture.targetStore().load(third.jobOf("d3", 1), (t, d, e) -> {});

        assertThat(fixture.value("select visits from account")).isEqualTo("3");
        fixture.undo(third, 2);
        assertThat(fixture.value("select visits from account")).isEqualTo("2");
        fixture.undo(loaded.get(1), 2);
        fixture.undo(loaded.get(0), 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    /** Both districts refer to a place; the trigger of the second's visits counts them in the row that the first has brought. */
    @Test
    void aRowThatTriggersOfAnotherLoadHaveChangedIsStillRefreshed() {
        var fixture = new PgFixture(
                "place_counted",
                staging,
                "create table place (id int primary key, name text not null unique, visits int not null)",
                "create table visit (id int primary key, place int not null references place)");
        fixture.source("insert into place values (1, 'hall', 1)", "insert into visit values (1, 1), (2, 1)");
        fixture.target(
                "create function counted() returns trigger language plpgsql as $$ begin"
                        + " update public.place set visits = visits + 1 where id = new.place; return null; end $$",
                "create trigger counted after insert on visit for each row execute function counted()");
        Map<String, String> before = fixture.dump();
        List<Sealed> loaded = new ArrayList<>();
        for (int visit = 1; visit <= 2; visit++) {
            Sealed sealed = visit(fixture, visit);
            fixture.targetStore().load(sealed.jobOf("d" + visit, 1), (t, d, e) -> {});
            loaded.add(sealed);
            fixture.source("update place set visits = visits + 5");
        }
        assertThat(fixture.value("select visits from place")).isEqualTo("2");
        Map<String, String> between = fixture.dump();
        fixture.source("update place set name = 'yard'");
        Sealed third = visit(fixture, 1);

        fixture.targetStore().load(third.jobOf("d1", 1, LoadStrategy.REPLACE), (t, d, e) -> {});

        assertThat(fixture.value("select name from place")).isEqualTo("yard");
        fixture.undo(third, 2);
        assertThat(fixture.dump()).isEqualTo(between);
        fixture.undo(loaded.get(1), 2);
        fixture.undo(loaded.get(0), 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    private static Sealed visit(PgFixture fixture, int id) {
        return fixture.seal(Map.of(
                "public.place", new String[] {"false", "true"},
                "public.visit", new String[] {"id = " + id, "false"}));
    }

    /** A third district has counted on what the trigger has put there. */
    @Test
    void stayWhereAnotherDistrictHasFoundThem() {
        PgFixture fixture = accounts("account_found");
        fixture.source("update account set balance = 0 where id = 2");
        fixture.targetStore().load(withAccount(fixture, 1).jobOf("a", 1), (t, d, e) -> {});
        fixture.targetStore().load(withAccount(fixture, 2).jobOf("b", 1), (t, d, e) -> {});
        fixture.source("update account set balance = 20 where id = 2");
        Sealed third = withAccount(fixture, 2);

        assertThatThrownBy(() -> fixture.targetStore().load(third.jobOf("c", 1), (t, d, e) -> {}))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("public.account: 1 of 1 rows");
    }

    @Test
    void areTestersOnceTheseHaveChangedThem() {
        PgFixture fixture = accounts("account_changed");
        fixture.targetStore().load(withAccount(fixture, 1).jobOf("a", 1), (t, d, e) -> {});
        fixture.target("update account set balance = 7 where id = 2");
        Sealed second = withAccount(fixture, 2);

        assertThatThrownBy(() -> fixture.targetStore().load(second.jobOf("b", 1), (t, d, e) -> {}))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("public.account: 1 of 1 rows");
    }
}
