package dev.datamig.cli;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
final class Numbers {

    private Numbers() {}

    /** {@code 1,234,567}. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 12.3 s} or {@code 3 min 05 s}. */
    static String duration(Duration duration) {
        return duration.compareTo(Duration.ofMinutes(2)) < 0
                ? String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0)
                : String.format(Locale.ROOT, "%d min %02d s", duration.toMinutes(), duration.toSecondsPart());
    }

    /** {@code 62 %}; nothing is 100 % before it is complete. */
    static String percent(long done, long expected) {
        return expected <= 0 ? "" : String.format(Locale.ROOT, "%d %%", Math.min(100, done * 100 / expected));
    }
}
