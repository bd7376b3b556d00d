package dev.datamig.coordinator.rest;

import dev.datamig.contracts.RunId;
import dev.datamig.coordinator.postgres.Database;
import dev.datamig.coordinator.postgres.PgTrail;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Notes in a run's audit trail that somebody asked to see something of PROD. */
@ApplicationScoped
public class TrailNotes {

    private static final int LONGEST = 500;

    private final Database database;
    private final PgTrail trail;
    private final Clock clock;

    TrailNotes(Database database, PgTrail trail, Clock clock) {
        this.database = database;
        this.trail = trail;
        this.clock = clock;
    }

    /** @return when it was noted; it stands in the trail then */
    Instant note(RunId run, String actor, String what, Map<String, String> detail) {
        Instant now = Instant.now(clock);
        database.run(connection -> trail.audit(
                connection, run, new PgTrail.Entry(now, actor, PgTrail.Kind.NOTE, what, Map.copyOf(detail))));
        return now;
    }

    /** What somebody wrote, on one line and not too long for a trail. */
    static String plain(@Nullable String text) {
        String line = text == null ? "" : text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
    }
}
