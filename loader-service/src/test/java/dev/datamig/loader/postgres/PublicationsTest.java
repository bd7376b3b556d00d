package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.Failure;
import dev.datamig.contracts.LoadStrategy;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets whose tables are published for logical replication. */
class PublicationsTest {

    @TempDir
    Path staging;

    private PgFixture fixture(String name) {
        var fixture = new PgFixture(
                name,
                staging,
                "create table kind (id int primary key, t text)",
                "create table whole (t text)",
                "alter table whole replica identity full",
                "create table chosen (n int not null, t text)",
                "create unique index chosen_n on chosen (n)",
                "alter table chosen replica identity using index chosen_n",
                "create table loose (kind int references kind, t text)",
                "create table waiting (id int primary key deferrable, t text)",
                "create table parted (id int, t text) partition by list (id)",
                "create table parted_1 partition of parted for values in (1)",
                "create table quiet (t text)");
        fixture.source(
                "insert into kind values (1, 'a'), (2, 'b')",
                "insert into whole values ('w')",
                "insert into chosen values (1, 'c')",
                "insert into loose values (1, 'x'), (2, 'y')",
                "insert into waiting values (1, 'z')",
                "insert into parted values (1, 'p')",
                "insert into quiet values ('q')");
        return fixture;
    }

    @Test
    void tablesFromWhichNobodyMayDeleteAreRefusedBeforeTheLoad() {
        var fixture = fixture("published");
        fixture.target(
                "create publication chosen for table kind, whole, chosen, loose, waiting",
                "create publication parts for table parted with (publish_via_partition_root = true)",
                "create publication arrivals for table quiet with (publish = 'insert')");
        Sealed sealed = fixture.sealAll();
        assertThat(fixture.plan(sealed, LoadStrategy.INSERT).problems())
                .extracting(Failure::message)
                .allMatch(message -> message.startsWith("A publication"))
                .anyMatch(message -> message.contains("s:public.loose, publication chosen"))
                .anyMatch(message -> message.contains("s:public.waiting, publication chosen"))
                .anyMatch(message -> message.contains("s:public.parted, publication parts"))
                .hasSize(3);
        assertThatThrownBy(() -> fixture.load(sealed, 1)).hasMessageContaining("LOD-038");
    }

    @Test
    void tablesWhoseRowsCanBeToldApartAreLoadedRefreshedAndUndone() {
        var fixture = fixture("identified");
        fixture.target(
                "alter table loose replica identity full",
                "alter table waiting replica identity full",
                "alter table parted_1 replica identity full",
                "alter table quiet replica identity full",
                "create publication everything for all tables");
        Map<String, String> before = fixture.dump();
        Sealed first = fixture.sealAll();
        fixture.load(first, 1);
        Map<String, String> loaded = fixture.dump();
        fixture.source("update kind set t = 'aa' where id = 1", "update loose set t = 'xx' where kind = 1");
        Sealed second = fixture.sealAll();
        fixture.load(second, 1, LoadStrategy.REPLACE);
        assertThat(fixture.dump()).isEqualTo(fixture.dumpOfSource());
        fixture.undo(second, 2);
        assertThat(fixture.dump()).isEqualTo(loaded);
        fixture.undo(first, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void whatMayNotBeUpdatedIsRefusedWhereRowsMayBeOverwritten() {
        var fixture = fixture("updates");
        fixture.target("create publication updates for table loose with (publish = 'insert, update')");
        Sealed sealed = fixture.sealAll();
        assertThat(fixture.plan(sealed, LoadStrategy.INSERT).problems()).isEmpty();
        assertThat(fixture.plan(sealed, LoadStrategy.UPSERT).problems())
                .extracting(Failure::code)
                .containsExactly("LOD-038");
    }

    /** Nobody could take the audit rows away again. */
    @Test
    void aTableOfThisKindToWhichTriggersWriteIsToldOfInThePlanAndRefusedAtTheLoad() {
        var fixture = fixture("audited");
        fixture.target(
                "create table audit (what text)",
                "grant all on audit to " + fixture.account(),
                "create function note() returns trigger language plpgsql as $$ begin insert into public.audit values"
                        + " (tg_op); return null; end $$",
                "create trigger note after insert on kind for each row execute function note()",
                "create publication audits for table audit");
        Map<String, String> before = fixture.dump();
        Sealed sealed = fixture.sealAll();

        assertThat(Objects.requireNonNull(
                                fixture.plan(sealed, LoadStrategy.INSERT).detail())
                        .warnings())
                .anyMatch(warning -> warning.contains("public.audit") && warning.contains("publication audits"));
        assertThatThrownBy(() -> fixture.load(sealed, 1))
                .hasMessageContaining("LOD-038")
                .hasMessageContaining("public.audit");
        assertThat(fixture.dump()).isEqualTo(before);
        fixture.target("alter table audit replica identity full");
        fixture.load(sealed, 1);
        fixture.undo(sealed, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }
}
