package dev.datamig.loader;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A line to a server that fails when it is told to. What the client sends is counted in pieces, which for a client that waits for
 * answers are its statements; at a given piece something happens.
 */
public final class FaultyLine implements AutoCloseable {

    /** What happens at a piece. */
    public enum Fault {
        /** The line is cut; the server never sees the piece: a client that died before it could send it. */
        CUT_BEFORE,
        /** The server gets the piece, the client no answer: a client that died before it could read it. */
        CUT_AFTER,
        /** The piece travels when the deed is done. */
        DEED
    }

    private final ServerSocket door;
    private final int server;
    private final AtomicInteger pieces = new AtomicInteger();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile int at = Integer.MAX_VALUE;
    private volatile Fault fault = Fault.CUT_BEFORE;
    private volatile Runnable deed = () -> {};

    /** @param server the port of a server on loopback */
    public FaultyLine(int server) {
        this.server = server;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** Works from now on, and counts from the beginning. */
    public void mend() {
        at = Integer.MAX_VALUE;
        pieces.set(0);
    }

    /** Fails at the piece of this number, counted from 1 and from now. */
    public void failAt(int piece, Fault how) {
        pieces.set(0);
        fault = how;
        at = piece;
    }

    /** Does something at the piece of this number, before it travels. */
    public void doAt(int piece, Runnable what) {
        deed = what;
        failAt(piece, Fault.DEED);
    }

    /** Pieces since the count began. */
    public int pieces() {
        return pieces.get();
    }

    private void accept() {
        while (!door.isClosed()) {
            Socket client = next();
            if (client == null) {
                return;
            }
            try {
                Socket there = new Socket(InetAddress.getLoopbackAddress(), server);
                client.setTcpNoDelay(true);
                there.setTcpNoDelay(true);
                open.add(client);
                open.add(there);
                Thread.ofVirtual().start(() -> pump(client, there, true));
                Thread.ofVirtual().start(() -> pump(there, client, false));
            } catch (IOException e) {
                close(client);
            }
        }
    }

    private @Nullable Socket next() {
        try {
            return door.accept();
        } catch (IOException e) {
            return null;
        }
    }

    private void pump(Socket from, Socket to, boolean counted) {
        byte[] buffer = new byte[1 << 16];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                boolean now = counted && pieces.incrementAndGet() == at;
                if (now && fault == Fault.DEED) {
                    deed.run();
                }
                if (now && fault == Fault.CUT_AFTER) {
                    close(from);
                }
                if (!now || fault != Fault.CUT_BEFORE) {
                    out.write(buffer, 0, n);
                    out.flush();
                }
                if (now && fault == Fault.CUT_BEFORE) {
                    break;
                }
            }
        } catch (IOException e) {
            // One end has gone; the other is told below.
            return;
        } finally {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
            open.forEach(FaultyLine::close);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
