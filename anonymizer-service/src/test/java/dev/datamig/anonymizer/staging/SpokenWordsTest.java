package dev.datamig.anonymizer.staging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.anonymizer.persona.NameText;
import dev.datamig.anonymizer.persona.NameText.Part;
import org.junit.jupiter.api.Test;

/** Words of names are folded; titles, particles and initials are none, and what is remembered changes nothing. */
class SpokenWordsTest {

    @Test
    void foldsTheWordsOfANameAndLeavesOutWhatIsNone() {
        var families = new SpokenWords(Part.FAMILY);
        for (int round = 0; round < 2; round++) {
            assertThat(families.of("de la Crúz-VEGA Jr.".getBytes(UTF_8))).containsExactly("cruz", "vega");
            assertThat(families.of("O'Brien".getBytes(UTF_8))).containsExactly("obrien");
            assertThat(families.of("H.".getBytes(UTF_8))).isEmpty();
        }
    }

    @Test
    void remembersAsManyNamesAsComeWithoutMixingThem() {
        var given = new SpokenWords(Part.GIVEN);
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 5_000; i++) {
                String name = letters(i);
                assertThat(given.of(name.getBytes(UTF_8))).containsExactly(name);
            }
        }
    }

    @Test
    void takesThePartThatIsWanted() {
        String name = "Dr. Ana María Holt";

        assertThat(SpokenWords.folded(name, NameText.words(name), Part.GIVEN)).containsExactly("ana");
        assertThat(SpokenWords.folded(name, NameText.words(name), Part.FAMILY)).containsExactly("maria", "holt");
    }

    private static String letters(int number) {
        return "q"
                + Integer.toString(number + 1_000)
                        .chars()
                        .mapToObj(digit -> String.valueOf((char) (digit - '0' + 'a')))
                        .collect(java.util.stream.Collectors.joining());
    }
}
