package dev.datamig.loader;

import dev.datamig.loader.postgres.InventedLoad;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.StagingException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jboss.logging.Logger;

/**
 * What a load does with each row, done with made-up rows while the service has nothing to do yet: once it is up, in the background, until
 * the code is compiled or the first order comes ({@link #end}). It touches no store. A first load in a virtual machine that has just
 * started competes with the just-in-time compiler for processors that the databases want too.
 */
@ApplicationScoped
public class Rehearsal {

    private static final Logger LOG = Logger.getLogger(Rehearsal.class);
    /** After these the hot methods are compiled. */
    private static final int ROUNDS = 12;

    private static final int HASHES = 4_096;

    private final boolean wanted;
    private volatile boolean ended;

    @Inject
    Rehearsal(LoaderConfig config) {
        this(config.loader().rehearse());
    }

    /** @param wanted whether it begins with the service */
    public Rehearsal(boolean wanted) {
        this.wanted = wanted;
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
                var load = new InventedLoad(StagingArea.open(folder.toString()));
                for (int round = 0; round < ROUNDS && !ended; round++) {
                    login();
                    load.pass();
                }
            } finally {
                delete(folder);
            }
            LOG.infof("rehearsed for %s", Duration.ofNanos(System.nanoTime() - start));
        } catch (IOException | GeneralSecurityException | SQLException | StagingException e) {
            LOG.warnf(
                    "no rehearsal, the first load takes longer: %s",
                    e.getClass().getSimpleName());
        }
    }

    /** What each session's login costs (RFC 7677): many hashes of a few bytes. */
    private static void login() throws GeneralSecurityException {
        byte[] salt = new byte[16];
        SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec("rehearsal".toCharArray(), salt, HASHES, 256));
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
