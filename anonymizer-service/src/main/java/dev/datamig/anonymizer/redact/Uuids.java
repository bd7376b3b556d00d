package dev.datamig.anonymizer.redact;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Identifiers of random digits (RFC 9562) in texts: in hundreds of thousands of them any number comes up, and it is nobody's. */
final class Uuids {

    private static final Pattern UUID = Pattern.compile("(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    static final int LENGTH = 36;

    private Uuids() {}

    /** Whether a part of a text lies within one. */
    static boolean hold(String text, int start, int end) {
        int from = start;
        while (from > 0 && start - from < LENGTH && isPart(text.charAt(from - 1))) {
            from--;
        }
        Matcher uuid = UUID.matcher(text).region(from, Math.min(text.length(), end + LENGTH));
        while (uuid.find() && uuid.start() <= start) {
            if (uuid.end() >= end) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPart(char c) {
        return c == '-' || c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }
}
