package dev.datamig.extractor;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.batch.Membership;
import dev.datamig.extractor.postgres.InventedRows;
import dev.datamig.extractor.rows.RowCursor;
import dev.datamig.extractor.staging.BatchLimits;
import dev.datamig.extractor.staging.SampleFile;
import dev.datamig.extractor.staging.TableBatches;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.StagingException;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.parquet.BatchFiles;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
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
    /** After these the hot methods are compiled. */
    private static final int ROUNDS = 12;

    private static final int BATCH = 4_000;
    private static final int SAMPLED = 1_000;
    private static final int HASHES = 4_096;

    private final Clock clock = Clock.systemUTC();
    private final boolean wanted;
    private volatile boolean ended;

    public Rehearsal(ExtractorConfig config) {
        this.wanted = config.extractor().rehearse();
    }

    void begin(@Observes StartupEvent up) {
        if (wanted) {
            Thread thread = Thread.ofPlatform().name("rehearsal").daemon(true).unstarted(this::go);
            thread.setPriority(Thread.MIN_PRIORITY);
            thread.start();
        }
    }

    void quit(@Observes ShutdownEvent down) {
        end();
    }

    /** No round is begun any more. */
    public void end() {
        ended = true;
    }

    /** Goes through all rounds, unless it is ended. What keeps it from its folder is told in the log; the service works without it. */
    public void go() {
        go(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** @param parent where the temporary folder is made */
    void go(Path parent) {
        long start = System.nanoTime();
        try {
            Path folder = Files.createTempDirectory(parent, "datamig-rehearsal");
            try {
                rounds(folder);
            } finally {
                delete(folder);
            }
            LOG.infof("rehearsed for %s", Duration.ofNanos(System.nanoTime() - start));
        } catch (IOException | GeneralSecurityException | StagingException e) {
            LOG.warnf(
                    "no rehearsal, the first run takes longer: %s", e.getClass().getSimpleName());
        }
    }

    private void rounds(Path folder) throws GeneralSecurityException {
        StagingArea area = StagingArea.open(folder.toString());
        InventedRows rows = new InventedRows();
        TableBatches.Order order = new TableBatches.Order(
                RunId.of(clock.instant(), 0),
                1,
                "rehearsal",
                randomKey(),
                new BatchFiles(area),
                new BatchLimits(BATCH, Integer.MAX_VALUE),
                clock);
        for (int round = 0; round < ROUNDS && !ended; round++) {
            login();
            rows.passKeys();
            sample(rows, order);
            write(rows, order, area);
        }
    }

    /** What each session's login costs (RFC 7677): many hashes of a few bytes. */
    private static void login() throws GeneralSecurityException {
        byte[] salt = new byte[16];
        SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec("rehearsal".toCharArray(), salt, HASHES, 256));
    }

    private static void sample(InventedRows rows, TableBatches.Order order) {
        SampleFile file = new SampleFile(order.files(), "sample", order.key(), 400);
        SampleFile.OfTable values = file.of(rows.schema());
        rows.passRows(SAMPLED, (row, cells) -> values.add(cells));
        file.write(List.of(values));
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

    private static void delete(Path folder) throws IOException {
        List<Path> inside;
        try (Stream<Path> all = Files.walk(folder)) {
            inside = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : inside) {
            Files.deleteIfExists(path);
        }
    }
}
