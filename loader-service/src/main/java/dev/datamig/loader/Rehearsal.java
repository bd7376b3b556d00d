package dev.datamig.loader;

import dev.datamig.loader.postgres.InventedLoad;
import dev.datamig.staging.RehearsalRounds;
import dev.datamig.staging.StagingException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/**
 * What a load does with each row, done with made-up rows while the service has nothing to do yet: once it is up, in the background, until
 * the code is compiled or the first order comes ({@link #end}). It touches no store. A first load in a virtual machine that has just
 * started competes with the just-in-time compiler for processors that the databases want too.
 */
@ApplicationScoped
public class Rehearsal {

    private static final Logger LOG = Logger.getLogger(Rehearsal.class);

    private final RehearsalRounds rounds = new RehearsalRounds();
    private final boolean wanted;

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
            LOG.infof("rehearsed for %s", rounds.go(parent, area -> new InventedLoad(area)::pass));
        } catch (IOException | GeneralSecurityException | SQLException | StagingException e) {
            LOG.warnf(
                    "no rehearsal, the first load takes longer: %s",
                    e.getClass().getSimpleName());
        }
    }
}
