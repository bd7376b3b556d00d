package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys whose types have no equality of their own, and references whose two ends are written differently. */
class StrangeKeysTest {

    @TempDir
    Path staging;

    private PgFixture fixture(String name) {
        return new PgFixture(
                name,
                staging,
                "create type en as enum ('a', 'b')",
                "create domain dom_en as en",
                "create type pair as (x int, y text)",
                "create domain dom_pair as pair",
                "create collation ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                "create table kind (k dom_en, p dom_pair, r numrange, n text collate ci unique, w char(6) unique,"
                        + " v int, primary key (k, p, r), unique (r))",
                "create table item (id int primary key, k dom_en, p dom_pair, r numrange,"
                        + " n text collate ci references kind (n) on delete set null, w text collate \"C\" references kind (w),"
                        + " u dom_en unique, foreign key (r) references kind (r))");
    }

    private static Sealed rows(PgFixture fixture) {
        fixture.source(
                "insert into kind (k, p, r, n, w) values ('a', '(1,x)', '[1,2)', 'Née', 'w1'), ('b', '(1,x)', '[3,4)', 'other', 'w2')",
                "insert into item values (1, 'a', '(1,x)', '[1.0,2.00)', 'NÉE', 'w1   ', 'a'),"
                        + " (2, 'b', '(1,x)', '[3,4.0)', 'OTHER', 'w2', 'b'), (3, null, null, null, null, null, null)");
        return fixture.seal(
                Map.of("public.kind", new String[] {"k::text = 'a'", "k::text = 'b'"}, "public.item", new String[] {
                    "true", "false"
                }));
    }

    @Test
    void areLoadedSharedAndUndone() {
        var fixture = fixture("strange_keys");
        Map<String, String> before = fixture.dump();
        Sealed first = rows(fixture);
        Sealed second = fixture.seal(
                Map.of("public.kind", new String[] {"false", "true"}, "public.item", new String[] {"id > 1", "false"}));
        fixture.load(first, 1);
        Map<String, String> loaded = fixture.dump();
        assertThat(fixture.plan(second, LoadStrategy.INSERT).problems()).isEmpty();
        assertThat(fixture.load(second, 1)).extracting(TableLoad::inserted).allMatch(inserted -> inserted == 0);
        fixture.undo(first, 2);
        assertThat(fixture.value("select count(*) from item")).isEqualTo("2");
        fixture.load(first, 3);
        assertThat(fixture.dump()).isEqualTo(loaded);
        fixture.undo(first, 4);
        fixture.undo(second, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    @Test
    void areOverwrittenRefreshedAndForced() {
        var fixture = fixture("strange_changes");
        Sealed first = rows(fixture);
        fixture.load(first, 1);
        Map<String, String> loaded = fixture.dump();
        fixture.source("update kind set v = 9 where k::text = 'b'", "delete from item where id = 3");
        Sealed fresh = fixture.sealAll();
        fixture.load(fresh, 1, LoadStrategy.REPLACE);
        assertThat(fixture.value("select v from kind where k::text = 'b'")).isEqualTo("9");
        fixture.undo(fresh, 2);
        assertThat(fixture.dump()).isEqualTo(loaded);
        fixture.target(
                "insert into item (id, w) values (9, 'w1   ')", "insert into item (id, r) values (8, '[1.0,2)')");
        fixture.targetStore().undo(first.undo(2, true));
        assertThat(List.of(fixture.value("select count(*) from item"), fixture.value("select count(*) from kind")))
                .containsExactly("0", "0");
    }
}
