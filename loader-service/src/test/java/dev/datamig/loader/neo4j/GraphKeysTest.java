package dev.datamig.loader.neo4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.batch.InventedColumn;
import dev.datamig.contracts.schema.StoreKind;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.loader.SealedFixture;
import dev.datamig.loader.staging.SealedSets;
import dev.datamig.loader.target.KeyEntry;
import dev.datamig.loader.target.KeyExchange;
import dev.datamig.loader.target.LoadJob;
import dev.datamig.loader.target.LoadPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.Values;

/** Properties whose values masking made up, beside a column of another store with the same ones. */
class GraphKeysTest {

    private static final InventedColumn COLUMN =
            new InventedColumn(TableId.of("people:public.student"), "number", "number");

    @TempDir
    Path staging;

    private final List<KeyEntry> told = new ArrayList<>();

    private @Nullable LoadJob job;

    private GraphKeys keys(KeyEntry... said) {
        var sealed = new SealedFixture(staging, 1, StoreKind.NEO4J);
        TestGraph.people(sealed, 3, "p");
        sealed.invented(TestGraph.PERSONS.id(), "personId", "number");
        sealed.invented(COLUMN.table(), COLUMN.column(), COLUMN.domain());
        SealedSets sets = sealed.seal();
        var exchange = new KeyExchange() {
            @Override
            public void read(String store, Consumer<KeyEntry> taker) {
                if (store.equals("people")) {
                    List.of(said).forEach(taker);
                }
            }

            @Override
            public void note(String store, Consumer<Consumer<KeyEntry>> entries) {
                throw new AssertionError("a graph's nodes keep their keys");
            }

            @Override
            public Optional<String> write(String store, Consumer<Consumer<KeyEntry>> entries) {
                entries.accept(told::add);
                return Optional.of("told");
            }
        };
        job = new LoadJob(sets.open(sealed.run(), "sp"), sets, 1, "d1", LoadPolicy.of(LoadStrategy.REMAP), exchange);
        return new GraphKeys(job);
    }

    private static KeyEntry chosen(String from, String to) {
        return new KeyEntry(COLUMN.table(), List.of(COLUMN.column()), KeyEntry.Kind.CHOSEN, List.of(from), List.of(to));
    }

    @Test
    void aValueThatAnotherStoreHasChosenAnewIsAnotherOneHereToo() {
        GraphKeys keys = keys(chosen("2", "7"));

        assertThat(keys.placed(TestGraph.PERSONS, "personId", Values.value(2L))).isEqualTo(Values.value(7L));
        assertThat(keys.placed(TestGraph.PERSONS, "personId", Values.value(3L))).isEqualTo(Values.value(3L));
        assertThat(keys.placed(TestGraph.PERSONS, "name", Values.value("2"))).isEqualTo(Values.value("2"));
        assertThat(keys.placed(TestGraph.KNOWS, "start.personId", Values.value(2L)))
                .isEqualTo(Values.value(7L));
        assertThat(keys.placed(TestGraph.KNOWS, "end.personId", Values.value(1L)))
                .isEqualTo(Values.value(1L));
    }

    @Test
    void aPlanCountsNodesWithAnotherKeyAndRelationshipsWithAnotherEnd() {
        GraphKeys keys = keys(chosen("2", "7"));
        LoadJob known = Objects.requireNonNull(job);
        var rows = new GraphRows(known.rows(), 2, keys);

        assertThat(rows.remapped(all(known, TestGraph.PERSONS))).isEqualTo(1);
        assertThat(rows.remapped(all(known, TestGraph.KNOWS))).isEqualTo(2);
    }

    private static GraphTable all(LoadJob job, TableSchema table) {
        return new GraphTable(table, "Person", true, job.sealed().batches(table.id()));
    }

    @Test
    void aNodeThatSomebodyElseHasIsToldToTheStoreThatMayChoose() {
        GraphKeys keys = keys();
        var row = new GraphRow(true, "", Map.of(), Map.of("personId", Values.value(2L)));

        assertThat(keys.take(new GraphTable(TestGraph.PERSONS, "Person", true, List.of()), row, List.of("personId")))
                .isTrue();

        keys.publish();
        assertThat(told)
                .containsExactly(new KeyEntry(
                        COLUMN.table(), List.of(COLUMN.column()), KeyEntry.Kind.TAKEN, List.of("2"), List.of("")));
    }
}
