package dev.datamig.anonymizer.masking;

import dev.datamig.anonymizer.transform.Proof;

/** Takes the originals that were replaced, to make fingerprints of them. */
@FunctionalInterface
public interface ProofSink {

    void replaced(long row, String column, Proof proof, String original);
}
