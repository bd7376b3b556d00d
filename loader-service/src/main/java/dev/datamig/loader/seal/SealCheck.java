package dev.datamig.loader.seal;

import dev.datamig.contracts.Digests;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.Membership;
import dev.datamig.contracts.batch.SealedManifest;
import dev.datamig.contracts.batch.TableTotal;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds a sealed manifest to its word: the HMAC is right, it belongs to the run, it names this schema, every file lies where a
 * batch of this run and attempt lies, and rows and parts add up to the totals.
 */
public final class SealCheck {

    private final byte[] key;

    /** @param key the seal key, 32 bytes */
    public SealCheck(byte[] key) {
        this.key = key.clone();
    }

    /** @throws LoadException {@code LOD-002} unless everything is as it should be */
    public void require(SealedManifest manifest, RunId run) {
        String expected =
                Digests.hmacSha256Hex(key, Json.write(manifest.withSeal("")).getBytes(StandardCharsets.UTF_8));
        if (!MessageDigest.isEqual(ascii(expected), ascii(manifest.seal()))) {
            throw broken(run, "the seal does not hold");
        }
        if (!manifest.run().equals(run)) {
            throw broken(run, "it belongs to another run");
        }
    }

    /** @throws LoadException {@code LOD-002} when schema and manifest do not belong together */
    public static void requireSchema(SealedManifest manifest, byte[] file, RunSchema schema) {
        if (!Digests.sha256Hex(file).equals(manifest.schemaSha256())) {
            throw broken(manifest.run(), "the schema file was changed after sealing");
        }
        if (!schema.run().equals(manifest.run()) || schema.attempt() != manifest.attempt()) {
            throw broken(manifest.run(), "the schema belongs to another run or attempt");
        }
        manifest.batches().forEach(batch -> requireBatch(manifest, schema, batch));
        requireTotals(manifest);
    }

    private static void requireBatch(SealedManifest manifest, RunSchema schema, BatchManifest batch) {
        String place = StagingLayout.anonymized(manifest.run(), manifest.attempt(), batch.table(), batch.part());
        boolean own = batch.run().equals(manifest.run())
                && batch.attempt() == manifest.attempt()
                && batch.file().equals(place);
        if (!own) {
            throw broken(manifest.run(), "a batch of " + batch.table() + " is not of this run and attempt");
        }
        TableSchema table = schema.table(batch.table())
                .orElseThrow(() -> broken(manifest.run(), "the schema does not know " + batch.table()));
        if (!table.copiedColumns().equals(batch.columns())) {
            throw broken(manifest.run(), "a batch of " + batch.table() + " has other columns than the schema");
        }
    }

    private static void requireTotals(SealedManifest manifest) {
        Map<String, Long> rows = new HashMap<>();
        Map<String, Integer> parts = new HashMap<>();
        for (BatchManifest batch : manifest.batches()) {
            rows.merge(batch.table() + "/" + batch.membership(), batch.rows(), Long::sum);
            parts.merge(batch.table().text(), 1, Integer::sum);
        }
        for (TableTotal total : manifest.tables()) {
            boolean complete = rows.getOrDefault(total.table() + "/" + Membership.OWNED, 0L) == total.owned()
                    && rows.getOrDefault(total.table() + "/" + Membership.REFERENCE, 0L) == total.reference();
            if (!complete) {
                throw broken(manifest.run(), "the batches of " + total.table() + " do not add up to its total");
            }
        }
        for (String table : parts.keySet()) {
            List<Integer> numbers = manifest.batches().stream()
                    .filter(batch -> batch.table().text().equals(table))
                    .map(BatchManifest::part)
                    .sorted()
                    .toList();
            if (numbers.stream().distinct().count() != numbers.size()) {
                throw broken(manifest.run(), "two batches of " + table + " have the same number");
            }
        }
    }

    private static LoadException broken(RunId run, String what) {
        return LoadException.of(LoaderCode.SEAL_BROKEN, run + ": " + what);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
