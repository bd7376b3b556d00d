package dev.datamig.loader.postgres;

import dev.datamig.contracts.Digests;
import java.util.List;

/**
 * A piece of the ledger: what happened to some rows of one table.
 *
 * @param table the table as SQL writes it
 * @param kind what happened
 * @param keyColumns bare names; empty for a table without a key
 * @param columns bare names: over which digests are taken, or whose previous values follow the key
 * @param rows how many
 * @param data lines in the text format of COPY, compressed with zstd
 * @param sha256 of {@code data}
 */
record LedgerChunk(
        String table, Kind kind, List<String> keyColumns, List<String> columns, long rows, byte[] data, String sha256) {

    /** What happened to rows; the letter is how the undo's working tables name it. */
    enum Kind {
        /** Inserted, owned by the district: key and digest. */
        INSERTED('i'),
        /** Inserted because an owned row needs it: key and digest. */
        REFERENCE('r'),
        /** There already, and part of this run's set from now on: key, or without one the digests. */
        SHARED('s'),
        /** Overwritten: key and digest of the new contents. */
        UPDATED('u'),
        /** Overwritten: key and previous values. */
        BEFORE('b'),
        /** Inserted by a trigger of the target: key and digest. */
        TRIGGERED('t'),
        /** Of somebody else, and changed by a trigger of the target: key and digest of the new contents. */
        TRIGGERED_AFTER('v'),
        /** Of somebody else, and changed by a trigger of the target: key and previous values. */
        TRIGGERED_BEFORE('w'),
        /** Written by triggers of the target where the account could not look, or where rows have no key: a number alone. */
        UNNOTED('n'),
        /** Inserted by the run that was refreshed, owned, and still there: key and digest. */
        HELD('i'),
        /** Inserted by the run that was refreshed because needed, and still there: key and digest. */
        HELD_REFERENCE('r'),
        /** Inserted by the run that was refreshed and deleted by this one: all values. */
        REMOVED('g'),
        /** Of somebody else, overwritten by an earlier run and part of this one too: key and digest. */
        HELD_UPDATED('h'),
        /** Of somebody else, overwritten by an earlier run and part of this one too: key and what it held before the first of them. */
        HELD_BEFORE('h'),
        /** Of somebody else, overwritten by an earlier run and given back by this one: key and digest of what it was given. */
        RETURNED('u'),
        /** Brought by the run or by one before it, not part of this one, and left to others that need it: key and digest, 0 if testers changed it. */
        KEPT('k'),
        /**
         * Brought by another district that has left it ({@link #KEPT}), and overwritten by the run or by one before it: key and digest.
         * What the run itself has overwritten is {@link #UPDATED} too.
         */
        TAKEN('p'),
        /** Overwritten, and since the undo of the run that had brought it, nobody's: key. */
        SUCCEEDED('p'),
        /** Inserted, and left to another district that has brought it again while a refresh had taken it away: key and digest. */
        LEFT('l'),
        /** The same of what the run had from the runs before it. */
        LEFT_HELD('l');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }

        char letter() {
            return letter;
        }
    }

    boolean intact() {
        return Digests.sha256Hex(data).equals(sha256);
    }
}
