package dev.datamig.anonymizer.persona;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Grace Holt | G:Grace F:Holt",
                "Holt, Grace M. | F:Holt G:Grace F:M",
                "Vazquez Rodolfo | F:Vazquez G:Rodolfo",
                "VAZQUEZ rodolfo | F:VAZQUEZ G:rodolfo",
                "Dr. Vazquez Rodolfo | S:Dr F:Vazquez G:Rodolfo",
                "Rodolfo Vazquez | G:Rodolfo F:Vazquez",
                "Brightwater Rodolfo | G:Brightwater F:Rodolfo",
                "Vazquez Rodolfo Holt | G:Vazquez F:Rodolfo F:Holt",
                "Vazquez | F:Vazquez",
                "Grace Holt; Vazquez, Rodolfo | G:Grace F:Holt F:Vazquez G:Rodolfo",
                "Grace Holt, Rodolfo Vazquez | G:Grace F:Holt G:Rodolfo F:Vazquez",
                "de la Cruz Vega, Ana | S:de S:la F:Cruz F:Vega G:Ana",
                "Ann Xu, Bo Xu, Cy Xu | G:Ann F:Xu G:Bo F:Xu G:Cy F:Xu"
            })
    void tellsGivenFromFamilyNames(String text, String parts) {
        assertThat(NameText.words(text).stream()
                        .map(word -> word.part().name().charAt(0) + ":" + text.substring(word.start(), word.end()))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(parts);
    }
}
