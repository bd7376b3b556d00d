package dev.datamig.extractor;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.batch.Membership;
import dev.datamig.extractor.postgres.InventedRows;
import dev.datamig.extractor.rows.RowCursor;
import dev.datamig.extractor.staging.BatchLimits;
import dev.datamig.extractor.staging.SampleFile;
import dev.datamig.extractor.staging.TableBatches;
import dev.datamig.staging.RehearsalRounds;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.StagingException;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.parquet.BatchFiles;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * What an extraction does with each row, done with made-up rows while the service has nothing to do yet:
 *
 * <ol>
 *   <li>{@link #begin}: once the service is up, in the background and below everything else;
 *   <li>{@link #go}: rounds of keys and rows, into encrypted files in a temporary folder of its own;
 *   <li>{@link #end}: the first order to extract ends it, wherever it is.
 * </ol>
 *
 * <p>A first run in a virtual machine that has just started takes twice as long as a later one, most of it in the just-in-time
 * compiler; on two processors it would compete with the reading.
 */
@ApplicationScoped
public class Rehearsal {

    private static final Logger LOG = Logger.getLogger(Rehearsal.class);

    private static final int BATCH = 4_000;
    private static final int SAMPLED = 1_000;

    private final Clock clock = Clock.systemUTC();
    private final boolean wanted;
    private final RehearsalRounds rounds = new RehearsalRounds();

    public Rehearsal(ExtractorConfig config) {
        this.wanted = config.extractor().rehearse();
    }

    void begin(@Observes StartupEvent up) {
        if (wanted) {
            RehearsalRounds.inBackground(this::go);
        }
    }

    void quit(@Observes ShutdownEvent down) {
        end();
    }

    /** No round is begun any more. */
    public void end() {
        rounds.end();
    }

    /** Goes through all rounds, unless it is ended. What keeps it from its folder is told in the log; the service works without it. */
    public void go() {
        go(RehearsalRounds.usualParent());
    }

    /** @param parent where the temporary folder is made */
    void go(Path parent) {
        try {
            LOG.infof("rehearsed for %s", rounds.go(parent, this::work));
        } catch (IOException | GeneralSecurityException | SQLException | StagingException e) {
            LOG.warnf(
                    "no rehearsal, the first run takes longer: %s", e.getClass().getSimpleName());
        }
    }

    private RehearsalRounds.Round work(StagingArea area) {
        InventedRows rows = new InventedRows();
        TableBatches.Order order = new TableBatches.Order(
                RunId.of(clock.instant(), 0),
                1,
                "rehearsal",
                randomKey(),
                new BatchFiles(area),
                new BatchLimits(BATCH, Integer.MAX_VALUE),
                clock);
        return () -> {
            rows.passKeys();
            sample(rows, order);
            write(rows, order, area);
        };
    }

    private static void sample(InventedRows rows, TableBatches.Order order) {
        SampleFile file = new SampleFile(order.files(), "sample", order.key(), 400);
        SampleFile.OfTable values = file.of(rows.schema());
        rows.passRows(SAMPLED, (row, cells) -> values.add(cells));
        file.write(List.of(), List.of(values));
    }

    private static void write(InventedRows rows, TableBatches.Order order, StagingArea area) {
        RowCursor owned = rows.all().spread(InventedRows.ROWS / 2).cursor();
        try (TableBatches batches = new TableBatches(order, rows.schema(), manifest -> {
            Json.write(manifest);
            area.delete(manifest.file());
        })) {
            rows.passRows(
                    InventedRows.ROWS,
                    (row, cells) ->
                            batches.write(owned.contains(row) ? Membership.OWNED : Membership.REFERENCE, cells));
            batches.finish();
        }
    }

    private static DataKey randomKey() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return new DataKey(bytes);
    }
}
