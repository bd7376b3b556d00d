package dev.datamig.anonymizer.redact;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Texts that are written in base64 (RFC 4648). */
final class Base64Text {

    private static final int SHORTEST = 12;
    private static final int LONGEST = 100_000;
    private static final int GROUP = 4;

    private Base64Text() {}

    /** The text inside, where the whole value is base64 of readable words with blanks, commas or addresses between; else nothing. */
    static Optional<String> decoded(String value) {
        int length = value.length();
        if (length < SHORTEST || length > LONGEST || length % GROUP == 1 || !isBase64(value)) {
            return Optional.empty();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getDecoder().decode(value)))
                    .toString();
            boolean readable = text.chars().noneMatch(Character::isISOControl)
                    && text.chars().anyMatch(c -> c == ' ' || c == '@' || c == ',' || c == '-');
            return readable ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException | IllegalArgumentException e) {
            return Optional.empty(); // letters and digits that happen to look like it
        }
    }

    /** @param like what it stands for, with padding or without need of any */
    static String encoded(String text, String like) {
        String value = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        return like.endsWith("=") ? value : value.replaceAll("=+$", "");
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
