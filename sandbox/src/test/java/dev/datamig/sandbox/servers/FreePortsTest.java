package dev.datamig.sandbox.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class FreePortsTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    /** A process inherits, until it is another program, the sockets that were open when it was made. */
    @Test
    void aPortIsFreeAlsoWhileProcessesAreStarted() throws Exception {
        int port = FreePorts.any();
        var enough = new AtomicBoolean();
        CompletableFuture<Void> starting = CompletableFuture.runAsync(() -> {
            while (!enough.get()) {
                startAndEnd();
            }
        });
        int taken = 0;
        for (int i = 0; i < 3000; i++) {
            taken += FreePorts.isFree(port) ? 0 : 1;
        }
        enough.set(true);
        starting.join();
        assertThat(taken).isZero();
    }

    private static void startAndEnd() {
        try {
            new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .destroyForcibly()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aPortThatWasGivenOutIsSeenAsTakenByEveryOtherJvmThoughNobodyListensYet() throws IOException {
        int port = FreePorts.any();
        assertThat(FreePorts.isFree(port)).isTrue();
        assertThat(FreePorts.preferably(port)).isNotEqualTo(port);
        assertThat(canBind(port)).as("what another JVM tries").isFalse();
        try (var server = new ServerSocket(port, 1, LOOPBACK)) {
            assertThat(server.isBound()).as("its server can listen").isTrue();
        }
    }

    @Test
    void aPortThatAnotherJvmKeepsIsNotGivenOut() throws IOException {
        try (var other = new DatagramSocket(0, LOOPBACK)) {
            assertThat(FreePorts.preferably(other.getLocalPort())).isNotEqualTo(other.getLocalPort());
        }
    }

    private static boolean canBind(int port) {
        try (var socket = new DatagramSocket(port, LOOPBACK)) {
            return socket.isBound();
        } catch (SocketException e) {
            return false;
        }
    }
}
