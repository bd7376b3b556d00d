package dev.datamig.anonymizer.staging;

import dev.datamig.anonymizer.masking.ProofSink;
import dev.datamig.anonymizer.transform.Proof;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.parquet.BatchWriter;
import dev.datamig.staging.proof.Fingerprints;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Writes the keyed fingerprints of the originals that were replaced in a batch. */
final class FingerprintFile implements ProofSink {

    private static final int REMEMBERED = 20_000;

    private final BatchWriter writer;
    private final Fingerprints fingerprints;
    private final Map<String, Long> seen = new HashMap<>();
    private final Map<String, byte[]> columns = new HashMap<>();
    private final Map<Proof, byte[]> kinds = new EnumMap<>(Proof.class);

    FingerprintFile(BatchWriter writer, DataKey runKey) {
        this.writer = writer;
        this.fingerprints = new Fingerprints(runKey);
    }

    @Override
    public void replaced(long row, String column, Proof proof, String original) {
        writer.write(new Object[] {
            row,
            columns.computeIfAbsent(column, name -> name.getBytes(StandardCharsets.UTF_8)),
            kinds.computeIfAbsent(proof, kind -> kind.name().getBytes(StandardCharsets.UTF_8)),
            proof == Proof.NAME ? seen.computeIfAbsent(original, fingerprints::of) : fingerprints.of(original)
        });
        if (seen.size() > REMEMBERED) {
            seen.clear();
        }
    }
}
