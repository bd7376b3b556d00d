package dev.datamig.anonymizer.masking;

import dev.datamig.anonymizer.transform.Proof;

/** Makes fingerprints of the originals that were replaced, and takes them row by row. */
public interface ProofSink {

    long fingerprint(String original);

    /** @param original a text in UTF-8 */
    long fingerprint(byte[] original);

    /** @param column its place among the batch's columns */
    void add(int column, Proof proof, long fingerprint);

    /** The row has no more. @param row from 0 */
    void endRow(long row);
}
