package dev.datamig.anonymizer.persona;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** A word is folded letter by letter where that is the same as folding it whole. */
class NameFoldTest {

    @Test
    void foldsAsUnicodeSays() {
        long seed = System.nanoTime();
        System.err.println("seed " + seed);
        var random = new Random(seed);
        for (int n = 0; n < 50_000; n++) {
            var word = new StringBuilder();
            for (int i = random.nextInt(9); i >= 0; i--) {
                word.append((char)
                        switch (random.nextInt(40)) {
                            case 0 -> 0x300 + random.nextInt(0x70);
                            case 1 -> 0x180 + random.nextInt(0x380);
                            case 2, 3, 4, 5, 6, 7 -> random.nextInt(0x180);
                            case 8, 9, 10 -> 'A' + random.nextInt(26);
                            default -> 'a' + random.nextInt(26);
                        });
            }
            assertThat(NameFold.of(word.toString())).as(word.toString()).isEqualTo(NameFold.any(word.toString()));
        }
    }

    @Test
    void foldsAccentsCaseAndSigns() {
        assertThat(NameFold.of("Siobhán")).isEqualTo("siobhan");
        assertThat(NameFold.of("O'BRIEN")).isEqualTo("obrien");
        assertThat(NameFold.of("Bjørn-Ðæß")).isEqualTo("bjorndaess");
        assertThat(NameFold.of("Łódź")).isEqualTo("lodz");
        assertThat(NameFold.of("Jose\u0301")).isEqualTo("jose");
        assertThat(NameFold.of("")).isEmpty();
    }
}
