package dev.datamig.anonymizer;

import dev.datamig.sandbox.servers.TestServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;

/** A real broker and a staging folder for the service under test. */
public final class KafkaStage implements QuarkusTestResourceLifecycleManager {

    private Path folder = Path.of("");

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("anonymizer-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String key = HexFormat.of().formatHex(TestStage.KEY);
        return Map.of(
                "kafka.bootstrap.servers",
                TestServers.kafka().bootstrapServers(),
                "datamig.staging",
                folder.toString(),
                "datamig.staging-key",
                key,
                "datamig.masking-key",
                key,
                "datamig.landscape",
                "ignored.yaml",
                "quarkus.http.test-port",
                "0");
    }

    @Override
    public void stop() {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
