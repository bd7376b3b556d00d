package dev.datamig.extractor.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowSetTest {

    private static final long FAR_APART = 100_000_000L;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 257, 512, 10_000})
    void givesEveryRowOnceInAscendingOrder(int size) {
        TreeSet<Long> rows = rows(size);

        PrimitiveIterator.OfLong iterator = set(rows).iterator();
        List<Long> given = new ArrayList<>();
        while (iterator.hasNext()) {
            given.add(iterator.nextLong());
        }

        assertThat(given).containsExactlyElementsOf(rows);
        assertThatThrownBy(iterator::nextLong).isInstanceOf(NoSuchElementException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 257, 512, 10_000})
    void tellsRowsFromTheirNeighboursWhileTheyPass(int size) {
        TreeSet<Long> rows = rows(size);
        RowCursor cursor = set(rows).cursor();

        for (long row : rows) {
            assertThat(cursor.contains(row)).isTrue();
            assertThat(cursor.contains(row + 1)).isEqualTo(rows.contains(row + 1));
        }
        for (long row : rows) {
            assertThat(cursor.contains(row)).as("once more from the front").isTrue();
        }
    }

    private static TreeSet<Long> rows(int size) {
        var random = new SplittableRandom(size);
        TreeSet<Long> rows = new TreeSet<>();
        while (rows.size() < size) {
            long from = random.nextLong(FAR_APART);
            for (long row = from; row < from + 40 && rows.size() < size; row += 1 + random.nextInt(2)) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static RowSet set(TreeSet<Long> rows) {
        return RowSet.of(rows.stream().mapToLong(row -> row).toArray());
    }
}
