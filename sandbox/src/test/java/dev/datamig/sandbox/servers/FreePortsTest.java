package dev.datamig.sandbox.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

class FreePortsTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

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
