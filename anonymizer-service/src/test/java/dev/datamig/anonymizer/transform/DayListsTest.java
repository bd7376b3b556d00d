package dev.datamig.anonymizer.transform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DayListsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{2014-05-03,NULL,2012-02-29} ~ {2014-05-04,NULL,2012-03-01}",
                "{} ~ {}",
                "{infinity,-infinity} ~ {infinity,-infinity}",
                "{\"0044-03-15 BC\"} ~ {\"0044-03-15 BC\"}",
                "[2014-05-03,2014-06-01) ~ [2014-05-04,2014-06-02)",
                "(,2014-05-03) ~ (,2014-05-04)",
                "[2014-05-03,infinity) ~ [2014-05-04,infinity)",
                "empty ~ empty",
                "{[2014-05-03,2014-05-04),[2015-01-01,2015-02-01)} ~ {[2014-05-04,2014-05-05),[2015-01-02,2015-02-02)}",
            })
    void movesEachDayAndLeavesWhatIsNone(String text, String moved) {
        assertThat(DayLists.map(text, day -> day + 1)).isEqualTo(moved);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {"[2014-05-03,2014-05-10) ~ [2014-05-28,2014-06-04)"})
    void aRangeIsAsLongAsItWasWhereverItsStartGoes(String text, String moved) {
        assertThat(DayLists.map(
                        text, day -> 2 * java.time.LocalDate.of(2014, 5, 15).toEpochDay() - day + 1))
                .isEqualTo(moved);
    }
}
