package dev.datamig.anonymizer.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.persona.PersonNames;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words in capitals that no list has: where things stand they stay, where somebody stands they go. */
class ThingsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The Zorvex is broken.                        | false",
                "There is a Zorvex here.                      | false",
                "Name: A Zorvex                               | true",
                "The Zorvex family is moving.                 | true",
                "The Zorvex office called.                    | true",
                "We heard the Zorvex's dog.                   | true",
                "Our Zorvex worksheet is due.                 | false",
                "Log in to Zorvex before lunch.               | false",
                "She takes Zorvex at noon.                    | false",
                "He is allergic to Zorvex and Quillar.        | false",
                "Zorvex the corner tables today.              | false",
                "Zorvex refused to leave.                     | true",
                "We met Zorvex at noon.                       | true",
                "Mr. Zorvex worksheet is due.                 | true",
                "Brannok Zorvex worksheet is due.             | true",
                "Weekly Zorvex Tracker                        | false",
                "Weekly Tracker - Zorvex                      | true",
                "Newton's second law is on the test.          | false",
                "Newton forgot his coat.                      | true",
                "We have Kandinsky posters.                     | false",
                "Lena Kandinsky is absent.                      | true",
                "Mr. Kandinsky is absent.                       | true",
                "Kandinsky forgot his coat.                     | true",
            })
    void staysWhereThingsStandAndGoesWhereSomebodyDoes(String text, boolean somebody) {
        String name = text.replaceAll(".*(Zorvex|Newton|Kandinsky).*", "$1");
        int at = text.indexOf(name);

        assertThat(redactor(KnownNames.NONE).spans(text, Map.of(), true).stream()
                        .anyMatch(span -> span.overlaps(at, at + name.length())))
                .isEqualTo(somebody);
    }

    @ParameterizedTest
    @ValueSource(strings = {"The Zorvex is broken.", "Our Zorvex worksheet is due.", "Weekly Zorvex Tracker"})
    void whoTheRunKnowsIsSomebodyWhereverHisNameStands(String text) {
        var names = new KnownNames.Collector();
        names.family("Zorvex");

        assertThat(redactor(names.names()).spans(text, Map.of(), true)).isNotEmpty();
    }

    private static TextRedactor redactor(KnownNames known) {
        var key = new MaskingKey(new byte[32]);
        return new TextRedactor(known, new Fakes(key, new PersonNames(key), of -> Optional.empty()), RowNames.NONE);
    }
}
