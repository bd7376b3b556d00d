package dev.datamig.coordinator.report;

import dev.datamig.coordinator.saga.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report in sentences that need no knowledge of the system. */
final class Summary {

    private Summary() {}

    static List<String> of(
            Run run, MigrationReport.Totals totals, List<MigrationReport.StoreLine> stores, double seconds) {
        List<String> sentences = new ArrayList<>();
        sentences.add(headline(run, seconds));
        if (run.options().reuseRun() != null) {
            sentences.add(
                    "PROD was not read: the sealed files of " + run.options().reuseRun() + " were used again.");
        }
        if (totals.rows() > 0) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "The district consists of %,d rows in %,d tables of %d stores: %,d of its own and %,d that they refer to.",
                    totals.rows(),
                    totals.tables(),
                    stores.stream().filter(s -> s.tables() > 0).count(),
                    totals.owned(),
                    totals.reference()));
            sentences.add(String.format(
                    Locale.ROOT,
                    "%,d personal values were replaced; %s.",
                    totals.personalValuesReplaced(),
                    totals.leaksFound() == 0
                            ? "no leak was found"
                            : String.format(Locale.ROOT, "%,d leaks were found", totals.leaksFound())));
        }
        if (totals.rowsLoaded() > 0) {
            sentences.add(String.format(Locale.ROOT, "CERT holds %,d rows because of this run.", totals.rowsLoaded()));
        }
        if (run.failure() != null) {
            sentences.add(run.failure().message() + ". " + run.failure().hint() + ".");
        }
        return List.copyOf(sentences);
    }

    private static String headline(Run run, double seconds) {
        String district = run.district().name() + " (" + run.district().id() + ")";
        String time = duration(seconds);
        return switch (run.state()) {
            case COMPLETED -> completed(run, district, time);
            case FAILED -> "The migration of " + district + " failed after " + time + ". CERT is as it was before.";
            case CANCELLED ->
                "The migration of " + district + " was cancelled after " + time + ". CERT is as it was before.";
            case ROLLED_BACK -> "The migration of " + district + " was rolled back. CERT is as it was before.";
            case STUCK ->
                "The migration of " + district
                        + " is stuck: rows could not be taken out of CERT again. A person has to look.";
            default -> "The migration of " + district + " is under way (" + run.state() + ", " + time + ").";
        };
    }

    private static String completed(Run run, String district, String time) {
        if (run.options().dryRun()) {
            return "The dry run of " + district + " completed in " + time + ". Nothing was written to CERT.";
        }
        if (run.options().skipLoad()) {
            return "The set of " + district + " was sealed in " + time + ". Nothing was written to CERT, as asked.";
        }
        return district + " was migrated to CERT in " + time + ".";
    }

    static String duration(double seconds) {
        if (seconds < 120) {
            return String.format(Locale.ROOT, "%.1f seconds", seconds);
        }
        return String.format(Locale.ROOT, "%d minutes and %d seconds", (long) seconds / 60, (long) seconds % 60);
    }
}
