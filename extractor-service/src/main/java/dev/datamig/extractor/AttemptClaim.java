package dev.datamig.extractor;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.batch.ExtractionManifest;
import dev.datamig.staging.StagingArea;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * That an instance works on an attempt, written where all instances see it. A command can be delivered again: after a rebalance while
 * the first instance still works, or after it died. An attempt is never done twice under two snapshots, since its batches would not
 * fit together.
 */
final class AttemptClaim {

    /** A claim that was not renewed for so long is abandoned. */
    static final Duration LIFETIME = Duration.ofSeconds(30);

    /** The claim's contents. */
    record Claim(String instance, String token, Instant renewedAt) {}

    /** What an instance finds when it is given an attempt. */
    sealed interface Finding {
        /** It is ours to do. */
        record Ours() implements Finding {}

        /** All of it was done; the answers may have been lost and are given again. */
        record Done(ExtractionManifest manifest) implements Finding {}

        /** Somebody works on it. */
        record Busy() implements Finding {}

        /** It was begun and given up half-way. */
        record Abandoned() implements Finding {}
    }

    private final StagingArea area;
    private final RunId run;
    private final int attempt;
    private final Claim claim;
    private final Clock clock;
    private boolean spent;

    AttemptClaim(StagingArea area, RunId run, int attempt, String instance, String token, Clock clock) {
        this.area = area;
        this.run = run;
        this.attempt = attempt;
        this.claim = new Claim(instance, token, clock.instant());
        this.clock = clock;
    }

    private String path() {
        return StagingLayout.run(run) + "/control/extract-" + attempt + ".json";
    }

    /** Takes the attempt, unless somebody has it or had it. */
    Finding take() {
        Optional<ExtractionManifest> done = area.get(StagingLayout.extractionManifest(run))
                .map(bytes -> Json.read(bytes, ExtractionManifest.class))
                .filter(manifest -> manifest.attempt() == attempt);
        if (done.isPresent()) {
            return new Finding.Done(done.get());
        }
        Optional<Claim> other = area.get(path()).map(bytes -> Json.read(bytes, Claim.class));
        if (other.isEmpty()) {
            renew();
            return new Finding.Ours();
        }
        return isAlive(other.get()) ? new Finding.Busy() : new Finding.Abandoned();
    }

    /** Whether somebody works on the attempt. */
    boolean isAlive() {
        return area.get(path())
                .map(bytes -> Json.read(bytes, Claim.class))
                .map(this::isAlive)
                .orElse(false);
    }

    private boolean isAlive(Claim other) {
        return other.renewedAt().plus(LIFETIME).isAfter(clock.instant());
    }

    /** From here on others have heard of the attempt, and it cannot be done again under other snapshots. */
    void spend() {
        spent = true;
    }

    boolean spent() {
        return spent;
    }

    /** Gives the attempt up: free for another try when nobody has heard of it, else abandoned for good. */
    void giveUp() {
        if (spent) {
            area.put(path(), Json.writePretty(new Claim(claim.instance(), claim.token(), Instant.EPOCH)));
        } else {
            area.delete(path());
        }
    }

    /** Says that the work goes on. */
    void renew() {
        area.put(path(), Json.writePretty(new Claim(claim.instance(), claim.token(), clock.instant())));
    }
}
