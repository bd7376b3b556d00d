package dev.datamig.anonymizer.staging;

import dev.datamig.anonymizer.masking.ProofSink;
import dev.datamig.anonymizer.transform.Proof;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.parquet.BatchWriter;
import dev.datamig.staging.proof.Fingerprints;
import dev.datamig.staging.proof.PrintedRow;
import dev.datamig.staging.proof.PrintedRow.Kind;
import org.jspecify.annotations.Nullable;

/** Writes the keyed fingerprints of the originals that were replaced in a batch. */
final class FingerprintFile implements ProofSink {

    private final BatchWriter writer;
    private final Fingerprints fingerprints;
    private final PrintedRow row = new PrintedRow();

    FingerprintFile(BatchWriter writer, DataKey runKey) {
        this.writer = writer;
        this.fingerprints = new Fingerprints(runKey);
    }

    @Override
    public long fingerprint(String original) {
        return fingerprints.of(original);
    }

    @Override
    public long fingerprint(byte[] original) {
        return fingerprints.of(original);
    }

    @Override
    public void add(int column, Proof proof, long fingerprint) {
        row.add(
                column,
                switch (proof) {
                    case VALUE -> Kind.VALUE;
                    case NAME -> Kind.NAME;
                    case CELL -> Kind.CELL;
                    case NONE -> throw new IllegalArgumentException("nothing is to be proven");
                },
                fingerprint);
    }

    @Override
    public void endRow(long number) {
        @Nullable Object[] cells = row.end(number);
        if (cells != null) {
            writer.write(cells);
        }
    }
}
