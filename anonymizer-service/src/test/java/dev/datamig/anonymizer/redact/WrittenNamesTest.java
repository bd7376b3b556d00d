package dev.datamig.anonymizer.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.persona.PersonNames;
import dev.datamig.anonymizer.transform.Glance;
import dev.datamig.anonymizer.transform.Params;
import dev.datamig.anonymizer.transform.SweepStrategy;
import dev.datamig.anonymizer.transform.Tools;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Full names of a run's people in whatever way they are written where nothing speaks of people. */
class WrittenNamesTest {

    private static final MaskingKey KEY =
            new MaskingKey("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));

    private static KnownNames known() {
        var known = new KnownNames.Collector();
        for (String[] person : new String[][] {
            {"brunhylde", "zqarovtlx"},
            {"jane", "doe"},
            {"jose", "nunez"},
            {"sun", "shine"},
            {"rose", "mary"},
            {"will", "park"},
            {"maria", "garcia"},
            {"maria", "lopez"},
            {"carmen", "garcia"},
            {"carmen", "lopez"}
        }) {
            known.given(person[0]);
            known.family(person[1]);
            known.codes().person(person[0], person[1]);
        }
        return known.names();
    }

    private static Sweeper sweeper() {
        KnownNames names = known();
        var fakes = new Fakes(KEY, new PersonNames(KEY), dataClass -> Optional.empty());
        return new Sweeper(names, new TextRedactor(names, fakes, RowNames.NONE), false, Tools.SweptNames.SPOKEN);
    }

    @Test
    void aSentenceKnowsNamesWithoutSignsToo() {
        var fakes = new Fakes(KEY, new PersonNames(KEY), dataClass -> Optional.empty());
        String text = "the scan is in brunhyldezqarovtlx.pdf since monday";

        assertThat(new TextRedactor(known(), fakes, RowNames.NONE).spans(text, Map.of(), true))
                .extracting(span -> text.substring(span.start(), span.end()))
                .containsExactly("brunhylde", "zqarovtlx");
    }

    @Test
    void whatIsFoundInOneTextIsFoundInTheNextToo() {
        var fakes = new Fakes(KEY, new PersonNames(KEY), dataClass -> Optional.empty());
        var redactor = new TextRedactor(known(), fakes, RowNames.NONE);

        for (int i = 0; i < 2; i++) {
            assertThat(found(redactor, "the scan is in janedoe.pdf since monday"))
                    .isEqualTo("jane|doe");
            assertThat(found(redactor, "The scan is in willpark.pdf since monday"))
                    .isEmpty();
            assertThat(found(redactor, "the scan is in WillPark.pdf since monday"))
                    .isEqualTo("Will|Park");
        }
    }

    private static String found(TextRedactor redactor, String text) {
        return redactor.spans(text, Map.of(), true).stream()
                .map(span -> text.substring(span.start(), span.end()))
                .collect(Collectors.joining("|"));
    }

    private static String found(String text) {
        return sweeper().spans(text).stream()
                .map(span -> text.substring(span.start(), span.end()))
                .collect(Collectors.joining("|"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            value = {
                "Brunhylde Zqarovtlx ~ Brunhylde|Zqarovtlx",
                "brunhylde zqarovtlx ~ brunhylde|zqarovtlx",
                "ZQAROVTLX BRUNHYLDE ~ ZQAROVTLX|BRUNHYLDE",
                "ZQAROVTLX/BRUNHYLDE ~ ZQAROVTLX|BRUNHYLDE",
                "Zqarovtlx;Brunhylde ~ Zqarovtlx|Brunhylde",
                "brunhylde%20zqarovtlx ~ brunhylde|zqarovtlx",
                "doe:jane ~ doe|jane",
                "Doe (Jane) ~ Doe|Jane",
                "BRUNHYLDEZQAROVTLX ~ BRUNHYLDE|ZQAROVTLX",
                "zqarovtlxbrunhylde ~ zqarovtlx|brunhylde",
                "JANEDOE ~ JANE|DOE",
                "JaneDoe2019.pdf ~ Jane|Doe",
                "id=DOEJANE ~ DOE|JANE",
                "cv_janedoe_final ~ jane|doe",
                "cvjanedoexx ~ jane|doe",
                "WillPark ~ Will|Park",
                "JosÉNúñez ~ JosÉ|Núñez",
                "JOSENUNEZ ~ JOSE|NUNEZ",
                "Maria del Carmen Garcia Lopez ~ Maria|Carmen|Garcia|Lopez",
                "MARIA DEL CARMEN GARCIA LOPEZ ~ MARIA|CARMEN|GARCIA|LOPEZ",
                "GARCIA LOPEZ, MARIA DEL CARMEN ~ GARCIA|LOPEZ|MARIA|CARMEN",
                "MARIADELCARMENGARCIALOPEZ ~ MARIA|CARMEN|GARCIA|LOPEZ",
                "garcialopezmaria ~ garcia|lopez|maria"
            })
    void takesAFullNameHoweverItIsWritten(String text, String all) {
        assertThat(found(text)).isEqualTo(all);
        assertThat(SweepStrategy.isWorthIt(text.getBytes(StandardCharsets.UTF_8), new Params(Map.of())))
                .as("looked at")
                .isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "sunshine",
                "SUNSHINE",
                "Sunshine",
                "rosemary",
                "Rosemary",
                "willpark",
                "will park",
                "JANEDO",
                "old rosegarden, mary",
                "Garcia Street",
                "LOPEZCOLOR",
                "Maria Color",
                "doe"
            })
    void leavesWhatIsAWordOrNotOnePersonsName(String text) {
        assertThat(found(text)).isEmpty();
    }

    @Test
    void wordsInCapitalsAreLookedAtUnlessTheyArePlain() {
        assertThat(Glance.isLongWord("JANEDOE".getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        assertThat(Glance.isLongWord("ACTIVE".getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(Glance.isLongWord("JANEDOE1".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(SweepStrategy.isWorthIt("DELIVERED".getBytes(StandardCharsets.UTF_8), new Params(Map.of())))
                .isFalse();
    }
}
