package dev.datamig.anonymizer.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.anonymizer.TestSchemas;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableKind;
import dev.datamig.contracts.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PatternIndexTest {

    private static final List<String> STORES = List.of("ids", "hcp1", "SP", "*");
    private static final List<String> TABLES = List.of(
            "public.student",
            "public.\"Student\"",
            "PUBLIC.STRASSE",
            "public.stra\u00dfe",
            "public.\u0130d",
            "Person",
            "P*",
            "*.student",
            "*");
    private static final List<String> COLUMNS = List.of(
            "name",
            "NAME",
            "na\u00efve",
            "NA\u00cfVE",
            "\u017fize",
            "size",
            "id",
            "\u0131d",
            "n*",
            "*",
            "body->'a'",
            "*->'a'");

    private static String any(List<String> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    private static TableSchema table(String store, String name, List<String> labels) {
        return new TableSchema(
                TableId.of(store + ":" + name),
                labels.isEmpty() ? TableKind.TABLE : TableKind.NODES,
                List.of(TestSchemas.column("id int!")),
                List.of(),
                List.of(),
                labels,
                null,
                null,
                null);
    }

    /** The oracle tries every pattern. */
    @Test
    void findsWhatTryingEveryPatternFindsInTheSameOrder() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            List<ColumnPattern> patterns = IntStream.range(0, 12)
                    .mapToObj(i -> any(STORES, random) + ":" + any(TABLES, random) + "(" + any(COLUMNS, random) + ")")
                    .map(text -> ColumnPattern.parse(text).orElseThrow())
                    .toList();
            var index = new PatternIndex<String>();
            patterns.forEach(pattern -> index.add(pattern.text(), pattern));
            for (TableSchema table : List.of(
                    table("ids", any(TABLES, random).replace('*', 'x'), List.of()),
                    table("SP", "Person&Student", List.of("Person", "Student")))) {
                for (String column : COLUMNS) {
                    var expected = new ArrayList<ColumnPattern>(patterns);
                    expected.removeIf(pattern -> !pattern.matches(table, column));
                    assertThat(index.matching(table, column))
                            .as("%s(%s), seed %d", table.id(), column, seed)
                            .extracting(PatternIndex.Named::pattern)
                            .containsExactlyElementsOf(expected);
                }
            }
        }
    }

    @Test
    void doesNotTryThePatternsOfOtherTables() {
        var index = new PatternIndex<Integer>();
        for (int i = 0; i < 1000; i++) {
            index.add(i, ColumnPattern.parse("ids:public.t" + i + "(name)").orElseThrow());
        }
        assertThat(index.candidates(table("ids", "public.T17", List.of()), "Name"))
                .extracting(PatternIndex.Named::owner)
                .containsExactly(17);
    }
}
