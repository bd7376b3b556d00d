package dev.datamig.anonymizer.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Texts as dates: every day of the calendar, and nothing that is none. */
class CastsTest {

    @Test
    void readsEveryDay() {
        long seed = System.nanoTime();
        System.err.println("seed " + seed);
        var random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            LocalDate day = LocalDate.ofEpochDay(random.nextLong(-700_000, 2_900_000));
            assertThat(Casts.date(day.toString())).isEqualTo(day);
            assertThat(Casts.moment(day.toString())).isEqualTo(day.atStartOfDay());
            assertThat(Casts.date(" " + day + " ")).isEqualTo(day);
            assertThat(Casts.moment(day + " 12:30:00+00"))
                    .isEqualTo(LocalDateTime.of(day, java.time.LocalTime.of(12, 30)));
        }
    }

    @Test
    void refusesDaysThatAreInNoCalendar() {
        for (String none :
                new String[] {"2014-02-30", "2014-00-10", "2014-13-01", "2014-01-00", "2014-1a-01", "2014/01/01"}) {
            assertThatThrownBy(() -> Casts.date(none)).as(none).isInstanceOf(NotUnderstood.class);
        }
        assertThat(Casts.date("2024-02-29")).isEqualTo(LocalDate.of(2024, 2, 29));
        assertThat(Casts.date(String.format(Locale.ROOT, "%04d-12-31", 0))).isEqualTo(LocalDate.of(0, 12, 31));
    }
}
