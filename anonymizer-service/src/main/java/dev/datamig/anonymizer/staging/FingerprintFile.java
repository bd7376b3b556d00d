package dev.datamig.anonymizer.staging;

import dev.datamig.anonymizer.masking.ProofSink;
import dev.datamig.anonymizer.transform.Proof;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.staging.parquet.BatchWriter;
import dev.datamig.staging.proof.Fingerprints;
import dev.datamig.staging.proof.PrintedRow;
import dev.datamig.staging.proof.PrintedRow.Kind;
import org.jspecify.annotations.Nullable;

/** Writes the keyed fingerprints of the originals that were replaced in a batch; a file without any is one and the same for a run. */
final class FingerprintFile implements ProofSink, AutoCloseable {

    private final BatchFiles files;
    private final String path;
    private final DataKey runKey;
    private final Fingerprints fingerprints;
    private final PrintedRow row = new PrintedRow();
    private @Nullable BatchWriter writer;

    FingerprintFile(BatchFiles files, String path, DataKey runKey) {
        this.files = files;
        this.path = path;
        this.runKey = runKey;
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
            BatchWriter into = writer;
            if (into == null) {
                into = files.writeDistinct(path, PrintedRow.COLUMNS, runKey);
                writer = into;
            }
            into.write(cells);
        }
    }

    void commit() {
        if (writer == null) {
            files.writeEmpty(path, PrintedRow.COLUMNS, runKey);
        } else {
            writer.commit();
        }
    }

    @Override
    public void close() {
        if (writer != null) {
            writer.close();
        }
    }
}
