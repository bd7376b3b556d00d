package dev.datamig.validator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.b@school.org|EMAIL|false",
                "a.b@example.com|EMAIL|true",
                "(312) 867-5309|NUMBER|false",
                "(312) 555-0142|NUMBER|true",
                "123-45-6789|NUMBER|false",
                "987-65-4321|NUMBER|true",
                "3128675309|NUMBER|false",
                "1234567|DIGITS|false",
                "1234|SHORT|false",
                "S12345|CODE|false",
                "B12|SHORT|false",
                "Anna Smith|PHRASE|false",
                "jsmith|WORD|false",
                "Bo|SHORT|false",
                "192.0.2.200|NUMBER|true",
                "7c9e6679-7425-40de-944b-e07fc1f90ae7|CODE|false"
            })
    void tellsByItsLookHowLikelyAValueIsNobodyElses(String text, Shape shape, boolean reserved) {
        assertThat(Shape.of(text)).isEqualTo(shape);
        assertThat(Shape.reserved(text)).isEqualTo(reserved);
    }
}
