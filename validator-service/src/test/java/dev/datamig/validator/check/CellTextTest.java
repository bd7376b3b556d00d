package dev.datamig.validator.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.schema.Physical;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class CellTextTest {

    private static final long DAY = 86_400_000_000L;

    @Test
    void writesDatesAsTheDatabaseDoesBeforeChristAndAfterTheYear9999() {
        assertThat(CellText.of(Physical.DATE, day(-43))).isEqualTo("0044-03-15 BC");
        assertThat(CellText.of(Physical.DATE, day(2024))).isEqualTo("2024-03-15");
        assertThat(CellText.of(Physical.DATE, day(12024))).isEqualTo("12024-03-15");
        assertThat(CellText.of(Physical.TIMESTAMP, day(-43) * DAY + 1_500_000)).isEqualTo("0044-03-15 00:00:01.5 BC");
        assertThat(CellText.of(Physical.TIMESTAMPTZ, day(0) * DAY)).isEqualTo("0001-03-15 00:00:00+00 BC");
        assertThat(CellText.of(Physical.TIMESTAMPTZ, day(2024) * DAY)).isEqualTo("2024-03-15 00:00:00+00");
    }

    private static int day(int year) {
        return (int) LocalDate.of(year, 3, 15).toEpochDay();
    }
}
