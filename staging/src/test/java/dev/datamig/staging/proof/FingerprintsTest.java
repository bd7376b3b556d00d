package dev.datamig.staging.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.staging.key.DataKey;
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
    void dependOnTheKey() {
        assertThat(new Fingerprints(KEY).of("Grace"))
                .isEqualTo(new Fingerprints(KEY).of("Grace"))
                .isNotEqualTo(new Fingerprints(KEY.derive("other")).of("Grace"))
                .isNotEqualTo(new Fingerprints(KEY).of("Hopper"));
    }
}
