package dev.datamig.validator.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.schema.Physical;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CellTextTest {

    private static final long DAY = 86_400_000_000L;
    private static final int[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000};

    @Test
    void writesDatesAsTheDatabaseDoesBeforeChristAndAfterTheYear9999() {
        assertThat(CellText.of(Physical.DATE, day(-43))).isEqualTo("0044-03-15 BC");
        assertThat(CellText.of(Physical.DATE, day(2024))).isEqualTo("2024-03-15");
        assertThat(CellText.of(Physical.DATE, day(12024))).isEqualTo("12024-03-15");
        assertThat(CellText.of(Physical.TIMESTAMP, day(-43) * DAY + 1_500_000)).isEqualTo("0044-03-15 00:00:01.5 BC");
        assertThat(CellText.of(Physical.TIMESTAMPTZ, day(0) * DAY)).isEqualTo("0001-03-15 00:00:00+00 BC");
        assertThat(CellText.of(Physical.TIMESTAMPTZ, day(2024) * DAY)).isEqualTo("2024-03-15 00:00:00+00");
    }

    @Test
    void writesMomentsOfAnyYearWithTheFractionThatTheyHave() {
        long seed = System.nanoTime();
        System.err.println("seed " + seed);
        var random = new Random(seed);
        int[] years = {1, 999, 1000, 1969, 2024, 9999, 10000};
        for (int i = 0; i < 20_000; i++) {
            int micros = random.nextBoolean() ? 0 : random.nextInt(1_000_000) / POWERS[random.nextInt(6)];
            LocalDateTime time = LocalDate.ofYearDay(years[random.nextInt(years.length)], 1 + random.nextInt(365))
                    .atTime(random.nextInt(24), random.nextInt(60), random.nextInt(60), micros * 1_000);
            String day = "%04d-%02d-%02d".formatted(time.getYear(), time.getMonthValue(), time.getDayOfMonth());
            String fraction = micros == 0 ? "" : ".%06d".formatted(micros).replaceFirst("0+$", "");
            String written =
                    "%s %02d:%02d:%02d%s".formatted(day, time.getHour(), time.getMinute(), time.getSecond(), fraction);
            long sinceEpoch = time.toEpochSecond(ZoneOffset.UTC) * 1_000_000 + micros;

            assertThat(CellText.of(Physical.TIMESTAMP, sinceEpoch)).isEqualTo(written);
            assertThat(CellText.of(Physical.TIMESTAMPTZ, sinceEpoch)).isEqualTo(written + "+00");
            assertThat(CellText.of(Physical.DATE, (int) time.toLocalDate().toEpochDay()))
                    .isEqualTo(day);
        }
    }

    private static int day(int year) {
        return (int) LocalDate.of(year, 3, 15).toEpochDay();
    }
}
