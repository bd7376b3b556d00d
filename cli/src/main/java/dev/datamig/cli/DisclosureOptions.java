package dev.datamig.cli;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What commands that show originals have in common: why, where the run's files are, and the note in the run's audit trail. */
final class DisclosureOptions {

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why you need to see originals")
    String reason = "";

    @Option(
            names = "--staging",
            paramLabel = "LOCATION",
            description = "the staging area; default: DATAMIG_STAGING, else that of the stack that runs here")
    @Nullable
    String staging;

    String location(Surroundings surroundings) {
        return Optional.ofNullable(staging)
                .or(() -> Optional.ofNullable(surroundings.environment().apply("DATAMIG_STAGING")))
                .orElseGet(() -> surroundings.folder().staging().toString());
    }

    /**
     * Has it noted who is about to see what; when that cannot be done nothing may be shown.
     *
     * @param extent what of it is shown, noted behind the reason
     */
    void note(Coordinator coordinator, String run, String what, String extent) {
        coordinator.post(
                "/runs/" + Coordinator.escaped(run) + "/disclosures",
                Map.of("what", what, "reason", reason + extent, "by", System.getProperty("user.name", "unknown")));
    }
}
