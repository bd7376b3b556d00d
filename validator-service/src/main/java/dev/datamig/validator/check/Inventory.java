package dev.datamig.validator.check;

import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.BatchRef;
import dev.datamig.contracts.batch.ExtractionManifest;
import dev.datamig.contracts.batch.Membership;
import dev.datamig.contracts.batch.TableTotal;
import dev.datamig.contracts.schema.TableId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds the validated batches of an attempt against what its extraction read: nothing missing, nothing twice, nothing more. */
public final class Inventory {

    private record Part(TableId table, int number) {
        static Part of(BatchManifest batch) {
            return new Part(batch.table(), batch.part());
        }
    }

    private Inventory() {}

    public static void check(ExtractionManifest extraction, List<BatchManifest> validated, Findings findings) {
        Map<Part, BatchRef> expected = new HashMap<>();
        for (BatchManifest batch : extraction.batches()) {
            if (expected.put(Part.of(batch), batch.ref()) != null) {
                findings.error(Check.BATCHES, batch.table(), null, 1, "the extraction names a batch twice");
            }
        }
        findings.looked(Check.BATCHES, expected.size());
        Set<Part> seen = new HashSet<>();
        for (BatchManifest batch : validated) {
            BatchRef want = expected.get(Part.of(batch));
            if (want == null) {
                findings.error(Check.BATCHES, batch.table(), null, 1, "a batch that the extraction does not name");
            } else if (!seen.add(Part.of(batch))) {
                findings.error(Check.BATCHES, batch.table(), null, 1, "a batch is there twice");
            } else if (!want.equals(batch.ref())) {
                findings.error(
                        Check.BATCHES, batch.table(), null, 1, "a batch with other rows than the extraction says");
            }
        }
        for (Part part : expected.keySet()) {
            if (!seen.contains(part)) {
                findings.error(Check.BATCHES, part.table(), null, 1, "a batch of the extraction was not validated");
            }
        }
        counts(extraction.tables(), validated, findings);
    }

    private static void counts(List<TableTotal> totals, List<BatchManifest> validated, Findings findings) {
        Map<TableId, long[]> rows = new HashMap<>();
        for (BatchManifest batch : validated) {
            rows.computeIfAbsent(batch.table(), id -> new long[2])[batch.membership() == Membership.OWNED ? 0 : 1] +=
                    batch.rows();
        }
        for (TableTotal total : totals) {
            findings.looked(Check.COUNTS, 1);
            long[] have = rows.getOrDefault(total.table(), new long[2]);
            if (have[0] != total.owned() || have[1] != total.reference()) {
                findings.error(
                        Check.COUNTS,
                        total.table(),
                        null,
                        Math.max(1, Math.abs(have[0] - total.owned()) + Math.abs(have[1] - total.reference())),
                        "the closure found %d owned and %d reference rows, the batches hold %d and %d"
                                .formatted(total.owned(), total.reference(), have[0], have[1]));
            }
        }
    }
}
