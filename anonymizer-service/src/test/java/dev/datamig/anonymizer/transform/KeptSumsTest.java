package dev.datamig.anonymizer.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeptSumsTest {

    private static final Row NO_ROW = new Row() {
        @Override
        public String text(String column) {
            return "";
        }

        @Override
        public void replaced(Proof proof, String original) {
            throw new AssertionError("numbers are not noted");
        }
    };

    /** Column, values, their groups; how far each may move is the percent. */
    @ParameterizedTest
    @CsvSource({
        "c int, 100 200 300 400, a a a a",
        "c int, 1000 2000 -3000 0 55555, a a a a a",
        "c bigint, 900000000000 1 17 900000000001, a a a a",
        "c int, 1000 1100 5000 5100 5200, a a b b b",
        "c numeric, 10.00 20.00 30.00, a a a",
        "c numeric, 10.5 20.25 1000 0.001 77.77, a b a b a",
        "c smallint, 32767 32767 32000, a a a"
    })
    void keepsTheSumOfEachGroupAndNoValueMovesFurtherThanItMay(String column, String values, String groups) {
        List<String> before = List.of(values.split(" "));
        List<String> of = List.of(groups.split(" "));

        List<String> after = masked(column, before, of, Map.of("percent", "20", "keepSum", "person_id"));

        for (String group : of.stream().distinct().toList()) {
            assertThat(sum(after, of, group)).as(group).isEqualByComparingTo(sum(before, of, group));
        }
        for (int i = 0; i < before.size(); i++) {
            BigDecimal original = new BigDecimal(before.get(i));
            assertThat(new BigDecimal(after.get(i)).subtract(original).abs())
                    .isLessThanOrEqualTo(original.abs().multiply(new BigDecimal("0.2")));
        }
        assertThat(masked(column, before, of, Map.of("percent", "20", "keepSum", "person_id")))
                .isEqualTo(after);
    }

    @Test
    void movesTheValues() {
        List<String> before = List.of("1000", "2000", "3000", "4000");

        assertThat(masked("c int", before, List.of("a", "a", "a", "a"), Map.of("keepSum", "batch")))
                .doesNotContainAnyElementsOf(before);
    }

    @Test
    void hidesAValueThatIsAloneAndDoesNotKeepItsSum() {
        List<String> after =
                masked("c int", List.of("100000", "50", "60"), List.of("a", "b", "b"), Map.of("keepSum", "person_id"));

        assertThat(after.getFirst()).isNotEqualTo("100000");
        assertThat(sum(after, List.of("a", "b", "b"), "b")).isEqualByComparingTo("110");
    }

    @Test
    void isRefusedWhereThereIsNoSuchColumn() {
        Strategy noise = Strategies.named("noise").orElseThrow();

        assertThat(noise.problems(Masks.target("c int", false, null, "d"), new Params(Map.of("keepSum", "nobody_id"))))
                .hasSize(1);
    }

    private static List<String> masked(
            String column, List<String> values, List<String> groups, Map<String, String> params) {
        var mask = (Ahead) Masks.mask(Masks.KEY, Masks.target(column, false, null, "d"), "noise", params);
        List<Object> cells =
                values.stream().map(value -> Masks.cell(column, value)).toList();
        mask.look(cells, groups);
        var out = new ArrayList<String>();
        cells.forEach(cell -> out.add(Masks.text(column, mask.mask(cell, NO_ROW))));
        return out;
    }

    private static BigDecimal sum(List<String> values, List<String> groups, String group) {
        return java.util.stream.IntStream.range(0, values.size())
                .filter(i -> groups.get(i).equals(group))
                .mapToObj(i -> new BigDecimal(values.get(i)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
