package dev.datamig.extractor;

import java.time.LocalTime;

/** A time of day, from inclusive, to exclusive, possibly over midnight. */
record ReadingWindow(LocalTime from, LocalTime to) {

    /** @param text {@code 22:00-05:00} @throws java.time.DateTimeException when it is of another form */
    static ReadingWindow parse(String text) {
        int dash = text.indexOf('-');
        return new ReadingWindow(
                LocalTime.parse(text.substring(0, Math.max(0, dash)).strip()),
                LocalTime.parse(text.substring(dash + 1).strip()));
    }

    boolean contains(LocalTime time) {
        return from.isBefore(to)
                ? !time.isBefore(from) && time.isBefore(to)
                : !time.isBefore(from) || time.isBefore(to);
    }
}
