package dev.datamig.staging.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.staging.proof.PrintedRow.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrintedRowTest {

    @Test
    void givesBackWhatWasPrinted() {
        var printed = new PrintedRow();
        var expected = new ArrayList<String>();
        for (int i = 0; i < 100; i++) {
            Kind kind = Kind.values()[i % 3];
            printed.add(i * 300, kind, Long.MIN_VALUE + i);
            expected.add("7 " + i * 300 + " " + kind + " " + (Long.MIN_VALUE + i));
        }

        var read = new ArrayList<String>();
        boolean whole = PrintedRow.read(
                printed.end(7), (row, column, kind, print) -> read.add(row + " " + column + " " + kind + " " + print));

        assertThat(whole).isTrue();
        assertThat(read).isEqualTo(expected);
        assertThat(printed.end(8)).as("a row without originals").isNull();
    }

    @Test
    void saysWhenCellsAreNoneOfASideFile() {
        for (Object[] cells : List.of(
                new Object[] {1L}, new Object[] {1L, new byte[12]}, new Object[] {1, new byte[11]}, new Object[] {
                    1L, new byte[] {0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0}
                })) {
            assertThat(PrintedRow.read(cells, (row, column, kind, print) -> {})).isFalse();
        }
    }
}
