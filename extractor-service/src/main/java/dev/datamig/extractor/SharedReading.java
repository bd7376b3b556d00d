package dev.datamig.extractor;

import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.extractor.rows.RowSet;
import dev.datamig.extractor.sharing.HandedRows;
import dev.datamig.extractor.sharing.Handout;
import dev.datamig.extractor.sharing.HandoutResult;
import dev.datamig.extractor.sharing.ReadingBoard;
import dev.datamig.staging.StagingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What is left to read of an attempt. The owner's readers take from it piece by piece; instances that answered the owner's call are
 * handed pieces too. What a helper does not bring back, because it fails or falls silent, is read by the owner after all, into
 * batches with other numbers, so that nothing the helper may still write is mistaken for them.
 */
final class SharedReading implements AutoCloseable {

    /** How pieces are handed out. */
    record Rules(long rows, int atOnce, Duration silence, Duration look) {}

    private static final Logger LOG = Logger.getLogger(SharedReading.class);

    private final ScheduledExecutorService tending = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("extract-sharing").daemon(true).factory());
    private final ReadingBoard board;
    private final Rules rules;
    private final Consumer<BatchManifest> done;
    private final List<Piece> waiting;
    private final Map<String, Helper> helpers = new HashMap<>();
    private final Set<String> dismissed = new HashSet<>();
    private int number = Handout.FIRST;
    private boolean failed;
    private boolean opened;
    private @Nullable RuntimeException unannounced;

    /** An instance that helps. */
    private static final class Helper {
        private final Map<Integer, Piece> given = new HashMap<>();
        private long beat = -1;
        private long heardAt;
    }

    /**
     * @param pieces what there is to read, in the order in which the owner does
     * @param done takes the batches that helpers have made
     */
    SharedReading(ReadingBoard board, Rules rules, List<Piece> pieces, Consumer<BatchManifest> done) {
        this.board = board;
        this.rules = rules;
        this.done = done;
        this.waiting = new ArrayList<>(pieces);
    }

    /** From here on helpers are looked for. */
    void open() {
        opened = true;
        tendSafely();
        long millis = rules.look().toMillis();
        tending.scheduleWithFixedDelay(this::tendSafely, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** The next piece for one of the owner's readers; waits while helpers are at work. @return empty when all is read or lost */
    synchronized Optional<Piece> next() throws InterruptedException {
        while (!failed) {
            if (!waiting.isEmpty()) {
                return Optional.of(waiting.remove(0));
            }
            if (helpers.values().stream().allMatch(helper -> helper.given.isEmpty())) {
                return Optional.empty();
            }
            wait();
        }
        return Optional.empty();
    }

    /** Nothing more is given to anybody. */
    synchronized void fail() {
        failed = true;
        notifyAll();
    }

    /** A scheduled task that throws would never run again. */
    private void tendSafely() {
        try {
            tend();
        } catch (StagingException e) {
            LOG.warnf("helpers could not be looked after, it is tried again: %s", e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "helpers could not be looked after, the owner goes on alone");
            List.copyOf(helpers.keySet()).forEach(this::dismiss);
        }
    }

    /** Looks who is there, takes what they bring, gives what they can have, dismisses who is silent. */
    void tend() {
        long now = System.nanoTime();
        board.beats().forEach((name, beat) -> {
            if (!dismissed.contains(name)) {
                Helper helper = helpers.computeIfAbsent(name, n -> new Helper());
                if (helper.beat != beat) {
                    helper.beat = beat;
                    helper.heardAt = now;
                }
            }
        });
        for (String name : List.copyOf(helpers.keySet())) {
            Helper helper = helpers.get(name);
            if (helper != null) {
                collect(name, helper);
                if (now - helper.heardAt > rules.silence().toNanos()) {
                    LOG.warnf("helper %s is silent; its share is read here", name);
                    dismiss(name);
                }
            }
        }
        give();
    }

    private void collect(String name, Helper helper) {
        for (int handout : List.copyOf(helper.given.keySet())) {
            Optional<HandoutResult> result = board.result(name, handout);
            if (result.isPresent() && result.get().failure() != null) {
                LOG.warnf(
                        "helper %s could not read its share: %s",
                        name, result.get().failure().code());
                dismiss(name);
                return;
            }
            result.ifPresent(whole -> announce(whole, helper, handout));
        }
    }

    /** Some of the batches may be known by now when this fails: then they must not be read once more under other numbers. */
    private void announce(HandoutResult result, Helper helper, int handout) {
        try {
            result.batches().forEach(done);
            take(helper, handout);
        } catch (RuntimeException e) {
            synchronized (this) {
                unannounced = e;
                fail();
            }
        }
    }

    /** What has kept batches of helpers from being announced, if anything has. */
    synchronized void verify() {
        if (unannounced != null) {
            throw unannounced;
        }
    }

    private synchronized void take(Helper helper, int handout) {
        helper.given.remove(handout);
        notifyAll();
    }

    private synchronized void dismiss(String name) {
        dismissed.add(name);
        Helper helper = helpers.remove(name);
        if (helper != null) {
            helper.given
                    .values()
                    .forEach(piece -> waiting.add(0, new Piece(piece.rows(), Handout.partsBefore(++number))));
        }
        notifyAll();
    }

    private void give() {
        boolean left = true;
        while (left) {
            left = false;
            for (Map.Entry<String, Helper> helper : helpers.entrySet()) {
                if (helper.getValue().given.size() < rules.atOnce()) {
                    left |= give(helper.getKey(), helper.getValue());
                }
            }
        }
    }

    private boolean give(String name, Helper helper) {
        Handout handout;
        SubsetTable rows;
        synchronized (this) {
            Piece piece = share();
            if (piece == null) {
                return false;
            }
            helper.given.put(++number, piece);
            rows = piece.rows();
            handout = new Handout(number, rows.schema().id(), rows.size());
        }
        try {
            board.give(name, handout, new HandedRows(rows.owned(), rows.reference()));
        } catch (StagingException e) {
            dismiss(name);
            throw e;
        }
        return true;
    }

    /** A piece of the largest table that is left; none when so little is left that handing it out does not pay. */
    private @Nullable Piece share() {
        long left = waiting.stream().mapToLong(Piece::size).sum();
        Optional<Piece> largest = waiting.stream().filter(Piece::shareable).max(Comparator.comparingLong(Piece::size));
        if (failed || left <= rules.rows() || largest.isEmpty()) {
            return null;
        }
        Piece whole = largest.get();
        int at = waiting.indexOf(whole);
        if (whole.size() <= rules.rows()) {
            return waiting.remove(at);
        }
        RowSet first = whole.rows().rows().first(rules.rows());
        waiting.set(at, new Piece(whole.rows().without(first), whole.partsBefore()));
        return new Piece(whole.rows().only(first), whole.partsBefore());
    }

    @Override
    public void close() {
        tending.shutdown();
        if (!opened) {
            return;
        }
        try {
            if (!tending.awaitTermination(rules.silence().toMillis(), TimeUnit.MILLISECONDS)) {
                tending.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        board.close();
    }
}
