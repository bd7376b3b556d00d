package dev.datamig.anonymizer.redact;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text in the form of PHP's {@code serialize}, which says how many bytes each string has ({@code s:4:"Anna";}) and cannot be read when
 * one is longer or shorter than that. Strings that are such texts themselves are changed within.
 */
final class SerializedText {

    /** Deeper than anybody nests; what is deeper is no such text. */
    private static final int DEEPEST = 200;

    /** Whose length does not matter. */
    private static final int NO_LENGTH = -1;

    private final String text;
    private final List<Edit> edits;
    private final StringBuilder out = new StringBuilder();
    private int edit;
    private int at;

    /** A part of the text, from a first to before a last character, and what comes in its place. */
    record Edit(int start, int end, String by) {}

    private SerializedText(String text, List<Edit> edits, int at) {
        this.text = text;
        this.edits = edits;
        this.at = at;
    }

    /** Whether it is worth a closer look: arrays, objects and strings are. */
    static boolean mayBe(String text) {
        return text.length() > 5
                && text.charAt(1) == ':'
                && "aOs".indexOf(text.charAt(0)) >= 0
                && Character.isDigit(text.charAt(2));
    }

    /**
     * The text after the edits, with the lengths of the strings as they are then.
     *
     * @param edits in order, without overlaps
     * @param plain the text after the edits as any other text, which is the answer where it has not that form or an edit goes beyond a string
     */
    static String edited(String text, List<Edit> edits, String plain) {
        String edited = within(text, edits, 0, text.length(), 0);
        return edited == null ? plain : edited;
    }

    private static @Nullable String within(String text, List<Edit> all, int from, int to, int depth) {
        List<Edit> inside = new ArrayList<>();
        for (Edit each : all) {
            if (each.start() >= from && each.end() <= to) {
                inside.add(each);
            }
        }
        var writer = new SerializedText(text, inside, from);
        boolean whole = writer.value(to, depth) && writer.at == to && writer.edit == inside.size();
        return whole ? writer.out.toString() : null;
    }

    /** Passes one value. @return whether there was one */
    private boolean value(int to, int depth) {
        if (at + 1 >= to || depth > DEEPEST) {
            return false;
        }
        return switch (text.charAt(at)) {
            case 'N', 'b', 'i', 'd', 'r', 'R' -> scalar(to);
            case 's' -> literal("s:") && string(to, depth) && literal(";");
            case 'a' -> literal("a:") && number(to) >= 0 && literal(":{") && values(to, depth);
            case 'O' ->
                literal("O:")
                        && string(to, depth)
                        && literal(":")
                        && number(to) >= 0
                        && literal(":{")
                        && values(to, depth);
            default -> false;
        };
    }

    private boolean values(int to, int depth) {
        while (at < to && text.charAt(at) != '}') {
            if (!value(to, depth + 1)) {
                return false;
            }
        }
        return at < to && literal("}");
    }

    /** Up to the semicolon; numbers may have been replaced. */
    private boolean scalar(int to) {
        int end = text.indexOf(';', at);
        if (end < 0 || end >= to || end > at + 1 && text.charAt(at + 1) != ':') {
            return false;
        }
        out.append(changed(at, end));
        at = end;
        return literal(";");
    }

    /** Length, colon and the string in quotes. */
    private boolean string(int to, int depth) {
        int digits = at;
        int written = out.length();
        long bytes = number(to);
        if (bytes < 0 || !text.startsWith(":\"", at)) {
            at = digits;
            return false;
        }
        int from = at + 2;
        int end = after(from, bytes, to);
        if (end < 0 || end >= to || text.charAt(end) != '"') {
            return false;
        }
        String inner = mayBe(text.substring(from, Math.min(end, from + 6)) + "   ")
                ? within(text, edits, from, end, depth + 1)
                : null;
        if (inner == null) {
            inner = changed(from, end);
        } else {
            skip(end);
        }
        out.setLength(written);
        out.append(bytes(inner)).append(":\"").append(inner).append('"');
        at = end + 1;
        return true;
    }

    /** @return the number that stands here, negative when none does */
    private long number(int to) {
        int end = at;
        while (end < to && end < at + 10 && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        if (end == at) {
            return NO_LENGTH;
        }
        long number = Long.parseLong(text, at, end, 10);
        out.append(text, at, end);
        at = end;
        return number;
    }

    private boolean literal(String part) {
        if (!text.startsWith(part, at)) {
            return false;
        }
        out.append(part);
        at += part.length();
        return true;
    }

    /** @return where so many bytes of UTF-8 end, negative when that is in the middle of a character or beyond the end */
    private int after(int from, long bytes, int to) {
        long left = bytes;
        int i = from;
        while (left > 0 && i < to) {
            int c = text.codePointAt(i);
            left -= width(c);
            i += Character.charCount(c);
        }
        return left == 0 ? i : -1;
    }

    private static long bytes(String text) {
        return text.codePoints().mapToLong(SerializedText::width).sum();
    }

    private static int width(int codePoint) {
        return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }

    private void skip(int end) {
        while (edit < edits.size() && edits.get(edit).end() <= end) {
            edit++;
        }
    }

    /** This part with the edits that lie in it; one that lies beyond stays, and is missing at the end. */
    private String changed(int from, int end) {
        var part = new StringBuilder();
        int done = from;
        while (edit < edits.size()
                && edits.get(edit).start() >= from
                && edits.get(edit).end() <= end) {
            Edit each = edits.get(edit++);
            part.append(text, done, each.start()).append(each.by());
            done = each.end();
        }
        return part.append(text, done, end).toString();
    }
}
