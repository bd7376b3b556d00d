package dev.datamig.staging.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The example of FIPS 197, appendix C.3, wherever the block stands and goes. */
class AesTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] KEY = HEX.parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    private static final byte[] PLAIN = HEX.parseHex("00112233445566778899aabbccddeeff");
    private static final String ENCRYPTED = "8ea2b7ca516745bfeafc49904b496089";

    private final Aes aes = new Aes(KEY);

    @Test
    void encryptsIntoAnotherPlace() {
        var out = new byte[3 * Aes.BLOCK];
        aes.encrypt(PLAIN, 0, out, Aes.BLOCK);

        assertThat(HEX.formatHex(out, Aes.BLOCK, 2 * Aes.BLOCK)).isEqualTo(ENCRYPTED);
        assertThat(out).startsWith(new byte[Aes.BLOCK]).endsWith(new byte[Aes.BLOCK]);
    }

    @Test
    void encryptsWhereTheBlockStandsAndAcrossIt() {
        for (int to = 0; to <= 2 * Aes.BLOCK; to++) {
            var both = new byte[3 * Aes.BLOCK];
            System.arraycopy(PLAIN, 0, both, Aes.BLOCK, Aes.BLOCK);
            aes.encrypt(both, Aes.BLOCK, both, to);

            assertThat(HEX.formatHex(Arrays.copyOfRange(both, to, to + Aes.BLOCK)))
                    .isEqualTo(ENCRYPTED);
        }
    }
}
