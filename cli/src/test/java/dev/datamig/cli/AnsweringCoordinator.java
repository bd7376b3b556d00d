package dev.datamig.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A coordinator that gives the answers that a test has laid down, in their order, the last one again and again. */
final class AnsweringCoordinator implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = new HashMap<>();
    private final List<String> calls = new ArrayList<>();

    private record Answer(int status, String body) {}

    AnsweringCoordinator() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /** @param call such as {@code GET /runs/x} */
    AnsweringCoordinator on(String call, int status, String body) {
        synchronized (answers) {
            answers.computeIfAbsent(call, any -> new ArrayDeque<>()).add(new Answer(status, body.replace('\'', '"')));
        }
        return this;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What was asked, with the body behind what was posted. */
    List<String> calls() {
        synchronized (answers) {
            return List.copyOf(calls);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String call = exchange.getRequestMethod() + " "
                + exchange.getRequestURI().toString().replaceFirst("^/api/v1", "");
        Answer answer;
        synchronized (answers) {
            calls.add(body.isEmpty() ? call : call + " " + body);
            Deque<Answer> left = answers.getOrDefault(call, new ArrayDeque<>(List.of(new Answer(404, ""))));
            answer = left.size() > 1 ? left.pop() : left.getFirst();
        }
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
