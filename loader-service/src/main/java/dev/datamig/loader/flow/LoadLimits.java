package dev.datamig.loader.flow;

import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.seal.SealedLoad;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * When and how much may be loaded.
 *
 * @param maxRows per store; 0 for no limit
 * @param window the time of day in UTC, {@code 22:00-05:00}; empty for always
 */
public record LoadLimits(long maxRows, Optional<Window> window, Clock clock) {

    /** A part of the day; one that ends before it begins goes past midnight. */
    public record Window(LocalTime from, LocalTime to) {

        /** @throws IllegalArgumentException unless it has the form {@code 22:00-05:00} */
        public static Window parse(String text) {
            String[] ends = text.split("-", -1);
            try {
                if (ends.length == 2) {
                    return new Window(LocalTime.parse(ends[0].strip()), LocalTime.parse(ends[1].strip()));
                }
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("a window of the day is written like 22:00-05:00", e);
            }
            throw new IllegalArgumentException("a window of the day is written like 22:00-05:00");
        }

        boolean holds(LocalTime now) {
            return from.isBefore(to)
                    ? !now.isBefore(from) && now.isBefore(to)
                    : !now.isBefore(from) || now.isBefore(to);
        }
    }

    /** @throws LoadException {@code LOD-020} */
    public void requireOpen() {
        LocalTime now = LocalTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        window.ifPresent(w -> {
            if (!w.holds(now)) {
                throw LoadException.of(LoaderCode.OUTSIDE_WINDOW, "the window is " + w.from() + "-" + w.to() + " UTC");
            }
        });
    }

    /** @throws LoadException {@code LOD-021} */
    public void requireSize(SealedLoad sealed) {
        if (maxRows > 0 && sealed.rows() > maxRows) {
            throw LoadException.of(
                    LoaderCode.TOO_MANY_ROWS,
                    "store " + sealed.store() + ": " + sealed.rows() + " rows, allowed are " + maxRows);
        }
    }
}
