package dev.datamig.anonymizer.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.staging.key.Aes;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.crypto.fpe.FPEFF1Engine;
import org.bouncycastle.crypto.params.FPEParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ff1Test {

    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";

    /** The samples 7 to 9 of NIST's "FF1 samples", which are those for AES-256. */
    @ParameterizedTest
    @CsvSource({
        "10, '', 0123456789, 6657667009",
        "10, 39383736353433323130, 0123456789, 1001623463",
        "36, 3737373770717273373737, 0123456789abcdefghi, xs8a0azh2avyalyzuwd"
    })
    void reproducesTheSamplesOfTheStandard(int radix, String tweak, String plain, String cipher) {
        byte[] key = HexFormat.of().parseHex("2b7e151628aed2a6abf7158809cf4f3cef4359d8d580aa4f7f036d6f04fc6a94");
        var ff1 = new Ff1(new Aes(key), radix, plain.length(), HexFormat.of().parseHex(tweak));

        byte[] out = ff1.encrypt(symbols(plain));

        assertThat(text(out)).isEqualTo(cipher);
        assertThat(text(ff1.decrypt(out))).isEqualTo(plain);
    }

    @Test
    void agreesWithAnotherImplementationForEveryRadixAndLength() {
        long seed = System.nanoTime();
        System.err.println("seed " + seed);
        var random = new Random(seed);
        for (int n = 0; n < 3_000; n++) {
            int radix = 2 + random.nextInt(255);
            int least = (int) Math.ceil(Math.log(1_000_000) / Math.log(radix));
            var plain = new byte[least + random.nextInt(n % 10 == 0 ? 80 : 12)];
            for (int i = 0; i < plain.length; i++) {
                plain[i] = (byte) random.nextInt(radix);
            }
            var key = new byte[32];
            var tweak = new byte[random.nextInt(30)];
            random.nextBytes(key);
            random.nextBytes(tweak);
            var other = new FPEFF1Engine();
            other.init(true, new FPEParameters(new KeyParameter(key), radix, tweak));
            var expected = new byte[plain.length];
            other.processBlock(plain, 0, plain.length, expected, 0);

            var ff1 = new Ff1(new Aes(key), radix, plain.length, tweak);
            byte[] out = ff1.encrypt(plain);

            assertThat(out).as("radix %d, length %d", radix, plain.length).isEqualTo(expected);
            assertThat(ff1.decrypt(out)).isEqualTo(plain);
        }
    }

    private static byte[] symbols(String text) {
        var out = new byte[text.length()];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) DIGITS.indexOf(text.charAt(i));
        }
        return out;
    }

    private static String text(byte[] symbols) {
        var out = new StringBuilder();
        for (byte symbol : symbols) {
            out.append(DIGITS.charAt(symbol));
        }
        return out.toString();
    }
}
