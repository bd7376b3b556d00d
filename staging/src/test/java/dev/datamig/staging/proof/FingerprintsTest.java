package dev.datamig.staging.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.staging.key.DataKey;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintsTest {

    private static final DataKey KEY = new DataKey(new byte[32]);

    @ParameterizedTest
    @CsvSource({"Zoë,ZOË", "' a  b\t c ','A B C'", "ﬁne,fine", "Ａ１,a1", "'x\u00a0y','x y'"})
    void areEqualForTextsThatAPersonTakesForTheSame(String one, String other) {
        var fingerprints = new Fingerprints(KEY);

        assertThat(fingerprints.of(one)).isEqualTo(fingerprints.of(other));
    }

    @Test
    void tellLongTextsApartByAnyOfTheirCharacters() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var fingerprints = new Fingerprints(KEY);
        String[] parts = {"a", "Zoë", "😀", " ", "ﬁ", "ǅ", "日本"};
        var text = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            text.append(parts[random.nextInt(parts.length)]);
        }
        String whole = text.toString();

        assertThat(fingerprints.of(whole))
                .as("seed %d", seed)
                .isEqualTo(fingerprints.of(whole.getBytes(StandardCharsets.UTF_8)));
        for (int round = 0; round < 50; round++) {
            int at = random.nextInt(whole.length() + 1);
            assertThat(fingerprints.of(whole.substring(0, at) + "x" + whole.substring(at)))
                    .as("seed %d", seed)
                    .isNotEqualTo(fingerprints.of(whole));
        }
    }

    @Test
    void dependOnTheKey() {
        assertThat(new Fingerprints(KEY).of("Grace"))
                .isEqualTo(new Fingerprints(KEY).of("Grace"))
                .isNotEqualTo(new Fingerprints(KEY.derive("other")).of("Grace"))
                .isNotEqualTo(new Fingerprints(KEY).of("Hopper"));
    }
}
