package dev.datamig.anonymizer.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.TableId;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnCheckTest {

    private static final LocalDateTime NOW = LocalDateTime.of(2026, 1, 1, 0, 0);

    private static ColumnSchema column(String type, Physical physical) {
        return new ColumnSchema("born", type, type, physical, true, false, false, null, List.of(), null);
    }

    private static ColumnCheck check(ColumnSchema column) {
        return new ColumnCheck(
                TableId.of("ids:public.student"),
                "born_check",
                column,
                Condition.read("(born >= '1990-01-01'::date)").orElseThrow(),
                NOW);
    }

    private static byte[] text(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    /** A graph has no dates in its batches: the same birth date must be judged the same in all stores. */
    @Test
    void aDateThatAnotherStoreHoldsAsTextIsJudgedAsADate() {
        ColumnCheck check = check(column("date", Physical.DATE));
        ColumnSchema inGraph = column("neo4j:any", Physical.TEXT);

        assertThat(check.holds(inGraph, text("1989-12-31"))).isFalse();
        assertThat(check.holds(inGraph, text("1990-01-01"))).isTrue();
        assertThat(check.holds(check.column(), (int) LocalDate.of(1989, 12, 31).toEpochDay()))
                .isFalse();
        assertThat(check.holds(inGraph, text("some day"))).isNull();
    }

    @Test
    void aMomentThatAnotherStoreHoldsAsTextIsJudgedAsAMoment() {
        ColumnCheck check = check(column("timestamp", Physical.TIMESTAMP));
        ColumnSchema inGraph = column("neo4j:any", Physical.TEXT);

        assertThat(check.holds(inGraph, text("1989-12-31T23:59:59"))).isFalse();
        assertThat(check.holds(inGraph, text("1990-01-01 00:00:00"))).isTrue();
    }
}
