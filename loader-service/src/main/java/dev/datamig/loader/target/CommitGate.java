package dev.datamig.loader.target;

/** Stands between the last check of a transaction and its commit. */
public interface CommitGate {

    /** Nothing is waited for. */
    CommitGate OPEN = new CommitGate() {
        @Override
        public void atWork() {
            // nobody wants to know
        }

        @Override
        public void pass(Runnable alive) {
            // nobody is waited for
        }
    };

    /** It is this order's turn in its target; from now on it waits for no other run. */
    void atWork();

    /**
     * Everything is written and proven. Returns when the transaction may be committed; a second call returns at once.
     *
     * @param alive run now and then while it waits; throws when the transaction is lost
     * @throws CommitWithheldException when it must not be committed
     */
    void pass(Runnable alive);
}
