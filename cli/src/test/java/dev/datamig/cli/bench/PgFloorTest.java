package dev.datamig.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** More stores than a small machine has cores: a floor whose threads wait for each other's place hangs, which only the limit ends. */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PgFloorTest {

    private static final int STORES = 2 * Math.max(2, Runtime.getRuntime().availableProcessors()) + 1;

    @TempDir
    Path folder;

    private final List<BenchStore> stores = IntStream.range(0, STORES)
            .mapToObj(i -> BenchStore.create("bench_" + i))
            .toList();

    @AfterEach
    void removeDatabases() {
        stores.forEach(store -> store.server().execute("postgres", "drop database " + store.name() + " with (force)"));
    }

    @Test
    void everyRowOfTheRunIsReadWrittenAndCopiedAndNoOther() throws Exception {
        Floors floors = floors();

        BenchReport.Floor floor = floors.measure();

        for (List<StoreFloor> side : List.of(
                floor.stores(), floor.reading().stores(), floor.writing().stores())) {
            assertThat(side).extracting(StoreFloor::rows).hasSize(STORES).containsOnly(BenchStore.ROWS);
        }
        assertThat(floor.seconds()).isPositive();
        floors.close();
        assertNothingIsLeft();
    }

    /** A ledger says that the run has brought pupils and marks; advisors and desks came by triggers. */
    @Test
    void whatTriggersAloneHaveWrittenIsNotReadByItself() {
        Floors floors = floors();
        stores.forEach(store -> store.server()
                .execute(
                        store.name(),
                        "create schema datamig",
                        "create table datamig.change (table_name text, kind text)",
                        "insert into datamig.change values ('public.pupil', 'INSERTED'), ('public.mark', 'REFERENCE'),"
                                + " ('public.advisor', 'TRIGGERED'), ('public.gone', 'INSERTED')"));

        BenchReport.Floor floor = floors.measure();

        assertThat(floor.reading().stores())
                .extracting(StoreFloor::rows)
                .hasSize(STORES)
                .containsOnly(BenchStore.PUPILS + 2L * BenchStore.PUPILS);
        assertThat(floor.writing().stores()).extracting(StoreFloor::rows).containsOnly(BenchStore.ROWS);
        assertThat(floor.stores()).extracting(StoreFloor::rows).containsOnly(BenchStore.ROWS);
        floors.close();
    }

    @Test
    void aConstraintOfOneTableEndsAllAndIsNamedWithoutAValue() throws Exception {
        Floors floors = floors();
        stores.get(1).server().execute("floor_bench_1", "alter table pupil add constraint sober check (id <> 9999)");

        assertThatThrownBy(floors::measure)
                .isInstanceOf(BenchException.class)
                .hasMessageContainingAll("bench_1", "pupil", "23514", "sober")
                .hasMessageNotContaining("9999");

        floors.close();
        assertNothingIsLeft();
    }

    @Test
    void foreignKeysAreChecked() throws Exception {
        Floors floors = floors();
        stores.get(2)
                .server()
                .execute("floor_bench_2", "delete from mark where pupil = 1", "delete from pupil where id = 1");

        assertThatThrownBy(floors::measure)
                .isInstanceOf(BenchException.class)
                .hasMessageContainingAll("bench_2", "23503");

        floors.close();
        assertNothingIsLeft();
    }

    /** Connections are closed when measuring returns; a server takes a moment to notice. */
    private void assertNothingIsLeft() throws InterruptedException {
        for (int i = 0; i < 200 && !left().isEmpty(); i++) {
            Thread.sleep(50);
        }
        assertThat(left()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    private List<String> left() {
        return stores.getFirst().leftOvers();
    }

    private Floors floors() {
        List<StoreCopy> prepared =
                stores.stream().<StoreCopy>map(store -> store.floor(folder)).toList();
        stores.forEach(BenchStore::fill);
        return new Floors(prepared, () -> 0);
    }
}
