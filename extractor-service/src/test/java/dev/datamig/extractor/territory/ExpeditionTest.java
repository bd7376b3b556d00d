package dev.datamig.extractor.territory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.datamig.contracts.batch.SnapshotInfo;
import dev.datamig.contracts.landscape.Endpoint;
import dev.datamig.contracts.landscape.Secrets;
import dev.datamig.contracts.landscape.Store;
import dev.datamig.extractor.ExtractionException;
import dev.datamig.extractor.TestLandscapes;
import dev.datamig.extractor.TestReading;
import dev.datamig.sandbox.servers.PostgresServer;
import dev.datamig.sandbox.servers.TestServers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ExpeditionTest {

    private static final String DATABASE = "expedition";
    private static final PostgresServer SERVER = TestServers.postgres();

    @BeforeAll
    static void makeDatabase() {
        SERVER.createDatabase(DATABASE);
    }

    @Test
    void freezesTheSourcesInTheLandscapesOrderWhicheverAnswersFirst() throws IOException {
        try (Gate gate = new Gate();
                Expedition expedition =
                        expedition(store("slow", gate.endpoint()), store("b", direct()), store("a", direct()))) {
            Thread.ofVirtual().start(() -> {
                await().until(() -> sessions() == 2);
                gate.open();
            });

            expedition.connect();

            assertThat(expedition.freeze()).extracting(SnapshotInfo::store).containsExactly("slow", "b", "a");
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> sessions() == 0);
    }

    @Test
    void aSourceThatAnswersAfterAnotherHasFailedIsLeft() throws IOException {
        try (Gate gate = new Gate();
                ServerSocket refusing = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // what has not begun when another fails does not begin any more: so not before the slow one is called
            Thread.ofVirtual().start(() -> {
                gate.awaitCaller();
                close(refusing);
            });
            String url = "jdbc:postgresql://127.0.0.1:" + refusing.getLocalPort() + "/" + DATABASE;
            Endpoint nowhere = new Endpoint(url, "nobody", "none", null);
            try (Expedition expedition = expedition(store("nowhere", nowhere), store("slow", gate.endpoint()))) {
                assertThatThrownBy(expedition::connect).isInstanceOf(ExtractionException.class);
            }
            gate.open();

            await().atMost(Duration.ofSeconds(30)).until(() -> gate.passed() && sessions() == 0);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Endpoint direct() {
        return TestLandscapes.endpoint(SERVER, DATABASE);
    }

    private static Store store(String name, Endpoint endpoint) {
        return new Store.Postgres(
                name, endpoint, endpoint, List.of(), List.of(), List.of(), List.of(), List.of(), true, List.of());
    }

    private static Expedition expedition(Store... stores) {
        return new Expedition(
                TestLandscapes.of(List.of(), stores), Secrets.ofProcess(), TestReading.DEFAULT, Clock.systemUTC());
    }

    private static int sessions() {
        return TestLandscapes.sessions(SERVER, DATABASE);
    }

    /** A way to the server on which a caller waits until it is opened. */
    private static final class Gate implements AutoCloseable {
        private final ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final CountDownLatch called = new CountDownLatch(1);
        private final CountDownLatch opened = new CountDownLatch(1);
        private final CountDownLatch ended = new CountDownLatch(1);

        Gate() throws IOException {
            Thread.ofVirtual().start(this::serve);
        }

        Endpoint endpoint() {
            return new Endpoint(
                    "jdbc:postgresql://127.0.0.1:" + door.getLocalPort() + "/" + DATABASE + "?sslmode=disable",
                    SERVER.username(),
                    SERVER.password(),
                    null);
        }

        void open() {
            opened.countDown();
        }

        void awaitCaller() {
            await().until(() -> called.getCount() == 0);
        }

        /** Whether a caller has come through and gone again. */
        boolean passed() {
            return ended.getCount() == 0;
        }

        private void serve() {
            try (Socket caller = door.accept()) {
                called.countDown();
                opened.await();
                try (Socket server = new Socket(SERVER.host(), SERVER.port())) {
                    Thread back = Thread.ofVirtual().start(() -> pass(server, caller));
                    pass(caller, server);
                    back.join();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                ended.countDown();
            }
        }

        private static void pass(Socket from, Socket to) {
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                in.transferTo(out);
                to.shutdownOutput();
            } catch (IOException e) {
                // one of the two has gone
            }
        }

        @Override
        public void close() throws IOException {
            door.close();
        }
    }
}
