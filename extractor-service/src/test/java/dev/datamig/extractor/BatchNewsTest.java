package dev.datamig.extractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.RunId;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.Membership;
import dev.datamig.contracts.schema.TableId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchNewsTest {

    private final List<List<BatchManifest>> told = new ArrayList<>();

    private static List<BatchManifest> batches(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(part -> new BatchManifest(
                        RunId.of(Instant.EPOCH, 1),
                        1,
                        new TableId("one", "t"),
                        part,
                        Membership.OWNED,
                        "part-" + part,
                        1,
                        1,
                        "00",
                        List.of(),
                        false,
                        List.of()))
                .toList();
    }

    @Test
    void tellsOfEveryBatchOnceInItsOrderAndOfSeveralTogether() {
        List<BatchManifest> all = batches(500);
        try (BatchNews news = new BatchNews(told::add)) {
            all.forEach(news::add);
            news.finish();
        }
        assertThat(told.stream().flatMap(List::stream)).isEqualTo(all);
        assertThat(told).hasSizeLessThan(all.size());
    }

    @Test
    void nobodyWaitsForWhoIsTold() {
        CountDownLatch heard = new CountDownLatch(1);
        List<BatchManifest> all = batches(3);
        try (BatchNews news = new BatchNews(group -> {
            await(heard);
            told.add(group);
        })) {
            all.forEach(news::add);
            heard.countDown();
            news.finish();
        }
        assertThat(told.stream().flatMap(List::stream)).isEqualTo(all);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatCannotBeToldIsThrownAndNothingIsToldAfterIt() {
        List<BatchManifest> all = batches(2);
        RuntimeException deaf = new IllegalStateException("deaf");
        try (BatchNews news = new BatchNews(group -> {
            told.add(group);
            throw deaf;
        })) {
            news.add(all.get(0));
            assertThatThrownBy(news::finish).isSameAs(deaf);
            assertThatThrownBy(() -> news.add(all.get(1))).isSameAs(deaf);
            assertThatThrownBy(news::finish).isSameAs(deaf);
        }
        assertThat(told).hasSize(1);
    }
}
