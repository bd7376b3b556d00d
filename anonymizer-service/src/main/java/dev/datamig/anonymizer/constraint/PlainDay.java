package dev.datamig.anonymizer.constraint;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Dates as nearly all are written (ISO 8601), read without a regular expression. */
public final class PlainDay {

    private PlainDay() {}

    /** The date of a text that is {@code 2014-05-03} and nothing else; null for any other, and for days that not every month has. */
    public static @Nullable LocalDate of(String text) {
        if (text.length() != 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return null;
        }
        int number = 0;
        for (int i = 0; i < 10; i++) {
            char c = text.charAt(i);
            if (i != 4 && i != 7) {
                if (c < '0' || c > '9') {
                    return null;
                }
                number = number * 10 + c - '0';
            }
        }
        int month = number / 100 % 100;
        int day = number % 100;
        boolean exists = number >= 10_000_000 && month >= 1 && month <= 12 && day >= 1 && day <= 28;
        return exists ? LocalDate.of(number / 10_000, month, day) : null;
    }
}
