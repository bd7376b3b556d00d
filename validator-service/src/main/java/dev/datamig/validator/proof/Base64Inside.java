package dev.datamig.validator.proof;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a cell says that is base64 as a whole, in one line or in several (stored messages and attachments). */
final class Base64Inside {

    private static final int SHORTEST = 12;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9+/\\r\\n]++={0,2}[\\r\\n]*+");

    private Base64Inside() {}

    /** @return nothing where it is no base64, or no text is inside */
    static Optional<String> of(String cell) {
        if (cell.length() < SHORTEST || !FORM.matcher(cell).matches()) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(cell);
            return Optional.of(StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString())
                    .filter(text ->
                            text.chars().noneMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c)));
        } catch (CharacterCodingException | IllegalArgumentException e) {
            return Optional.empty(); // letters and digits of something else
        }
    }
}
