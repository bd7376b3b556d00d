package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PgTimeTest {

    @Test
    void writesTheWholeRangeOfDates() {
        assertThat(PgTime.date(0)).isEqualTo("1970-01-01");
        assertThat(PgTime.date(Integer.MAX_VALUE + 10957)).isEqualTo("infinity");
        assertThat(PgTime.date(Integer.MIN_VALUE + 10957)).isEqualTo("-infinity");
        assertThat(PgTime.date(-2451507 + 10957)).isEqualTo("4713-01-01 BC");
        assertThat(PgTime.date(2145031948 + 10957)).isEqualTo("5874897-12-31");
    }

    @Test
    void writesTheWholeRangeOfTimes() {
        assertThat(PgTime.timestamp(-1)).isEqualTo("1969-12-31 23:59:59.999999");
        assertThat(PgTime.timestamptz(0)).isEqualTo("1970-01-01 00:00:00+00");
        assertThat(PgTime.timestamp(Long.MAX_VALUE + 946_684_800_000_000L)).isEqualTo("infinity");
        assertThat(PgTime.timestamp(9223371331199999999L + 946_684_800_000_000L))
                .isEqualTo("294276-12-31 23:59:59.999999");
        assertThat(PgTime.timestamptz(-210866803200000000L + 946_684_800_000_000L + 0L))
                .endsWith("+00 BC");
    }
}
