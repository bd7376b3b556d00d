package dev.datamig.sandbox.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Ports on loopback that nobody listens on. Between the choice of a port and the server that listens there, seconds pass, in which
 * another stack may be choosing too. Hence a port that is given out is kept until this JVM ends, in the one way that every other
 * JVM sees and that no crash leaves behind: its number is bound for UDP, which no server here uses.
 */
public final class FreePorts {

    private static final int LOOKS = 10;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(30);
    private static final Map<Integer, DatagramSocket> KEPT = new HashMap<>();

    private FreePorts() {}

    /** Any free port. */
    public static synchronized int any() {
        while (true) {
            int port = probe(0);
            if (keep(port)) {
                return port;
            }
        }
    }

    /** The preferred port when it is free, else any. */
    public static synchronized int preferably(int preferred) {
        return isFree(preferred) && keep(preferred) ? preferred : any();
    }

    /**
     * Whether a server could listen there now. A process that this JVM is just starting holds for a moment, until it becomes the other
     * program, whatever was open when it was made, and that may be the socket of the last probe; so only what stays taken is.
     */
    public static boolean isFree(int port) {
        for (int look = 0; look < LOOKS; look++) {
            if (probe(port) > 0) {
                return true;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return false;
    }

    /** Whether it is ours from now on. */
    private static boolean keep(int port) {
        if (KEPT.containsKey(port)) {
            return false;
        }
        try {
            KEPT.put(port, new DatagramSocket(port, InetAddress.getLoopbackAddress()));
            return true;
        } catch (SocketException e) {
            return false;
        }
    }

    /** The port bound, or -1 when somebody has it. */
    private static int probe(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket.getLocalPort();
        } catch (IOException e) {
            if (port == 0) {
                throw new UncheckedIOException("no free port on loopback", e);
            }
            return -1;
        }
    }
}
