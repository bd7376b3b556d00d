package dev.datamig.validator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.proof.Fingerprints;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextProbeTest {

    private static final String[] PIECES = {
        "jane.doe",
        "@",
        "@x.org",
        "@x",
        ".",
        " ",
        "\n",
        "-",
        "+1",
        "'",
        "\u00e9",
        "\u00bd",
        "\ud83d\ude00",
        "\ud835\udc00",
        "/",
        "9"
    };

    @Test
    void findsTheAddressesThatTheExpressionFinds() {
        long seed = System.nanoTime();
        System.err.println("seed " + seed);
        var random = new Random(seed);
        for (int n = 0; n < 50_000; n++) {
            String text = text(random);
            List<String> found = new ArrayList<>();
            TextProbe.emails(text, found::add);
            assertThat(found)
                    .as(text)
                    .isEqualTo(TextProbe.EMAIL
                            .matcher(text)
                            .results()
                            .map(MatchResult::group)
                            .toList());
        }
    }

    @Test
    void findsANumberInEachTextThatHoldsIt() {
        var prints = new Prints(new Fingerprints(new DataKey(new byte[32]))::of);
        var values = new LongSet.Builder();
        values.add(prints.of("(312) 867-5309"));
        var probe = new TextProbe(Originals.of(values.build(), Map.of(), LongSet.EMPTY), prints);
        for (int i = 0; i < 2; i++) {
            for (String text :
                    List.of("call 312 867 5309", "or 312 867 5309 then", "on 2024-09-01 12", "312 867 5308")) {
                var cell = new CellSightings();

                probe.probe(text, prints.of(text), cell);

                assertThat(cell.found()).as(text).hasSize(text.endsWith("5309") || text.endsWith("then") ? 1 : 0);
            }
        }
    }

    @Test
    void findsInALongTextWhatIsSomebodysWhereverItStands() {
        long seed = System.nanoTime();
        System.err.println("seed " + seed);
        var random = new Random(seed);
        var prints = new Prints(new Fingerprints(new DataKey(new byte[32]))::of);
        String[] values = {"jane.doe@school.org", "(312) 867-5309", "Zebulon van der Quartermaine", "12 Elm Street"};
        var all = new LongSet.Builder();
        for (String value : values) {
            all.add(prints.of(value));
        }
        Map<Long, Integer> names = Map.of(prints.of("Zebulon"), 1, prints.of("Quartermaine"), 1);
        for (int round = 0; round < 200; round++) {
            var probe = new TextProbe(Originals.of(all.build(), names, LongSet.EMPTY), prints);
            String planted = values[random.nextInt(values.length)];
            int before = round % 2 == 0 ? Pieces.WHOLE - random.nextInt(40) : random.nextInt(3 * Pieces.WHOLE);
            String filler = random.nextBoolean() ? "and so it went on " : "word,";
            String text = filler.repeat(before / filler.length()) + "-".repeat(before % filler.length()) + " " + planted
                    + ". " + filler.repeat(random.nextInt(3 * Pieces.WHOLE) / filler.length());
            var cell = new CellSightings();

            boolean nothing = probe.probe(text, prints.of(text), cell);

            assertThat(nothing).isFalse();
            assertThat(cell.found())
                    .as("%s behind %d characters", planted, before)
                    .filteredOn(sighting -> sighting.kind() == Kind.VALUE)
                    .extracting(Sighting::print)
                    .containsExactly(prints.of(planted));
            assertThat(cell.words()).isSorted().hasSizeLessThan(20);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            value = {
                "0e4123b5-2129-4367-90ae-ab3128675042 ~",
                "see 0e4123b5-2129-4367-3128-675042131286 and call 312-867-5042 ~ NUMBER",
                "call 312-867-5042, not 0e4123b5-2129-4367-3128-675042131286 ~ NUMBER",
                "9f3128675042a7c1 ~ DIGITS",
                "call (312) 867-5042 now ~ NUMBER",
                "tel:312.867.5042, ask ~ NUMBER",
                "id-312-867-5042 ~ NUMBER"
            })
    void takesDigitsOfIdentifiersForNobodysNumber(String text, @Nullable Shape expected) {
        var prints = new Prints(new Fingerprints(new DataKey(new byte[32]))::of);
        var values = new LongSet.Builder();
        values.add(prints.of("(312) 867-5042"));
        var cell = new CellSightings();

        new TextProbe(Originals.of(values.build(), Map.of(), LongSet.EMPTY), prints).probe(text, prints.of(text), cell);

        assertThat(cell.found())
                .extracting(Sighting::shape)
                .containsExactlyElementsOf(expected == null ? List.of() : List.of(expected));
    }

    private static String text(Random random) {
        var out = new StringBuilder();
        for (int i = random.nextInt(10); i >= 0; i--) {
            out.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return out.toString();
    }
}
