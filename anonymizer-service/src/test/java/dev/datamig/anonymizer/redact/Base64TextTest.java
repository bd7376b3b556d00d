package dev.datamig.anonymizer.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that are written in base64, and what only looks like it. */
class Base64TextTest {

    private static final String MESSAGE =
            "Dear support,\r\n\r\n\tPhilippa Hernandez (room 7) cannot sign in since Monday, she says.\r\nThank you";

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void mayHaveSeveralLinesInside() {
        String value = Base64.getEncoder().encodeToString(bytes(MESSAGE));

        assertThat(Base64Text.decoded(value)).contains(MESSAGE);
        assertThat(Base64Text.encoded(MESSAGE, value)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"76,true", "76,false", "60,true", "64,false"})
    void mayBeWrittenInLinesAsMailHasIt(int width, boolean crlf) {
        String between = crlf ? "\r\n" : "\n";
        String lines = Base64.getMimeEncoder(width, bytes(between)).encodeToString(bytes(MESSAGE));

        assertThat(lines).contains(between);
        for (String value : new String[] {lines, lines + between}) {
            assertThat(Base64Text.decoded(value)).contains(MESSAGE);
            assertThat(Base64Text.encoded(MESSAGE, value)).isEqualTo(value);
            String other = MESSAGE.replace("Philippa", "Jo");
            assertThat(Base64Text.decoded(Base64Text.encoded(other, value))).contains(other);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "VG8gUGhpbGlwcGEsIEpvLg==,VG8gUGhpbCwgSm8u",
        "VG8gUGhpbGlwcGEsIEpv,VG8gUGhpbCwgSm8=",
        "VG8gUGhpbGlwcGEsIEpvLg,VG8gUGhpbCwgSm8u",
        "VG8gUGhpbGlwcGEsIHlvdQ,VG8gUGhpbCwgeW91"
    })
    void arePaddedWhereTheyWere(String value, String other) {
        String text = Base64Text.decoded(value).orElseThrow();

        assertThat(Base64Text.encoded(text.replace("Philippa", "Phil"), value)).isEqualTo(other);
        assertThat(Base64Text.encoded(text, value)).isEqualTo(value);
    }

    @Test
    void areReadHoweverLong() {
        String value = Base64.getEncoder().encodeToString(bytes(MESSAGE.repeat(2000)));

        assertThat(Base64Text.decoded(value)).contains(MESSAGE.repeat(2000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PhilippaHernandez", "Philippa\nHernandez", "AAECAwQFBgcICQoLDA0ODw==", "Dear all\nsee below"})
    void areNotWhatOnlyLooksLikeIt(String text) {
        assertThat(Base64Text.decoded(text)).isEmpty();
    }
}
