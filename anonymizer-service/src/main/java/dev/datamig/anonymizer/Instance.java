package dev.datamig.anonymizer;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;

/** What this process is called in batches' histories. */
@Singleton
public final class Instance {

    private final String name;

    public Instance(AnonymizerConfig config) {
        this.name = config.instance()
                .orElseGet(() -> "anonymizer-" + UUID.randomUUID().toString().substring(0, 8));
    }

    public String name() {
        return name;
    }

    @Produces
    @Singleton
    static Clock clock() {
        return Clock.systemUTC();
    }
}
