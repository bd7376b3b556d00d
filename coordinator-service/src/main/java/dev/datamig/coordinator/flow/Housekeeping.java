package dev.datamig.coordinator.flow;

import dev.datamig.coordinator.postgres.Database;
import dev.datamig.coordinator.postgres.PgInbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Forgets what nobody needs any more. */
@ApplicationScoped
public class Housekeeping {

    /** Longer than any broker keeps a message by default. */
    private static final Duration INBOX_MEMORY = Duration.ofDays(30);

    private final Database database;
    private final PgInbox inbox;
    private final Clock clock;

    Housekeeping(Database database, PgInbox inbox, Clock clock) {
        this.database = database;
        this.inbox = inbox;
        this.clock = clock;
    }

    public void tidy() {
        database.run(connection -> inbox.forget(connection, Instant.now(clock).minus(INBOX_MEMORY)));
    }
}
