package dev.datamig.sandbox.servers;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a PostgreSQL server as a pooler does, for tests: the first client logs in, all others get the same session, each for
 * a transaction at a time, or a session each. Speaks the frontend/backend protocol 3.0 (PostgreSQL documentation, chapter "Message
 * Formats") as far as queries need it; no COPY, no cancelling.
 */
public final class LendingPooler implements AutoCloseable {

    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;
    /** Authentication requests that the client answers. */
    private static final Set<Integer> ANSWERED = Set.of(3, 5, 10, 11);

    private static final int NOBODYS_SESSION = 7;

    private final ServerSocket listening;
    private final int server;
    private final boolean lending;
    private final ReentrantLock session = new ReentrantLock();
    private final ByteArrayOutputStream greeting = new ByteArrayOutputStream();
    private @Nullable Line shared;

    private record Message(int type, byte[] body) {}

    /** One end of a conversation. */
    private record Line(Socket socket, DataInputStream in, OutputStream out) implements Closeable {
        static Line of(Socket socket) throws IOException {
            return new Line(socket, new DataInputStream(socket.getInputStream()), socket.getOutputStream());
        }

        Message read() throws IOException {
            int type = in.readUnsignedByte();
            return new Message(type, in.readNBytes(in.readInt() - Integer.BYTES));
        }

        void write(Message message) throws IOException {
            out.write(bytes(message));
            out.flush();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private LendingPooler(int server, boolean lending) throws IOException {
        this.server = server;
        this.lending = lending;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /**
     * @param server a port of this machine
     * @param lending whether sessions are lent by the transaction
     */
    public static LendingPooler before(int server, boolean lending) {
        try {
            return new LendingPooler(server, lending);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens, on loopback. */
    public int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Line client = Line.of(listening.accept());
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Line client) {
        try (client) {
            Line backend = login(client);
            while (true) {
                Message message = client.read();
                if (message.type() == 'X') {
                    return;
                }
                transaction(client, backend, message);
            }
        } catch (EOFException e) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From its first message until the server is idle again the session belongs to one client. */
    private void transaction(Line client, Line backend, Message first) throws IOException {
        session.lock();
        try {
            for (Message message = first; ; message = client.read()) {
                backend.write(message);
                if ((message.type() == 'Q' || message.type() == 'S') && answer(client, backend) == 'I') {
                    return;
                }
            }
        } finally {
            session.unlock();
        }
    }

    private static int answer(Line client, Line backend) throws IOException {
        while (true) {
            Message message = backend.read();
            client.write(message);
            if (message.type() == 'Z') {
                return message.body()[0];
            }
        }
    }

    private Line login(Line client) throws IOException {
        byte[] startup = startup(client);
        session.lock();
        try {
            if (shared != null && lending) {
                client.out().write(greeting.toByteArray());
                client.out().flush();
                return shared;
            }
            Socket socket = new Socket();
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server));
            Line backend = Line.of(socket);
            backend.out().write(startup);
            backend.out().flush();
            greeting.reset();
            greeting.write(bytes(new Message('R', new byte[Integer.BYTES])));
            introduce(client, backend);
            shared = backend;
            return backend;
        } finally {
            session.unlock();
        }
    }

    private void introduce(Line client, Line backend) throws IOException {
        while (true) {
            Message message = backend.read();
            if (message.type() == 'K') {
                message = new Message(
                        'K',
                        ByteBuffer.allocate(2 * Integer.BYTES)
                                .putInt(NOBODYS_SESSION)
                                .array());
            }
            client.write(message);
            if (message.type() == 'S' || message.type() == 'K' || message.type() == 'Z') {
                greeting.write(bytes(message));
            }
            if (message.type() == 'R'
                    && ANSWERED.contains(ByteBuffer.wrap(message.body()).getInt())) {
                backend.write(client.read());
            }
            if (message.type() == 'Z' || message.type() == 'E') {
                return;
            }
        }
    }

    /** What a client says first, after asking in vain for encryption. */
    private static byte[] startup(Line client) throws IOException {
        while (true) {
            int length = client.in().readInt();
            byte[] body = client.in().readNBytes(length - Integer.BYTES);
            int code = ByteBuffer.wrap(body).getInt();
            if (code != SSL_REQUEST && code != GSS_REQUEST) {
                return ByteBuffer.allocate(length).putInt(length).put(body).array();
            }
            client.out().write('N');
            client.out().flush();
        }
    }

    private static byte[] bytes(Message message) {
        return ByteBuffer.allocate(1 + Integer.BYTES + message.body().length)
                .put((byte) message.type())
                .putInt(Integer.BYTES + message.body().length)
                .put(message.body())
                .array();
    }

    @Override
    public void close() {
        try {
            listening.close();
            if (shared != null) {
                shared.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
