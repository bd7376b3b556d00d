package dev.datamig.contracts;

import dev.datamig.contracts.schema.TableId;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Where things lie in the staging area. All paths are relative, with {@code /}, and safe for file systems and S3. */
public final class StagingLayout {

    /** Among the pinned files: what people decided for columns that no rule covered, as a rules file in JSON. */
    public static final String DECISIONS = "anonymization-decisions.json";

    /** In the folder of a classification: the stores' shape. */
    public static final String SCHEMA = "schema.json";

    /** In the folder of a classification: encrypted samples of values, gone when it is done. */
    public static final String SAMPLES = "samples.parquet";

    /** In the folder of a classification: the result. */
    public static final String RESULT = "classification.json";

    /** In the folder of a classification: rules for a landscape that has none. */
    public static final String DRAFT = "anonymization-rules.draft.yaml";

    private StagingLayout() {}

    public static String run(RunId run) {
        return "runs/" + run;
    }

    /** The raw, encrypted file of a batch; attempts never share a path. */
    public static String extracted(RunId run, int attempt, TableId table, int part) {
        return batchFile(run, "extracted", attempt, table, part, ".parquet");
    }

    public static String anonymized(RunId run, int attempt, TableId table, int part) {
        return batchFile(run, "anonymized", attempt, table, part, ".parquet");
    }

    /** Encrypted keyed fingerprints of the original personal values of a batch. */
    public static String fingerprints(RunId run, int attempt, TableId table, int part) {
        return batchFile(run, "fingerprints", attempt, table, part, ".parquet");
    }

    /** Encrypted names found in a batch, for redaction of free text elsewhere in the run. */
    public static String names(RunId run, int attempt, TableId table, int part) {
        return batchFile(run, "names", attempt, table, part, ".parquet");
    }

    /** Rows of a target as they were before a load that was asked for a backup. */
    public static String backup(RunId run, TableId table) {
        return "%s/backup/%s/%s/rows.parquet".formatted(run(run), segment(table.store()), segment(table.name()));
    }

    /** What a store's backup consists of; written when it is complete. */
    public static String backupManifest(RunId run, String store) {
        return "%s/backup/%s.json".formatted(run(run), segment(store));
    }

    /** What masking made of a batch's originals, encrypted for the holder of the map key; only where that is configured. */
    public static String consistencyMap(RunId run, int attempt, TableId table, int part) {
        return batchFile(run, "consistency-map", attempt, table, part, ".parquet");
    }

    /** The run's whole map, put together of its batches' when it is first read. */
    public static String consistencyMap(RunId run) {
        return run(run) + "/consistency-map.parquet";
    }

    /** The manifest of a batch that passed its own checks, written by the validator. */
    public static String validated(RunId run, int attempt, TableId table, int part) {
        return batchFile(run, "validated", attempt, table, part, ".json");
    }

    /** All validated manifests of an attempt lie under this folder. */
    public static String phaseFolder(RunId run, String phase) {
        return run(run) + "/" + phase + "/";
    }

    public static String schema(RunId run, int attempt) {
        return run(run) + "/manifests/schema-" + attempt + ".json";
    }

    /** Encrypted samples of the values of every column of the run, from which columns are classified. */
    public static String samples(RunId run, int attempt) {
        return run(run) + "/manifests/samples-" + attempt + ".parquet";
    }

    /** What classification found in the run's columns, and which rule covers each. */
    public static String classification(RunId run, int attempt) {
        return run(run) + "/manifests/classification-" + attempt + ".json";
    }

    /** A file of a classification that belongs to no run: schema, samples, rules, result, draft. */
    public static String classification(String requestId, String fileName) {
        return "classification/" + segment(requestId) + "/" + fileName;
    }

    /** The extraction's manifest; the attempt that counts last overwrites it. */
    public static String extractionManifest(RunId run) {
        return run(run) + "/manifests/extraction-manifest.json";
    }

    public static String sealedManifest(RunId run) {
        return run(run) + "/manifests/sealed-manifest.json";
    }

    /** The run's data key, wrapped by the staging key; deleting it destroys every raw extract. */
    public static String wrappedKey(RunId run) {
        return run(run) + "/keys/run.key";
    }

    /** The rules as they were when the run began: {@code anonymization-rules.yaml}, {@code validation-rules.yaml}. */
    public static String pinned(RunId run, String fileName) {
        return run(run) + "/pinned/" + fileName;
    }

    /** The new values of keys that a plan of a store has chosen; the name is made of the contents, so it is never overwritten. */
    public static String keyMap(RunId run, String store, String digest) {
        return run(run) + "/keys-" + segment(store) + "/" + segment(digest) + ".parquet";
    }

    /** The keys under which a store's target had reference rows already, other than the sealed ones, when it was loaded last; absent when there were none. */
    public static String matchedKeys(RunId run, String store) {
        return run(run) + "/keys-" + segment(store) + "/matched.parquet";
    }

    /** Which of a store's key maps it was loaded with: a JSON text, the digest; absent when with none. */
    public static String keysInForce(RunId run, String store) {
        return run(run) + "/keys-" + segment(store) + "/in-force.json";
    }

    /** Where the stores of a run that commit together say how far they are, a file for each order. */
    public static String commitGroup(RunId run, int round) {
        return run(run) + "/control/commit-" + round + "/";
    }

    /** How far a store's order is. */
    public static String commitNote(RunId run, int round, String store, int order) {
        return commitGroup(run, round) + segment(store) + "-" + order + ".json";
    }

    /** Present when attempts up to the number in it must stop. */
    public static String stopMark(RunId run) {
        return run(run) + "/control/stop.json";
    }

    /** Present when loads with numbers up to the one in it are not wanted any more: {@code {"attempt": 7}}. */
    public static String loadsCalledOff(RunId run) {
        return run(run) + "/control/loads-called-off.json";
    }

    /** {@code anonymization-report.json}, {@code validation-report.json}, {@code load-report.json}, {@code migration-report.*}. */
    public static String report(RunId run, String fileName) {
        return run(run) + "/reports/" + fileName;
    }

    public static String analysis(String fileName) {
        return "analysis/" + fileName;
    }

    public static String selection(String fileName) {
        return "selection/" + fileName;
    }

    private static String batchFile(RunId run, String phase, int attempt, TableId table, int part, String extension) {
        return "%s/%s/%s/%s/a%d-part-%05d%s"
                .formatted(run(run), phase, segment(table.store()), segment(table.name()), attempt, part, extension);
    }

    /**
     * A name as one path segment: letters, digits and {@code . _ -} stay, every other byte of its UTF-8 form becomes
     * {@code %XX}. Two names never meet, also on file systems that fold case: upper-case letters are escaped. A segment longer
     * than 200 characters is cut and ends in a hash of the whole.
     */
    static String segment(String name) {
        if (name.isEmpty()) {
            return "%";
        }
        var out = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (plain(c) || (c == '.' && !out.isEmpty())) {
                out.append(c);
            } else {
                out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return out.length() <= 200
                ? out.toString()
                : out.substring(0, 150) + "~"
                        + Digests.sha256Hex(name.getBytes(StandardCharsets.UTF_8))
                                .substring(0, 32);
    }

    private static boolean plain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }
}
