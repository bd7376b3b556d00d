package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.landscape.ReferenceEnd;
import dev.datamig.contracts.landscape.ReferenceRule;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import dev.datamig.loader.target.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that a target's defaults make of sequences, and references that its triggers and checks enforce. */
class DrawnAndEnforcedTest {

    @TempDir
    Path staging;

    @Test
    void aSequenceBehindTextsAndNumbersIsMoved() {
        var fixture = new PgFixture(
                "drawn",
                staging,
                "create sequence numbers",
                "create table item (code text primary key default 'S-' || nextval('numbers'),"
                        + " u uuid default lpad(to_hex(nextval('numbers')), 32, '0')::uuid,"
                        + " n numeric default nextval('numbers'), t text)");
        fixture.source("insert into item (t) values ('a'), ('b')");
        passesThrough(fixture, fixture.targetStore(), "item");
        assertThat(fixture.value("select last_value > 1000 from numbers"))
                .as("moved past the numbers")
                .isEqualTo("t");
    }

    /** Names are such that the child would come first by its name. */
    @Test
    void referencesOfTheLandscapeSayWhichTableComesFirst() {
        var fixture = new PgFixture(
                "enforced",
                staging,
                "create table z_parent (id int primary key, t text)",
                "create table b_child (id int primary key, parent int, t text)",
                "create function is_parent(int) returns boolean language sql as"
                        + " 'select exists (select from public.z_parent where id = $1)'",
                "create table a_child (id int primary key, parent int check (is_parent(parent)), t text)",
                """
                create function has_parent() returns trigger language plpgsql as $$ begin
                  if not exists (select from z_parent where id = new.parent) then raise exception 'no parent'; end if;
                  return new; end $$""",
                "create trigger has_parent before insert on b_child for each row execute function has_parent()",
                """
                create function no_child() returns trigger language plpgsql as $$ begin
                  if exists (select from b_child where parent = old.id) then raise exception 'has a child'; end if;
                  return old; end $$""",
                "create trigger no_child before delete on z_parent for each row execute function no_child()");
        fixture.source(
                "insert into z_parent values (1, 'a'), (2, 'b')",
                "insert into b_child values (1, 1), (2, 2)",
                "insert into a_child values (1, 1), (2, 2)");
        passesThrough(fixture, fixture.targetStore(refers("public.a_child"), refers("public.b_child")), "z_parent");
    }

    private static ReferenceRule refers(String child) {
        return new ReferenceRule(
                new ReferenceEnd(PgFixture.STORE, child, List.of("parent")),
                new ReferenceEnd(PgFixture.STORE, "public.z_parent", List.of("id")),
                null);
    }

    /** @param table of which a row changes before the second month */
    private static void passesThrough(PgFixture fixture, Target target, String table) {
        Map<String, String> before = fixture.dump();
        Sealed first = fixture.sealAll();
        assertThat(target.plan(first.job(1), (t, d, e) -> {}).problems()).isEmpty();
        target.load(first.job(1), (t, d, e) -> {});
        Map<String, String> loaded = fixture.dump();
        assertThat(loaded).isEqualTo(fixture.dumpOfSource());
        fixture.source("update " + table + " set t = t || 'x' where t = 'a'");
        Sealed second = fixture.sealAll();
        target.load(second.job(1, LoadStrategy.REPLACE), (t, d, e) -> {});
        assertThat(fixture.dump()).isEqualTo(fixture.dumpOfSource());
        target.undo(second.undo(2, false));
        assertThat(fixture.dump()).isEqualTo(loaded);
        target.undo(first.undo(2, false));
        assertThat(fixture.dump()).isEqualTo(before);
    }
}
