package dev.datamig.anonymizer.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutOfPlaceTest {

    private static List<String> values(String usual, int times, String... odd) {
        var out = new ArrayList<>(Collections.nCopies(times, usual));
        out.addAll(List.of(odd));
        return out;
    }

    @Test
    void whatHardlyAnyValueHasIsOutOfPlace() {
        assertThat(OutOfPlace.numbers(values("RC-17", 8))).isTrue();
        assertThat(OutOfPlace.names(values("Green", 8))).isTrue();
        assertThat(OutOfPlace.capitals(values("in stock", 8))).isTrue();
    }

    @Test
    void fewValuesTellNothing() {
        assertThat(OutOfPlace.numbers(values("RC-17", 7))).isFalse();
        assertThat(OutOfPlace.capitals(List.of())).isFalse();
    }

    @Test
    void oneAmongFewMayBeOddItself() {
        assertThat(OutOfPlace.numbers(values("RC-17", 8, "2031177"))).isTrue();
        assertThat(OutOfPlace.numbers(values("RC-17", 8, "2031177", "2031178"))).isFalse();
        assertThat(OutOfPlace.names(values("red", 100, "Philippa", "Hernandez")))
                .isTrue();
        assertThat(OutOfPlace.names(values("red", 100, "Philippa", "Hernandez", "Miller")))
                .isFalse();
    }

    @Test
    void userNamesCountAsNumbersAndFilesDoNot() {
        assertThat(OutOfPlace.numbers(values("pthrock88", 10))).isFalse();
        assertThat(OutOfPlace.numbers(values("image88", 10))).isTrue();
    }

    @Test
    void wholeNamesAmongSmallWordsAreWhatIsOutOfPlace() {
        assertThat(OutOfPlace.capitals(
                        values("queue", 10, "Brunhylde Zqarovtlx", "Ottavina Zqarovabc", "春子 Zqarovjgy")))
                .isTrue();
        assertThat(OutOfPlace.capitals(values("queue", 10, "Reading Lamp", "Desk Chair")))
                .isFalse();
        assertThat(OutOfPlace.capitals(values("queue", 10, "Brunhylde", "Ottavina")))
                .isFalse();
        assertThat(OutOfPlace.capitals(values("Queue", 10, "Brunhylde Zqarovtlx", "Ottavina Zqarovabc")))
                .isFalse();
    }

    @Test
    void wholeNamesAreAtHomeWhereMostValuesAreSome() {
        assertThat(OutOfPlace.capitals(values(
                        "queue", 8, Collections.nCopies(9, "Zorvex Quillon").toArray(String[]::new))))
                .isFalse();
    }
}
