package dev.datamig.anonymizer.redact;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** Texts that are written in base64 (RFC 4648), in one line or, as mail has it, in many of the same length (RFC 2045). */
final class Base64Text {

    private static final int SHORTEST = 12;
    private static final int LONGEST = 10_000_000;
    private static final int GROUP = 4;

    private Base64Text() {}

    /** The text inside, where the whole value is base64 of readable words with blanks, commas or addresses between; else nothing. */
    static Optional<String> decoded(String value) {
        if (value.length() > LONGEST) {
            return Optional.empty();
        }
        String line = inOneLine(value);
        int length = line.length();
        if (length < SHORTEST || length % GROUP == 1 || !isBase64(line)) {
            return Optional.empty();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getDecoder().decode(line)))
                    .toString();
            return isReadable(text) ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException | IllegalArgumentException e) {
            return Optional.empty(); // letters and digits that happen to look like it
        }
    }

    /** @param like what it stands for, with padding or without need of any, in lines or not */
    static String encoded(String text, String like) {
        String line = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        String value = inOneLine(like).length() % GROUP == 0 ? line : line.replaceAll("=+$", "");
        String ending = like.substring(like.stripTrailing().length());
        int width = like.indexOf('\n');
        if (width < 0) {
            return value;
        }
        String between = width > 0 && like.charAt(width - 1) == '\r' ? "\r\n" : "\n";
        var lines = new StringJoiner(between, "", ending);
        int each = width + 1 - between.length();
        for (int at = 0; at < value.length(); at += each) {
            lines.add(value.substring(at, Math.min(value.length(), at + each)));
        }
        return lines.toString();
    }

    /** Without the ends of lines, where all but the last are of one length; else as it is. */
    private static String inOneLine(String value) {
        if (value.indexOf('\n') < 0) {
            return value;
        }
        List<String> lines = value.lines().toList();
        int width = lines.getFirst().length();
        boolean even = width >= SHORTEST
                && lines.stream().limit(lines.size() - 1L).allMatch(line -> line.length() == width)
                && lines.getLast().length() <= width;
        return even ? String.join("", lines) : value;
    }

    private static boolean isReadable(String text) {
        return text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')
                && text.chars().anyMatch(c -> c == ' ' || c == '@' || c == ',' || c == '-' || c == '\n');
    }

    private static boolean isBase64(String value) {
        boolean small = false;
        boolean capital = false;
        int end = value.endsWith("==") ? value.length() - 2 : value.endsWith("=") ? value.length() - 1 : value.length();
        for (int i = 0; i < end; i++) {
            char c = value.charAt(i);
            boolean isSmall = c >= 'a' && c <= 'z';
            boolean isCapital = c >= 'A' && c <= 'Z';
            small |= isSmall;
            capital |= isCapital;
            if (!isSmall && !isCapital && (c < '0' || c > '9') && c != '+' && c != '/') {
                return false;
            }
        }
        return small && capital;
    }
}
