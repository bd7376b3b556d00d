package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import dev.datamig.loader.target.KeyEntry;
import dev.datamig.loader.target.KeyExchange;
import dev.datamig.loader.target.LoadJob;
import dev.datamig.loader.target.LoadPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lookups that the target counts otherwise, in the keys of rows that refer to them. */
class MatchedKeysTest {

    private static final String[] TABLES = {
        "create table code (id serial primary key, space text, value text, unique (space, value))",
        "create table kind (kind_id int primary key references code)",
        "create table person (id int primary key, name text)",
        "create table mark (kind_id int references kind, person_id int references person, day date, points int,"
                + " primary key (kind_id, person_id, day))",
    };

    @TempDir
    Path staging;

    /** What a load says about keys. */
    private static final class Said implements KeyExchange {

        private final List<KeyEntry> entries = new ArrayList<>();

        @Override
        public void read(String store, Consumer<KeyEntry> taker) {
            // nobody else says anything
        }

        @Override
        public Optional<String> write(String store, Consumer<Consumer<KeyEntry>> all) {
            return Optional.empty();
        }

        @Override
        public void note(String store, Consumer<Consumer<KeyEntry>> all) {
            entries.clear();
            all.accept(entries::add);
        }
    }

    @Test
    void rowsFollowInTheirKeysAndTheLoadSaysUnderWhichKeyEachLookupIs() {
        var fixture = new PgFixture("matched_keys", staging, TABLES);
        fixture.source(
                "insert into code values (1, 'k', 'quiz'), (2, 'k', 'exam'), (3, 'k', 'talk')",
                "insert into kind select id from code",
                "insert into person values (1, 'a'), (2, 'b')",
                "insert into mark select k.id, p.id, '2026-01-01', 10 * k.id + p.id from code k, person p");
        fixture.target(
                "insert into code values (1, 'k', 'exam'), (3, 'k', 'talk'), (7, 'k', 'quiz')",
                "insert into kind select id from code");
        Map<String, String> before = fixture.dump();
        Map<String, String[]> tables = new LinkedHashMap<>();
        tables.put("public.code", new String[] {"false", "true"});
        tables.put("public.kind", new String[] {"false", "true"});
        tables.put("public.person", new String[] {"true", "false"});
        tables.put("public.mark", new String[] {"true", "false"});
        Sealed sealed = fixture.seal(tables);
        var said = new Said();

        fixture.targetStore()
                .load(
                        new LoadJob(
                                sealed.sets().open(sealed.fixture().run(), sealed.store()),
                                sealed.sets(),
                                1,
                                "d1",
                                LoadPolicy.of(LoadStrategy.INSERT),
                                said),
                        (t, d, e) -> {});
        assertThat(said.entries)
                .filteredOn(entry -> entry.kind() == KeyEntry.Kind.MATCHED)
                .filteredOn(entry -> entry.table().name().equals("public.code"))
                .extracting(KeyEntry::columns, KeyEntry::from, KeyEntry::to)
                .containsExactlyInAnyOrder(
                        tuple(List.of("id"), List.of("1"), List.of("7")),
                        tuple(List.of("id"), List.of("2"), List.of("1")));

        assertThat(fixture.value("select string_agg(c.value || m.points, ',' order by m.points)"
                        + " from mark m join code c on c.id = m.kind_id"))
                .isEqualTo("quiz11,quiz12,exam21,exam22,talk31,talk32");
        fixture.undo(sealed, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }
}
