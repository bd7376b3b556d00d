package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A table that triggers of another one keep (which organisation stands above which) and that the source's dump contains too: its rows
 * are both loaded and written by a trigger.
 */
class DerivedTableTest {

    private static final String ORG =
            "create table org (id bigint primary key, parent_id bigint references org, name text)";
    private static final String PAIRS = "create table %s (source bigint, target bigint, primary key (source, target))";
    private static final String NUMBERED =
            "create table %s (id bigserial primary key, source bigint, target bigint, unique (source, target))";

    private static final String[] TRIGGERS = {
        """
        create function keep_pairs() returns trigger language plpgsql as $$
        begin
          if tg_op <> 'INSERT' then
            delete from public.%1$s where target = old.id;
          end if;
          if tg_op <> 'DELETE' then
            insert into public.%1$s (source, target) values (new.id, new.id) %2$s;
            insert into public.%1$s (source, target) select p.source, new.id from public.%1$s p where p.target = new.parent_id %2$s;
          end if;
          return null;
        end $$""",
        "create trigger keep_pairs after insert or update or delete on org for each row execute function keep_pairs()",
    };

    @TempDir
    Path staging;

    /** @param pairs the derived table's name, which says whether it is written before or after the other one */
    private PgFixture fixture(String name, String pairs, boolean numbered, boolean lenient, int rows) {
        var fixture = new PgFixture(name, staging, ORG, (numbered ? NUMBERED : PAIRS).formatted(pairs));
        String[] triggers = {
            TRIGGERS[0].formatted(pairs, lenient ? "on conflict do nothing" : ""), TRIGGERS[1],
        };
        if (numbered) {
            fixture.target("alter sequence %s_id_seq restart 100000".formatted(pairs));
        }
        fixture.source(triggers);
        fixture.target(triggers);
        fixture.source(
                "insert into org values (1, null, 'Top')",
                "insert into org select i, 1, 'Org ' || i from generate_series(2, " + rows + ") i");
        fixture.target(
                "insert into org values (9001, null, 'Theirs'), (9002, 9001, 'Also')",
                "update org set name = 'Theirs too' where id = 9002");
        return fixture;
    }

    @ParameterizedTest
    @CsvSource({
        "a_pairs, false, false, 20, INSERT",
        "a_pairs, false, true, 20, INSERT",
        "z_pairs, false, false, 20, INSERT",
        "z_pairs, false, true, 300, INSERT",
        "a_pairs, false, false, 300, INSERT",
        "z_pairs, false, false, 300, UPSERT",
        "z_pairs, true, false, 300, INSERT",
        "a_pairs, true, true, 20, UPSERT",
        "z_pairs, true, true, 20, REMAP",
        "z_pairs, false, false, 20, REPLACE",
    })
    void isLoadedAndUndoneLikeAnyOther(
            String pairs, boolean numbered, boolean lenient, int rows, LoadStrategy strategy) {
        PgFixture fixture = fixture(
                "derived_%s_%s_%s_%d_%s"
                        .formatted(pairs, numbered, lenient, rows, strategy)
                        .toLowerCase(java.util.Locale.ROOT),
                pairs,
                numbered,
                lenient,
                rows);
        Map<String, String> before = fixture.dump();
        Sealed sealed = fixture.sealAll();

        List<TableLoad> loaded = fixture.load(sealed, 1, strategy);

        assertThat(PgFixture.of(loaded, "public." + pairs).inserted()).isEqualTo(2L * rows - 1);
        String ours = numbered
                ? "string_agg(id || ':' || source || '-' || target, ' ' order by source, target)"
                : "string_agg(source || '-' || target, ' ' order by source, target)";
        if (strategy != LoadStrategy.REMAP) {
            assertThat(fixture.value("select " + ours + " from " + pairs + " where target < 9000"))
                    .isEqualTo(fixture.sourceValue("select " + ours + " from " + pairs));
        }
        assertThat(fixture.value("select count(*) from " + pairs + " where target < 9000"))
                .isEqualTo(String.valueOf(2 * rows - 1));
        fixture.undo(sealed, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }

    /** Between comparison and insertion: what is taken out is what the load's own triggers have made. */
    @Test
    void aRowThatATesterHasMadeMeanwhileStays() {
        PgFixture fixture = fixture("derived_meanwhile", "z_pairs", false, true, 20);
        fixture.source("insert into z_pairs values (5, 3)");
        Sealed sealed = fixture.sealAll();
        Map<String, String> before = fixture.dump();
        var made = new AtomicBoolean();

        assertThatThrownBy(() -> fixture.targetStore().load(sealed.job(1), (table, done, expected) -> {
                    boolean writing = !fixture.value(
                                    "select count(*) from pg_locks where relation = 'org'::regclass and mode = 'RowExclusiveLock'")
                            .equals("0");
                    if (writing && made.compareAndSet(false, true)) {
                        fixture.target("insert into z_pairs values (5, 3)");
                    }
                }))
                .isInstanceOf(LoadException.class);

        assertThat(made).isTrue();
        assertThat(fixture.value("select count(*) from z_pairs where (source, target) = (5, 3)"))
                .isEqualTo("1");
        fixture.target("delete from z_pairs where (source, target) = (5, 3)");
        assertThat(fixture.dump()).isEqualTo(before);
    }
}
