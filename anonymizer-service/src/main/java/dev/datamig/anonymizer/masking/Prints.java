package dev.datamig.anonymizer.masking;

import dev.datamig.anonymizer.transform.Proof;
import java.util.ArrayList;
import java.util.List;

/** The fingerprints that prove the replacement of one value. */
record Prints(List<Print> all) {

    static final Prints NONE = new Prints(List.of());

    record Print(Proof proof, long fingerprint) {}

    /** Takes them one by one. */
    @FunctionalInterface
    interface Taker {
        void take(Proof proof, long fingerprint);
    }

    /** Collects. */
    static final class Collector {

        private final List<Print> all = new ArrayList<>(4);

        void add(Proof proof, long fingerprint) {
            all.add(new Print(proof, fingerprint));
        }

        Prints prints() {
            return all.isEmpty() ? NONE : new Prints(List.copyOf(all));
        }
    }

    void into(ProofSink sink, int column) {
        for (int i = 0; i < all.size(); i++) {
            Print print = all.get(i);
            sink.add(column, print.proof(), print.fingerprint());
        }
    }
}
