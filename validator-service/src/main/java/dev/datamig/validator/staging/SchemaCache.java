package dev.datamig.validator.staging;

import dev.datamig.contracts.RunId;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps the schemas of the last few runs: every batch of a run asks for the same one. For several threads. */
public final class SchemaCache {

    private static final int KEPT = 4;

    private record Attempt(RunId run, int attempt) {}

    private final RunFiles files;
    private final Map<Attempt, RunFiles.Schema> recent = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Attempt, RunFiles.Schema> eldest) {
            return size() > KEPT;
        }
    };

    public SchemaCache(RunFiles files) {
        this.files = files;
    }

    public synchronized RunFiles.Schema of(RunId run, int attempt) {
        return recent.computeIfAbsent(new Attempt(run, attempt), key -> files.schema(run, attempt));
    }
}
