package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.landscape.LoadRules;
import dev.datamig.contracts.schema.StoreKind;
import dev.datamig.loader.SealedFixture;
import dev.datamig.loader.target.LoadPolicy;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables whose own rows go straight into place, while those that are only referred to are staged. Other people have a number of their parents. */
class StagedInPartTest {

    private static final String[] SCHEMA = {
        "create table person (id serial primary key, name text)",
        "create table letter (id serial primary key, title text, by_id int not null references person)",
        "create table stamp (id serial primary key, letter_id int not null references letter)",
    };

    @TempDir
    Path staging;

    private PgFixture store;

    private SeveralStores stores() {
        store = new PgFixture("staged_in_part", staging, SCHEMA);
        store.source(
                "insert into person values (1, 'ours 1'), (2, 'ours 2')",
                "insert into letter select i, 'letter ' || i, 1 + i % 2 from generate_series(1, 151) i",
                "insert into stamp values (1, 151), (2, 2)");
        store.target("insert into person values (1, 'theirs')", "select setval('person_id_seq', 7)");
        var sealed = new SealedFixture(staging, 1, StoreKind.POSTGRESQL);
        Map<String, String[]> tables = new LinkedHashMap<>();
        tables.put("public.person", new String[] {"false", "true"});
        tables.put("public.letter", new String[] {"id < 151", "id = 151"});
        tables.put("public.stamp", new String[] {"true", "false"});
        store.into(sealed, tables);
        var policy = new LoadPolicy(
                LoadStrategy.INSERT,
                Map.of(PgFixture.STORE + ":public.person", LoadStrategy.REMAP),
                LoadRules.NONE,
                List.of());
        return new SeveralStores(sealed, sealed.seal(), Map.of(PgFixture.STORE, store.targetStore()), name -> policy);
    }

    @Test
    void followTheNumbersThatTheirParentsHaveGot() {
        SeveralStores stores = stores();
        Map<String, String> before = store.dump();
        stores.load();

        assertThat(store.value("""
                                select string_agg(x.name || ': ' || x.n, ', ' order by x.name)
                                from (select p.name, count(*) as n from letter l join person p on p.id = l.by_id group by 1) x""")).isEqualTo("ours 1: 75, ours 2: 76");
        assertThat(store.value("select string_agg(letter_id::text, ',' order by id) from stamp"))
                .isEqualTo("151,2");
        stores.undo();
        assertThat(store.dump()).isEqualTo(before);
    }
}
