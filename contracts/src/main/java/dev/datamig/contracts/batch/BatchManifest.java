package dev.datamig.contracts.batch;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.TableId;
import java.util.List;
import java.util.stream.Stream;

/**
 * A batch's passport: at most N rows of one table in one Parquet file.
 *
 * @param run the run
 * @param attempt the attempt of the run's extraction that made it, from 1; batches of an attempt that was given up are dropped
 * @param table the table
 * @param part from 1, without gaps within the table
 * @param membership of all rows
 * @param file path in the staging area
 * @param rows rows in the file
 * @param bytes size of the file
 * @param sha256 of the file's bytes, lower-case hex
 * @param columns the file's columns in order
 * @param resumed whether it was deferred once and is handed out again now that the whole extraction is known
 * @param history who had it in hand, oldest first
 */
public record BatchManifest(
        RunId run,
        int attempt,
        TableId table,
        int part,
        Membership membership,
        String file,
        long rows,
        long bytes,
        String sha256,
        List<ColumnSchema> columns,
        boolean resumed,
        List<PhaseStamp> history) {

    @JsonIgnore
    public BatchRef ref() {
        return new BatchRef(table, part, membership, rows);
    }

    /** The Kafka key: spreads the batches of one run over all partitions. */
    @JsonIgnore
    public String key() {
        return run + "/" + table + "/" + part;
    }

    /** The passport of the file that a later phase made of this one. */
    public BatchManifest next(String nextFile, long nextBytes, String nextSha256, PhaseStamp stamp) {
        return new BatchManifest(
                run,
                attempt,
                table,
                part,
                membership,
                nextFile,
                rows,
                nextBytes,
                nextSha256,
                columns,
                false,
                Stream.concat(history.stream(), Stream.of(stamp)).toList());
    }

    /** The same batch, handed out again. */
    public BatchManifest asResumed() {
        return new BatchManifest(
                run, attempt, table, part, membership, file, rows, bytes, sha256, columns, true, history);
    }
}
