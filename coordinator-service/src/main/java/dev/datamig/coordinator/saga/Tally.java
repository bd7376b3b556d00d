package dev.datamig.coordinator.saga;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.datamig.contracts.batch.BatchRef;
import dev.datamig.contracts.batch.TableTotal;
import java.util.List;

/**
 * How far the streaming phases have come, in batches and rows of the current attempt.
 *
 * @param expectedRows rows that the closure found; 0 until it is known
 * @param expectedBatches all batches; -1 until the extraction is complete
 * @param deferred batches that wait for the names of the whole run
 * @param released whether the deferred ones were handed out again
 * @param errors findings that forbid the load
 */
public record Tally(
        long expectedRows,
        int expectedBatches,
        Done extracted,
        Done anonymized,
        Done validated,
        int deferred,
        boolean released,
        long errors) {

    /** What a phase has finished. */
    public record Done(int batches, long rows) {
        static final Done NOTHING = new Done(0, 0);

        Done plus(BatchRef batch) {
            return new Done(batches + 1, rows + batch.rows());
        }
    }

    static final Tally EMPTY = new Tally(0, -1, Done.NOTHING, Done.NOTHING, Done.NOTHING, 0, false, 0);

    @JsonIgnore
    public boolean extractionComplete() {
        return expectedBatches >= 0;
    }

    @JsonIgnore
    public boolean allAnonymized() {
        return extractionComplete() && anonymized.batches() >= expectedBatches;
    }

    @JsonIgnore
    public boolean allValidated() {
        return extractionComplete() && validated.batches() >= expectedBatches;
    }

    /** Whether the deferred batches are all that is left to mask. */
    boolean mayRelease() {
        return extractionComplete() && !released && deferred > 0 && anonymized.batches() + deferred >= expectedBatches;
    }

    Tally expecting(List<TableTotal> tables) {
        long rows = tables.stream().mapToLong(t -> t.owned() + t.reference()).sum();
        return new Tally(rows, expectedBatches, extracted, anonymized, validated, deferred, released, errors);
    }

    Tally complete(List<TableTotal> tables) {
        long rows = tables.stream().mapToLong(t -> t.owned() + t.reference()).sum();
        int batches = tables.stream().mapToInt(TableTotal::batches).sum();
        return new Tally(rows, batches, extracted, anonymized, validated, deferred, released, errors);
    }

    Tally extracted(BatchRef batch) {
        return new Tally(
                expectedRows,
                expectedBatches,
                extracted.plus(batch),
                anonymized,
                validated,
                deferred,
                released,
                errors);
    }

    Tally anonymized(BatchRef batch) {
        return new Tally(
                expectedRows,
                expectedBatches,
                extracted,
                anonymized.plus(batch),
                validated,
                deferred,
                released,
                errors);
    }

    Tally validated(BatchRef batch, long newErrors) {
        return new Tally(
                expectedRows,
                expectedBatches,
                extracted,
                anonymized,
                validated.plus(batch),
                deferred,
                released,
                errors + newErrors);
    }

    Tally oneMoreDeferred() {
        return new Tally(
                expectedRows, expectedBatches, extracted, anonymized, validated, deferred + 1, released, errors);
    }

    Tally release() {
        return new Tally(expectedRows, expectedBatches, extracted, anonymized, validated, deferred, true, errors);
    }
}
