package dev.datamig.extractor;

import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.Membership;
import dev.datamig.contracts.command.ExtractCommand.HelpToRead;
import dev.datamig.contracts.landscape.Store;
import dev.datamig.extractor.catalog.PgTable;
import dev.datamig.extractor.postgres.PgRowReader;
import dev.datamig.extractor.rows.RowCursor;
import dev.datamig.extractor.rows.RowSet;
import dev.datamig.extractor.sharing.HandedRows;
import dev.datamig.extractor.sharing.Handout;
import dev.datamig.extractor.sharing.HandoutResult;
import dev.datamig.extractor.sharing.ReadingBoard;
import dev.datamig.extractor.sharing.ReadingPlan;
import dev.datamig.extractor.staging.TableBatches;
import dev.datamig.extractor.territory.Expedition;
import dev.datamig.extractor.territory.Place;
import dev.datamig.staging.StagingException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Reads a share of a run that another instance owns, under that instance's snapshots, beside whatever else this one does. One run at
 * a time; nothing depends on it, so that a call is not answered but taken up or not.
 */
@ApplicationScoped
public class HelpFlow {

    private static final Logger LOG = Logger.getLogger(HelpFlow.class);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Surroundings surroundings;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicLong handoutsRead = new AtomicLong();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("extract-help").daemon(true).factory());

    public HelpFlow(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Takes the call up in the background, unless it is this instance's own or it helps already. */
    public void help(HelpToRead call) {
        if (!call.caller().equals(surroundings.identity()) && busy.compareAndSet(false, true)) {
            thread.execute(() -> {
                try {
                    work(call);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (RuntimeException e) {
                    LOG.warnf(
                            "no help for run %s: %s",
                            call.run(), ExtractFlow.failure(e).code());
                } finally {
                    busy.set(false);
                }
            });
        }
    }

    /** How many handouts have been read since the start. */
    long handoutsRead() {
        return handoutsRead.get();
    }

    @PreDestroy
    void quit() {
        thread.shutdownNow();
    }

    private void work(HelpToRead call) throws InterruptedException {
        Optional<ReadingBoard> known = surroundings.knownBoard(call.run(), call.attempt());
        Optional<ReadingPlan> plan = known.flatMap(ReadingBoard::plan);
        if (plan.isPresent()) {
            help(call, known.get(), plan.get());
        }
    }

    private void help(HelpToRead call, ReadingBoard board, ReadingPlan plan) throws InterruptedException {
        String name = UUID.randomUUID().toString();
        LOG.infof("run %s attempt %d: helping as %s", call.run(), call.attempt(), name);
        try (Expedition expedition = surroundings.expedition();
                StopWatch stop =
                        new StopWatch(surroundings.area(), call.run(), call.attempt(), expedition::cancel, () -> {});
                Pulse pulse = new Pulse(board, name)) {
            var reading = new Reading(call, expedition, plan);
            boolean well = true;
            while (well && !stop.stopped() && isWanted(call, board)) {
                List<Handout> handouts = board.handouts(name);
                if (handouts.isEmpty()) {
                    Thread.sleep(LOOK);
                }
                well = expedition.workers().all(handouts, handout -> answer(reading, board, name, handout)).stream()
                        .allMatch(each -> each);
            }
        }
    }

    private boolean isWanted(HelpToRead call, ReadingBoard board) {
        return board.plan().isPresent()
                && surroundings.claim(call.run(), call.attempt()).isAlive();
    }

    private boolean answer(Reading reading, ReadingBoard board, String name, Handout handout) {
        HandoutResult result;
        try {
            result = new HandoutResult(handout.number(), reading.read(handout, board.rows(name, handout)), null);
            handoutsRead.incrementAndGet();
        } catch (ExtractionException | StagingException e) {
            result = new HandoutResult(handout.number(), List.of(), ExtractFlow.failure(e));
        }
        board.put(name, result);
        return result.failure() == null;
    }

    /** Signs of life for as long as it is open. */
    private final class Pulse implements AutoCloseable {
        private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("extract-pulse").daemon(true).factory());
        private final AtomicLong beats = new AtomicLong();

        Pulse(ReadingBoard board, String name) {
            long interval = surroundings.config().extractor().helperSilence().toMillis() / 4;
            clock.scheduleWithFixedDelay(
                    () -> {
                        try {
                            board.beat(name, beats.incrementAndGet());
                        } catch (StagingException e) {
                            LOG.warnf("no sign of life could be given, it is tried again: %s", e.getMessage());
                        }
                    },
                    0,
                    interval,
                    TimeUnit.MILLISECONDS);
        }

        @Override
        public void close() {
            clock.shutdownNow();
        }
    }

    /** The sources as the owner sees them, each opened when its first rows are asked for. */
    private final class Reading {
        private final Expedition expedition;
        private final ReadingPlan plan;
        private final TableBatches.Order order;
        private final Map<String, Place.Postgres> places = new ConcurrentHashMap<>();

        Reading(HelpToRead call, Expedition expedition, ReadingPlan plan) {
            this.expedition = expedition;
            this.plan = plan;
            this.order = surroundings.order(call.run(), call.attempt());
        }

        List<BatchManifest> read(Handout handout, HandedRows rows) {
            Place.Postgres place = places.computeIfAbsent(handout.table().store(), this::join);
            PgTable table = place.catalog().tables().stream()
                    .filter(each -> each.id().equals(handout.table()))
                    .findFirst()
                    .orElseThrow(() -> mismatch(handout.table().text() + " is not there"));
            List<BatchManifest> manifests = new ArrayList<>();
            RowSet all = rows.owned().copy();
            all.addAll(rows.reference());
            int before = Handout.partsBefore(handout.number());
            try (TableBatches batches = new TableBatches(order, SubsetTables.schema(table), before, manifests::add)) {
                RowCursor owned = rows.owned().cursor();
                new PgRowReader(place.source(), place.looseEnds())
                        .read(
                                table,
                                all,
                                (row, cells) -> batches.write(
                                        owned.contains(row) ? Membership.OWNED : Membership.REFERENCE, cells));
                batches.finish();
            }
            long read = manifests.stream().mapToLong(BatchManifest::rows).sum();
            if (read != handout.rows()) {
                throw new ExtractionException(
                        ExtractorCode.COUNT_MISMATCH,
                        handout.table() + ": " + read + " rows were read where " + handout.rows() + " were handed out");
            }
            return manifests;
        }

        private Place.Postgres join(String name) {
            String snapshot = plan.snapshots().get(name);
            return surroundings
                    .landscape()
                    .store(name)
                    .filter(Store.Postgres.class::isInstance)
                    .filter(store -> snapshot != null)
                    .map(store -> expedition.join((Store.Postgres) store, String.valueOf(snapshot)))
                    .orElseThrow(() -> mismatch("there is no database " + name + " to help with"));
        }

        private static ExtractionException mismatch(String message) {
            return new ExtractionException(ExtractorCode.LANDSCAPE_MISMATCH, message);
        }
    }
}
