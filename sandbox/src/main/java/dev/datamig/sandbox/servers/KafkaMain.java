package dev.datamig.sandbox.servers;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** A Kafka broker and controller in one JVM: formats its folder when it is new, serves until it is told to stop. */
public final class KafkaMain {

    private KafkaMain() {}

    /** @param args the properties file, the file to make once the broker is ready, and topics to make before that */
    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        Path file = Path.of(args[0]);
        var properties = new Properties();
        try (var in = Files.newInputStream(file)) {
            properties.load(in);
        }
        format(file, Path.of(properties.getProperty("log.dirs")));
        var server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
        startOrEnd(server);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "stop kafka"));
        makeTopics(properties.getProperty("advertised.listeners"), List.of(args).subList(2, args.length));
        Files.writeString(Path.of(args[1]), "ready");
        server.awaitShutdown();
    }

    /** Half a broker would keep the JVM alive and its launcher waiting. */
    private static void startOrEnd(KafkaRaftServer server) {
        try {
            server.startup();
        } catch (RuntimeException e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void makeTopics(String listener, List<String> names)
            throws InterruptedException, ExecutionException {
        if (names.isEmpty()) {
            return;
        }
        String address = listener.substring(listener.indexOf("//") + 2);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
            Set<String> there = admin.listTopics().names().get();
            admin.createTopics(names.stream()
                            .filter(name -> !there.contains(name))
                            .map(name -> new NewTopic(name, Optional.empty(), Optional.empty()))
                            .toList())
                    .all()
                    .get();
        }
    }

    private static void format(Path properties, Path logs) {
        if (Files.exists(logs.resolve("meta.properties"))) {
            return;
        }
        String[] command = {"format", "-t", Uuid.randomUuid().toString(), "-c", properties.toString()};
        try (var out = new PrintStream(PrintStream.nullOutputStream(), false)) {
            int code = StorageTool.execute(command, out);
            if (code != 0) {
                throw new UncheckedIOException(new IOException("formatting " + logs + " ended with code " + code));
            }
        }
    }
}
