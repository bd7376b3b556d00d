package dev.datamig.coordinator.flow;

import dev.datamig.contracts.Digests;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.coordinator.CoordinatorConfig;
import dev.datamig.staging.StagingArea;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Copies the rules into a run, so that a later change of the files does not touch it. */
@ApplicationScoped
public class Pinning {

    private static final String ANONYMIZATION = "anonymization-rules.yaml";
    private static final String VALIDATION = "validation-rules.yaml";

    private final CoordinatorConfig config;
    private final StagingArea staging;

    public Pinning(CoordinatorConfig config, StagingArea staging) {
        this.config = config;
        this.staging = staging;
    }

    /** The SHA-256 of each file that was pinned, by name. Without a configured file nothing is pinned. */
    public Map<String, String> pin(RunId run) {
        Map<String, String> digests = new TreeMap<>();
        pin(run, ANONYMIZATION, config.rules(), digests);
        pin(run, VALIDATION, config.validationRules(), digests);
        return digests;
    }

    /** A run on the sealed files of an earlier one is under the rules that those were made under. */
    public Map<String, String> copy(RunId earlier, RunId run) {
        Map<String, String> digests = new TreeMap<>();
        for (String name : List.of(ANONYMIZATION, VALIDATION)) {
            staging.get(StagingLayout.pinned(earlier, name)).ifPresent(contents -> {
                staging.put(StagingLayout.pinned(run, name), contents);
                digests.put(name, Digests.sha256Hex(contents));
            });
        }
        return digests;
    }

    /** Writes down what was decided for columns, beside the pinned rules. @return the digests of all that is pinned now */
    Map<String, String> decide(RunId run, Map<String, String> pinned, Decisions decisions, String actor) {
        String path = StagingLayout.pinned(run, StagingLayout.DECISIONS);
        byte[] file = decisions.file(staging.get(path), actor);
        staging.put(path, file);
        Map<String, String> digests = new TreeMap<>(pinned);
        digests.put(StagingLayout.DECISIONS, Digests.sha256Hex(file));
        return digests;
    }

    /** Copies the rules to where a classification that belongs to no run looks for them. */
    void pinFor(String requestId) {
        config.rules()
                .ifPresent(file -> staging.put(StagingLayout.classification(requestId, ANONYMIZATION), read(file)));
    }

    private void pin(RunId run, String name, Optional<Path> file, Map<String, String> digests) {
        if (file.isEmpty()) {
            return;
        }
        byte[] contents = read(file.get());
        staging.put(StagingLayout.pinned(run, name), contents);
        digests.put(name, Digests.sha256Hex(contents));
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the rules file " + file + " cannot be read", e);
        }
    }
}
