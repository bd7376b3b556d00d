package dev.datamig.system;

import dev.datamig.contracts.Json;
import dev.datamig.sandbox.check.TraceScan;
import dev.datamig.sandbox.stack.StackFolder;
import dev.datamig.sandbox.stack.StackState;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.staging.parquet.BatchReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Everything that a stack leaves where somebody without keys can read it. */
final class Traces {

    private static final String COORDINATOR = "PostgreSQL (coordinator)";
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final StackState state;
    private final StackFolder folder;
    private final TraceScan scan;
    private long files;
    private long deadLetters;
    private long rows;

    Traces(StackState state, StackFolder folder, TraceScan scan) {
        this.state = state;
        this.folder = folder;
        this.scan = scan;
    }

    long files() {
        return files;
    }

    long rows() {
        return rows;
    }

    long deadLetters() {
        return deadLetters;
    }

    /** A message as it is. */
    static void send(StackState state, String topic, String message) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", state.kafka());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "key", message)).get();
        }
    }

    /** Every file of the staging area: values of Parquet files, all else as it is; what is encrypted tells nothing. */
    void staging() throws IOException {
        var area = StagingArea.open(folder.staging().toString());
        var batches = new BatchFiles(area);
        for (String path : area.list("")) {
            Path file = folder.staging().resolve(path);
            byte[] bytes = Files.readAllBytes(file);
            String magic = new String(bytes, 0, Math.min(4, bytes.length), StandardCharsets.ISO_8859_1);
            files++;
            if (magic.equals("PAR1")) {
                rows(batches, path);
            }
            scan.look("staging " + kind(path) + ", raw", new String(bytes, StandardCharsets.UTF_8));
        }
    }

    private void rows(BatchFiles batches, String path) {
        try (BatchReader reader = batches.read(path, null)) {
            for (Object[] row = reader.next(); row != null; row = reader.next()) {
                var text = new StringBuilder();
                for (Object cell : row) {
                    text.append(cell instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : cell)
                            .append('\t');
                }
                scan.look(
                        "staging " + kind(path) + " "
                                + Path.of(path).getParent().getFileName(),
                        text.toString());
            }
        }
    }

    private static String kind(String path) {
        String[] parts = path.split("/");
        return parts[0].equals("runs") && parts.length > 2 ? parts[2] : parts[0];
    }

    /** Every message of every topic, keys and headers too. @param known values of dead letters that somebody sent as they are */
    void topics(List<String> known) {
        Map<String, Object> settings = Map.of("bootstrap.servers", state.kafka(), "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> all = new ArrayList<>();
            consumer.listTopics().forEach((topic, partitions) -> {
                if (topic.startsWith("datamig.")) {
                    partitions.forEach(one -> all.add(new TopicPartition(topic, one.partition())));
                }
            });
            consumer.assign(all);
            consumer.seekToBeginning(all);
            var ends = consumer.endOffsets(all);
            while (all.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
                for (ConsumerRecord<String, String> message : consumer.poll(PATIENCE)) {
                    look(message, known);
                }
            }
        }
    }

    private void look(ConsumerRecord<String, String> message, List<String> known) {
        deadLetters += message.topic().endsWith(".dlq") ? 1 : 0;
        String place = "topic " + message.topic();
        scan.look(place + ", key", String.valueOf(message.key()));
        if (!known.contains(message.value())) {
            scan.look(place, String.valueOf(message.value()));
        }
        for (Header header : message.headers()) {
            scan.look(
                    place + ", header " + header.key(),
                    header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8));
        }
    }

    /** Logs and metrics of every service. */
    void services() throws IOException, InterruptedException {
        for (StackState.Service service : state.services()) {
            scan.look("log of " + service.name(), Files.readString(Path.of(service.log())));
            HttpRequest request = HttpRequest.newBuilder(URI.create(service.url() + "/q/metrics"))
                    .build();
            try (HttpClient client = HttpClient.newHttpClient()) {
                scan.look(
                        "metrics of " + service.name(),
                        client.send(request, HttpResponse.BodyHandlers.ofString())
                                .body());
            }
        }
    }

    /** Every row of every table that the coordinator keeps its runs, messages and audit trail in, with the trace context of messages. */
    void coordinatorsDatabase() throws IOException, SQLException {
        StackState.Server server = state.servers().stream()
                .filter(one -> one.name().equals(COORDINATOR))
                .findFirst()
                .orElseThrow();
        String password = Json.mapper()
                .readTree(folder.data().resolve("server-passwords.json").toFile())
                .path("coordinator")
                .asText();
        String url = "jdbc:postgresql://" + server.address() + "/coordinator";
        try (Connection connection = DriverManager.getConnection(url, "postgres", password);
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                try (ResultSet found = statement.executeQuery("select t::text from " + table + " t")) {
                    while (found.next()) {
                        rows++;
                        scan.look("coordinator's table " + table, found.getString(1));
                    }
                }
            }
        }
    }

    private static List<String> tables(Statement statement) throws SQLException {
        var out = new ArrayList<String>();
        try (ResultSet found = statement.executeQuery("select quote_ident(schemaname) || '.' || quote_ident(tablename)"
                + " from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1")) {
            while (found.next()) {
                out.add(found.getString(1));
            }
        }
        return out;
    }

    /** What the coordinator says of a run. */
    void answers(Api api, String run) {
        for (String path : List.of("", "/tables", "/audit", "/events?follow=false")) {
            scan.look(
                    "REST " + path,
                    api.text(
                            "/runs/" + run + path, path.contains("events") ? "text/event-stream" : "application/json"));
        }
        for (String form : List.of("application/json", "text/markdown", "text/html")) {
            scan.look("report as " + form, api.text("/runs/" + run + "/report", form));
        }
    }
}
