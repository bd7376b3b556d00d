package dev.datamig.sandbox.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/** Ports on loopback that nobody listens on. One that was given out is not given out again by this JVM. */
public final class FreePorts {

    private static final Set<Integer> GIVEN = new HashSet<>();

    private FreePorts() {}

    /** Any free port. */
    public static synchronized int any() {
        while (true) {
            int port = probe(0);
            if (GIVEN.add(port)) {
                return port;
            }
        }
    }

    /** The preferred port when it is free, else any. */
    public static synchronized int preferably(int preferred) {
        return isFree(preferred) && GIVEN.add(preferred) ? preferred : any();
    }

    /** Whether a server could listen there now. */
    public static boolean isFree(int port) {
        return probe(port) > 0;
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
