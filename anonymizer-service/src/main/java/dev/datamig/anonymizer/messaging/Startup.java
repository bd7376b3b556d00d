package dev.datamig.anonymizer.messaging;

import dev.datamig.anonymizer.Instance;
import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.key.RunKeys;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Asks for the keys and the staging area when the service starts, so that it does not start without them. */
@ApplicationScoped
public class Startup {

    private static final Logger LOG = Logger.getLogger(Startup.class);

    void start(@Observes StartupEvent event, MaskingKey key, StagingArea area, RunKeys runKeys, Instance instance) {
        LOG.infof("Anonymizer %s is ready; masking key %s", instance.name(), key.id());
    }
}
