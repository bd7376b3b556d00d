package dev.datamig.staging.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextTest {

    private static final String HEX = "00112233445566778899aabbccddeeff".repeat(2);

    @TempDir
    Path folder;

    @Test
    void readsAKeyFromTheVariableOrFromTheFile() throws Exception {
        Path file = Files.writeString(folder.resolve("key"), HEX.toUpperCase(java.util.Locale.ROOT) + "\n");

        byte[] fromHex =
                KeyText.require("K", Optional.of(HEX), Optional.empty()).bytes();
        byte[] fromFile = KeyText.require("K", Optional.of(" "), Optional.of(file.toString()))
                .bytes();

        assertThat(fromHex).hasSize(32).isEqualTo(fromFile);
    }

    @Test
    void saysWhatToSetWhenThereIsNoKey() {
        assertThatThrownBy(() -> KeyText.require("DATAMIG_STAGING_KEY", Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DATAMIG_STAGING_KEY is not set")
                .hasMessageContaining("DATAMIG_STAGING_KEY_FILE");
    }

    @Test
    void refusesTwoSources() {
        assertThatThrownBy(() -> KeyText.require("K", Optional.of(HEX), Optional.of("/x")))
                .hasMessageContaining("both set");
    }

    @Test
    void saysThatTheFileCannotBeRead() {
        assertThatThrownBy(() -> KeyText.require(
                        "K",
                        Optional.empty(),
                        Optional.of(folder.resolve("none").toString())))
                .hasMessageContaining("the file of K_FILE cannot be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abcd", "secretsecretsecretsecretsecretsecretsecretsecretsecretsecretsecr", "0x00"})
    void neverShowsWhatWasGiven(String text) {
        assertThatThrownBy(() -> KeyText.require("K", Optional.of(text), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageContaining("64 hex digits")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(text));
    }

    @Test
    void showsNothingWhenPrinted() {
        assertThat(KeyText.require("K", Optional.of(HEX), Optional.empty()).toString())
                .isEqualTo("DataKey[…]");
    }
}
