package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.landscape.LoadRules;
import dev.datamig.contracts.landscape.ReferenceEnd;
import dev.datamig.contracts.landscape.ReferenceRule;
import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.StoreKind;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.SealedFixture;
import dev.datamig.loader.target.LoadPolicy;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** References that only some rows have, told by a number that is given anew itself. Other people have every number of the district. */
class ConditionsOfReferencesTest {

    private static final String[] SCHEMA = {
        "create table a_kind (id serial primary key, title text)",
        "create table person (id serial primary key, name text)",
        "create table room (id serial primary key, name text)",
        "create table note (id serial primary key, kind_id int not null references a_kind, about_id int, body text)",
    };

    @TempDir
    Path staging;

    private PgFixture store;
    private SealedFixture sealed;

    private static ReferenceRule about(String table, String when) {
        return new ReferenceRule(
                new ReferenceEnd(PgFixture.STORE, "public.note", List.of("about_id")),
                new ReferenceEnd(PgFixture.STORE, "public." + table, List.of("id")),
                when);
    }

    private SeveralStores with(ReferenceRule... rules) {
        store = new PgFixture("conditions", staging, SCHEMA);
        store.source(
                "insert into a_kind values (1, 'of a person'), (2, 'of a room')",
                "insert into person values (1, 'ours 1'), (2, 'ours 2')",
                "insert into room values (1, 'room 1'), (2, 'room 2')",
                "insert into note values (1, 1, 2, 'person 2'), (2, 2, 1, 'room 1'), (3, 1, 1, 'person 1')");
        store.target(
                "insert into a_kind values (1, 'theirs'), (2, 'theirs too'), (3, 'and more')",
                "insert into person values (1, 'their 1'), (2, 'their 2')",
                "insert into room values (1, 'theirs'), (2, 'theirs'), (3, 'theirs')",
                "select setval('a_kind_id_seq', 3), setval('person_id_seq', 7), setval('room_id_seq', 11)");
        sealed = new SealedFixture(staging, 1, StoreKind.POSTGRESQL);
        Map<String, String[]> all = new LinkedHashMap<>();
        for (String table : List.of("a_kind", "person", "room", "note")) {
            all.put("public." + table, new String[] {"true", "false"});
        }
        store.into(sealed, all);
        for (ReferenceRule rule : rules) {
            sealed.reference(new Reference(
                    "r",
                    new TableId(PgFixture.STORE, rule.from().table()),
                    rule.from().columns(),
                    new TableId(PgFixture.STORE, rule.to().table()),
                    rule.to().columns(),
                    false,
                    rule.when(),
                    true,
                    false));
        }
        var policy = new LoadPolicy(LoadStrategy.REMAP, Map.of(), LoadRules.NONE, List.of());
        return new SeveralStores(
                sealed, sealed.seal(), Map.of(PgFixture.STORE, store.targetStore(rules)), name -> policy);
    }

    @Test
    void areAskedOfWhatTheSourceHas() {
        SeveralStores stores = with(about("person", "kind_id = 1"), about("room", "kind_id = 2"));
        Map<String, String> before = store.dump();
        stores.load();

        assertThat(store.value("""
                                select string_agg(n.body || '=' || coalesce(p.name, r.name), ', ' order by n.id)
                                from note n join a_kind k on k.id = n.kind_id
                                left join person p on p.id = n.about_id and k.title = 'of a person'
                                left join room r on r.id = n.about_id and k.title = 'of a room'""")).isEqualTo("person 2=ours 2, room 1=room 1, person 1=ours 1");
        stores.undo();
        assertThat(store.dump()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind = 'select'|false",
                "\"select\" > 1 or selected|false",
                "kind = 1 -- select|false",
                "kind in (SELECT id from kinds)|true",
                "exists (values (1))|true",
                "kind = any (array(select 1))|true"
            })
    void lookElsewhereWhereAnotherTableIsAsked(String condition, boolean elsewhere) {
        assertThat(Conditions.looksElsewhere(condition)).isEqualTo(elsewhere);
    }

    @Test
    void thatLookAtOtherTablesAreRefusedBeforeAnythingIsWritten() {
        SeveralStores stores =
                with(about("person", "kind_id in (select k.id from public.a_kind k where k.title = 'of a person')"));
        Map<String, String> before = store.dump();

        assertThatThrownBy(stores::plan).isInstanceOfSatisfying(LoadException.class, refusal -> {
            assertThat(refusal.failure().code()).isEqualTo("LOD-041");
            assertThat(refusal.failure().message()).contains("public.note", "about_id", "public.person");
        });
        assertThat(store.dump()).isEqualTo(before);
    }
}
