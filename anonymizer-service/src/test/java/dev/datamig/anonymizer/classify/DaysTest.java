package dev.datamig.anonymizer.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.anonymizer.TestSchemas;
import dev.datamig.contracts.schema.TableSchema;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Births in lists, ranges and points of time whose names say nothing, in tables of people. */
class DaysTest {

    @Test
    void listsAndRangesOfOneDayAndMidnightsAreBirthsWhereTheySpreadAsBirthsDo() {
        assertThat(of("pupils", "x1 _date", day -> "{" + day + "," + day.plusYears(2) + "}"))
                .isEqualTo(DataClass.BIRTH_DATE);
        assertThat(of("pupils", "x1 daterange", day -> "[" + day + "," + day.plusDays(1) + ")"))
                .isEqualTo(DataClass.BIRTH_DATE);
        assertThat(of("pupils", "x1 timestamp", day -> day + "T00:00")).isEqualTo(DataClass.BIRTH_DATE);
    }

    @Test
    void whatLastsAndWhatHasATimeOfDayIsNoBirth() {
        assertThat(of("pupils", "x1 daterange", day -> "[" + day + "," + day.plusYears(1) + ")"))
                .isNull();
        assertThat(of("pupils", "x1 timestamp", day -> day + "T09:41:07")).isNull();
        assertThat(of("parcels", "x1 _date", day -> "{" + day + "}")).isNull();
        assertThat(of("pupils", "x1 _date", day -> "{" + day.plusYears(40) + "}"))
                .isNull();
    }

    private static @Nullable DataClass of(String name, String column, Function<LocalDate, String> written) {
        TableSchema table = TestSchemas.table("s:t." + name, List.of("id int!", column), "id");
        List<String> values = IntStream.range(0, 40)
                .mapToObj(i -> LocalDate.of(1968 + i, 1 + i % 12, 1 + i % 28))
                .map(written)
                .toList();
        return new Classifier()
                .classify(table, table.columns().get(1), ColumnSample.of(values))
                .dataClass();
    }
}
