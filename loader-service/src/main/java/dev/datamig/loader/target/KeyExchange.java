package dev.datamig.loader.target;

import java.util.Optional;
import java.util.function.Consumer;

/** Where plans of the stores tell each other about keys. */
public interface KeyExchange {

    /** Hands over what the last plan of a store has said; nothing when it has said nothing. */
    void read(String store, Consumer<KeyEntry> taker);

    /**
     * Keeps what the plan of a store says.
     *
     * @param entries hands them over, each time the same in the same order; called twice
     * @return a digest by which it is found, empty when there is nothing to say
     */
    Optional<String> write(String store, Consumer<Consumer<KeyEntry>> entries);

    /**
     * Keeps what those need to know who look at the store once it is loaded, in the place of what was kept before. No plan waits for it.
     *
     * @param entries hands them over
     */
    void note(String store, Consumer<Consumer<KeyEntry>> entries);

    /** For a store that is loaded by itself. */
    KeyExchange NONE = new KeyExchange() {
        @Override
        public void read(String store, Consumer<KeyEntry> taker) {
            // nobody has said anything
        }

        @Override
        public Optional<String> write(String store, Consumer<Consumer<KeyEntry>> entries) {
            return Optional.empty();
        }

        @Override
        public void note(String store, Consumer<Consumer<KeyEntry>> entries) {
            // nobody looks
        }
    };
}
