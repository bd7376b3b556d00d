package dev.datamig.coordinator.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.RunId;
import dev.datamig.coordinator.postgres.Database;
import dev.datamig.coordinator.postgres.PgInbox;
import dev.datamig.coordinator.postgres.PgOutbox;
import dev.datamig.coordinator.postgres.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a real server: several publishers, crashes between sending and committing, transactions that fail. */
class OutboxTest {

    private static final RunId RUN = new RunId("mig-20260101T000000Z-1");

    private final PgOutbox outbox = new PgOutbox();
    private Database database;

    @BeforeEach
    void freshDatabase() {
        database = new Database(TestDatabase.fresh("outbox"));
    }

    private void put(String key, String payload, Instant notBefore) {
        database.run(connection ->
                outbox.add(connection, new PgOutbox.Draft("topic", key, payload, null, RUN, true, notBefore)));
    }

    private long waiting() {
        return database.in(outbox::depth).messages();
    }

    @Test
    void manyPublishersThatCrashSendEverythingAndKeepTheOrderOfEachKey() throws Exception {
        int keys = 20;
        int each = 30;
        database.run(connection -> {
            for (int n = 0; n < each; n++) {
                for (int key = 0; key < keys; key++) {
                    String payload = Integer.toString(n);
                    outbox.add(
                            connection,
                            new PgOutbox.Draft("topic", "key-" + key, payload, null, RUN, true, Instant.EPOCH));
                }
            }
        });
        List<PgOutbox.Letter> broker = Collections.synchronizedList(new ArrayList<>());
        long seed = new Random().nextLong();
        AtomicInteger crashes = new AtomicInteger();
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Random random = new Random(seed + i);
                var publisher = new OutboxPublisher(database, outbox, letters -> {
                    broker.addAll(letters);
                    if (crashes.get() < 10 && random.nextInt(3) == 0) {
                        crashes.incrementAndGet();
                        throw new IllegalStateException("crashed after sending, before committing");
                    }
                });
                all.add(pool.submit(() -> drain(publisher)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertThat(waiting()).isZero();
        Map<String, List<Integer>> byKey = new HashMap<>();
        broker.forEach(
                l -> byKey.computeIfAbsent(l.key(), k -> new ArrayList<>()).add(Integer.parseInt(l.payload())));
        assertThat(byKey).as("seed " + seed).hasSize(keys);
        byKey.forEach((key, numbers) -> assertThat(firstSeen(numbers))
                .as("seed " + seed + ", " + key)
                .hasSize(each)
                .isSorted());
    }

    /** What was sent again after a crash is a repetition, never something older that is new. */
    private static List<Integer> firstSeen(List<Integer> numbers) {
        return numbers.stream().distinct().toList();
    }

    private void drain(OutboxPublisher publisher) {
        while (waiting() > 0) {
            try {
                while (publisher.publishOneLane()) {
                    // until nothing is due
                }
            } catch (IllegalStateException crash) {
                // the next round sends again
            }
        }
    }

    @Test
    void whatIsDelayedWaitsWithoutHoldingOthersUpAndCanBeTakenBack() {
        put("key", "later", Instant.now().plusSeconds(3600));
        put("key", "now", Instant.EPOCH);
        List<String> sent = new ArrayList<>();
        var publisher = new OutboxPublisher(database, outbox, letters -> letters.forEach(l -> sent.add(l.payload())));
        assertThat(publisher.publishOneLane()).isTrue();
        assertThat(publisher.publishOneLane()).isFalse();
        assertThat(sent).containsExactly("now");
        assertThat(database.<Integer>in(connection -> outbox.withdraw(connection, RUN)))
                .isEqualTo(1);
    }

    @Test
    void aTransactionThatFailsLeavesNoMessage() {
        assertThatThrownBy(() -> database.run(connection -> {
                    outbox.add(connection, new PgOutbox.Draft("t", "k", "p", null, RUN, true, Instant.EPOCH));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(waiting()).isZero();
    }

    @Test
    void anOutcomeIsAcceptedOnceEvenByTwoCoordinatorsAtOnce() throws Exception {
        PgInbox inbox = new PgInbox();
        List<String> ids = List.of("a", "b", "c", "a");
        AtomicInteger accepted = new AtomicInteger();
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(pool.submit(() -> {
                    Set<String> fresh = database.in(connection -> inbox.accept(connection, ids));
                    accepted.addAndGet(fresh.size());
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertThat(accepted).hasValue(3);
        assertThatThrownBy(() -> database.run(connection -> {
                    inbox.accept(connection, List.of("d"));
                    throw new IllegalStateException("crash");
                }))
                .hasMessage("crash");
        assertThat(database.<Set<String>>in(connection -> inbox.accept(connection, List.of("d"))))
                .containsExactly("d");
    }
}
