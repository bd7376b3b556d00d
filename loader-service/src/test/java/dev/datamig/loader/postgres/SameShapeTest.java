package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameShapeTest {

    @ParameterizedTest
    @CsvSource({
        "318-00-6354, 318-00-\\d{4}",
        "S12345678, S1234\\d{4}",
        "7, \\d",
        "12-3, 12-\\d",
        "jdoe42, jdoe\\d{2}",
        "ann.lee@example.org, an[.a-z]*@example\\.org",
        "ann.lee7@mail2.example.org, ann\\.lee\\d@mail2\\.example\\.org",
        "ALFKI, A[A-Z]{4}",
        "Mc-Ok, [A-Z][a-z]-[A-Z][a-z]",
    })
    void keepsLengthPunctuationAndFront(String value, String shape) {
        for (int attempt = 0; attempt < 50; attempt++) {
            SameShape.other(value, attempt)
                    .ifPresent(other -> assertThat(other)
                            .matches(shape)
                            .hasSameSizeAs(value)
                            .isNotEqualTo(value));
        }
        assertThat(java.util.stream.IntStream.range(0, 50)
                        .mapToObj(attempt -> SameShape.other(value, attempt))
                        .flatMap(java.util.Optional::stream)
                        .distinct())
                .hasSizeGreaterThan(4);
        assertThat(SameShape.other(value, 3)).isEqualTo(SameShape.other(value, 3));
    }

    @ParameterizedTest
    @CsvSource({"'---'", "''", "李雷"})
    void hasNothingToSayWhereNothingMayBeChanged(String value) {
        assertThat(SameShape.other(value, 0)).isEmpty();
    }
}
