package dev.datamig.extractor;

import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.Membership;
import dev.datamig.contracts.command.ExtractCommand.ExtractDistrict;
import dev.datamig.contracts.command.ExtractCommand.HelpToRead;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.extractor.rows.RowCursor;
import dev.datamig.extractor.sharing.ReadingBoard;
import dev.datamig.extractor.sharing.ReadingPlan;
import dev.datamig.extractor.staging.TableBatches;
import dev.datamig.extractor.territory.Expedition;
import dev.datamig.extractor.territory.Territory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Reads the rows of an attempt into batches: several tables at a time, the largest first and in pieces; a large attempt's rows are
 * offered to other instances too. Counts what was read against what the closure found.
 */
final class RowReading {

    /** What a helper is handed at once. */
    private static final int HANDED_BATCHES = 5;
    /** How often helpers are looked after while they may be silent. */
    private static final int LOOKS = 40;

    private final Surroundings surroundings;
    private final Announcements announcements;
    private final ExtractDistrict command;

    RowReading(Surroundings surroundings, Announcements announcements, ExtractDistrict command) {
        this.surroundings = surroundings;
        this.announcements = announcements;
        this.command = command;
    }

    /**
     * Reads these rows, all of each table, and tells of the batches while they come.
     *
     * @return the batches in the order of table and part
     */
    List<BatchManifest> read(Expedition expedition, Territory territory, List<SubsetTable> tables) {
        List<SubsetTable> filled =
                tables.stream().filter(table -> table.size() > 0).toList();
        List<BatchManifest> manifests = Collections.synchronizedList(new ArrayList<>());
        try (BatchNews news = new BatchNews(
                batches -> announcements.batches(command.readFirst() ? List.of() : batches, outcomes(batches)))) {
            share(expedition, territory, filled, manifest -> {
                manifests.add(manifest);
                news.add(manifest);
            });
            news.finish();
        }
        long read = manifests.stream().mapToLong(BatchManifest::rows).sum();
        long wanted = filled.stream().mapToLong(SubsetTable::size).sum();
        if (read != wanted) {
            throw new ExtractionException(
                    ExtractorCode.COUNT_MISMATCH, read + " rows were read where the closure counted " + wanted);
        }
        return manifests.stream()
                .sorted(Comparator.comparing(BatchManifest::table).thenComparingInt(BatchManifest::part))
                .toList();
    }

    private void share(
            Expedition expedition, Territory territory, List<SubsetTable> tables, Consumer<BatchManifest> done) {
        ReadingBoard board = surroundings.board(command.run(), command.attempt());
        TableBatches.Order order = surroundings.order(command.run(), command.attempt());
        Pace pace = new Pace(surroundings.config().extractor().rowsPerSecond());
        List<Piece> pieces = Piece.all(tables, limits().batchRows());
        try (SharedReading reading = new SharedReading(board, sharing(), pieces, done)) {
            if (isLarge(tables)) {
                board.open(new ReadingPlan(snapshots(territory)));
                announcements.call(new HelpToRead(command.run(), command.attempt(), surroundings.identity()));
                reading.open();
            }
            int readers = Math.max(1, Math.min(limits().readers(), pieces.size()));
            expedition.workers().all(Collections.nCopies(readers, reading), left -> read(order, left, pace, done));
            reading.verify();
        }
    }

    private ExtractorConfig.Reading limits() {
        return surroundings.config().extractor();
    }

    private SharedReading.Rules sharing() {
        return new SharedReading.Rules(
                (long) HANDED_BATCHES * limits().batchRows(),
                limits().readers(),
                limits().helperSilence(),
                limits().helperSilence().dividedBy(LOOKS));
    }

    private boolean isLarge(List<SubsetTable> tables) {
        long rows = tables.stream().mapToLong(SubsetTable::size).sum();
        return limits().shareFrom() > 0 && rows >= limits().shareFrom() && limits().rowsPerSecond() == 0;
    }

    private static Map<String, String> snapshots(Territory territory) {
        return territory
                .databases()
                .collect(Collectors.toMap(
                        place -> place.store().name(), place -> place.source().snapshot()));
    }

    /** One reader of this instance: reads piece after piece until nothing is left. */
    private boolean read(TableBatches.Order order, SharedReading left, Pace pace, Consumer<BatchManifest> done) {
        try {
            for (Optional<Piece> piece = left.next(); piece.isPresent(); piece = left.next()) {
                read(order, piece.get(), pace, done);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            left.fail();
            throw new ExtractionException(ExtractorCode.SNAPSHOT_LOST, "the extraction was interrupted");
        } catch (RuntimeException e) {
            left.fail();
            throw e;
        }
    }

    private static void read(TableBatches.Order order, Piece piece, Pace pace, Consumer<BatchManifest> done) {
        SubsetTable table = piece.rows();
        LongAdder read = new LongAdder();
        try (TableBatches batches = new TableBatches(order, table.schema(), piece.partsBefore(), manifest -> {
            read.add(manifest.rows());
            done.accept(manifest);
        })) {
            RowCursor owned = table.owned().cursor();
            table.reader().read(table.rows(), (row, cells) -> {
                pace.row();
                batches.write(owned.contains(row) ? Membership.OWNED : Membership.REFERENCE, cells);
            });
            batches.finish();
        }
        if (read.sum() != table.size()) {
            throw new ExtractionException(
                    ExtractorCode.COUNT_MISMATCH,
                    table.schema().id() + ": " + read + " rows were read where the closure counted " + table.size());
        }
    }

    /** What is told of batches. */
    static List<Outcome.BatchExtracted> outcomes(List<BatchManifest> batches) {
        return batches.stream()
                .map(batch -> new Outcome.BatchExtracted(batch.run(), batch.attempt(), batch.ref()))
                .toList();
    }
}
