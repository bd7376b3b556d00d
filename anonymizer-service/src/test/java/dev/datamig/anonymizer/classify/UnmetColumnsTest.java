package dev.datamig.anonymizer.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.anonymizer.TestSchemas;
import dev.datamig.contracts.schema.TableSchema;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of columns by how their names and values are made, where no list has either. */
class UnmetColumnsTest {

    private static final long SEED = 20_261_122;

    @ParameterizedTest
    @CsvSource({
        "guardain, guardian",
        "emial, email",
        "addres, address",
        "passwrod, password",
        "acount, account",
        "prnt, parent",
        "dntst, dentist",
        "cmplnant, complainant",
        "psychlgst, psychologist",
        "directory, directory",
        "processor, processor",
        "matr, matr",
    })
    void wordsAreReadThroughSlipsAndMissingVowels(String written, String meant) {
        assertThat(NameTokens.of(written)).containsExactly(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "text_1, 131052-308T, NATIONAL_ID",
        "text_1, 11010519491231002X, NATIONAL_ID",
        "text_1, 112-233-445 95, NATIONAL_ID",
        "text_1, 12.345.678-5, NATIONAL_ID",
        "text_1, 756.9217.0769.85, NATIONAL_ID",
    })
    void oneNumberOfAStateIsNotEnough(String column, String value, DataClass of) {
        assertThat(MoreNationalIds.ALL).anyMatch(scheme -> scheme.accepts(value));
        assertThat(of(column, "varchar(40)", List.of(value, "x", "y", "z", "v", "w", "u", "t", "s")))
                .isNotEqualTo(of);
    }

    @Test
    void eachKindOfNumberPassesItsOwnCheckAndRandomOnesDoNot() {
        var numbers = new StateNumbers(new Random(SEED));
        for (String kind : List.of(
                "hetu",
                "personnummer",
                "rutCl",
                "chinaId",
                "tckn",
                "snils",
                "aadhaar",
                "panIn",
                "fnrNo",
                "rodneCislo",
                "nhs",
                "cnpRo",
                "cuitAr")) {
            List<String> values =
                    IntStream.range(0, 100).mapToObj(i -> numbers.of(kind)).toList();

            assertThat(of("text_1", "varchar(40)", values))
                    .as("%s, seed %d", kind, SEED)
                    .isEqualTo(DataClass.NATIONAL_ID);
        }
        for (int length = 9; length <= 13; length++) {
            int digits = length;
            var random = new Random(SEED);
            List<String> values = IntStream.range(0, 100)
                    .mapToObj(i ->
                            random.ints(digits, 0, 10).mapToObj(String::valueOf).reduce("", String::concat))
                    .toList();

            assertThat(of("text_1", "varchar(40)", values))
                    .as("%d digits, seed %d", digits, SEED)
                    .isNull();
        }
    }

    @Test
    void namesAreToldByTheirScriptTheirEndingsAndWordsOfRespect() {
        assertThat(of("text_1", "text", List.of("王晓明", "李娜", "张伟强", "刘洋", "陈静", "杨帆", "黄磊", "赵敏")))
                .isEqualTo(DataClass.FULL_NAME);
        assertThat(of(
                        "text_1",
                        "text",
                        List.of(
                                "Громов Пётр",
                                "Лосева Анна",
                                "Шубин Олег",
                                "Зотова Ева",
                                "Быков Ян",
                                "Титов Лев",
                                "Рогова Ия",
                                "Белов Ким")))
                .isEqualTo(DataClass.FULL_NAME);
        assertThat(of(
                        "text_1",
                        "text",
                        List.of(
                                "Ms. Ar Tro",
                                "Dr. Oswin Bly",
                                "Mr. K. Vance",
                                "Mrs. Q Hale",
                                "Dr. Pim",
                                "Ms. Zu Ott",
                                "Mr. Ova",
                                "Dr. Ull")))
                .isEqualTo(DataClass.FULL_NAME);
        assertThat(of(
                        "text_1",
                        "text",
                        List.of(
                                "Q. Throck",
                                "B. Vilmar",
                                "C. Dowd",
                                "T. Ostrev",
                                "M. Belk",
                                "U. Hance",
                                "R. Prill",
                                "K. Yost")))
                .isEqualTo(DataClass.FULL_NAME);
        assertThat(of(
                        "text_1",
                        "text",
                        List.of(
                                "Trollosson",
                                "Birkasson",
                                "Vestergren",
                                "Palmqvist",
                                "Drevnikova",
                                "Zarubenko",
                                "Ostrowicz",
                                "Hjelmsen")))
                .isEqualTo(DataClass.FAMILY_NAME);
    }

    @Test
    void namesOfThingsInCapitalsAreNobodys() {
        assertThat(of(
                        "text_1",
                        "text",
                        List.of(
                                "Lincoln Hall",
                                "Carver Annex",
                                "North Wing",
                                "Main Gym",
                                "East Hall",
                                "Lincoln Gym",
                                "Grant Hall",
                                "West Annex")))
                .isNull();
        assertThat(of(
                        "text_1",
                        "text",
                        List.of("Berlin", "Chicago", "Tokyo", "Paris", "Sydney", "Oslo", "Lima", "Cairo")))
                .isNotEqualTo(DataClass.FAMILY_NAME);
    }

    @Test
    void addressesInCapitalsThatGoOnOtherwiseAreLookedAtInNoTime() {
        String words = "A".repeat(400);
        List<String> values = IntStream.range(0, 40)
                .mapToObj(i -> i % 3 == 0 ? i + " Oak Street" : i + " " + words + " / rear " + i)
                .toList();
        assertThat(of("x", "varchar(900)", values)).isNotEqualTo(DataClass.FULL_NAME);
        assertThat(WorldNames.family("de " + "Abc ".repeat(20_000) + "!")).isFalse();
    }

    @Test
    void bareDigitsAreTelephoneNumbersWhereAllFitAPlanAndNoCounterMadeThem() {
        var random = new Random(SEED);
        List<String> phones = IntStream.range(0, 60)
                .mapToObj(i -> (201 + random.nextInt(700)) + "55501" + (10 + random.nextInt(90)))
                .toList();
        List<String> counted = IntStream.range(0, 60)
                .mapToObj(i -> String.valueOf(2345678901L + i))
                .toList();

        assertThat(of("text_1", "varchar(20)", phones)).as("seed %d", SEED).isEqualTo(DataClass.PHONE);
        assertThat(of("text_1", "varchar(20)", counted)).isNull();
    }

    @Test
    void whoDoesSomethingIsSomebodyUnlessValuesSpeakAgainstIt() {
        assertThat(of("interviewer", "varchar(80)", List.of())).isEqualTo(DataClass.FULL_NAME);
        assertThat(of("page_header", "varchar(80)", List.of())).isNull();
        assertThat(of(
                        "interviewer",
                        "varchar(80)",
                        Stream.generate(() -> List.of("0:12", "0:15"))
                                .limit(10)
                                .flatMap(List::stream)
                                .toList()))
                .isNull();
    }

    @Test
    void birthsAreFoundInTextsToo() {
        TableSchema people = TestSchemas.table("s:t.members", List.of("last_name text", "c7 varchar(10)"), "");
        List<String> values = IntStream.range(0, 40)
                .mapToObj(i -> "%02d.%02d.%d".formatted(1 + i % 28, 1 + i % 12, 1960 + i))
                .toList();

        assertThat(new Classifier()
                        .classify(people, people.columns().get(1), ColumnSample.of(values))
                        .dataClass())
                .isEqualTo(DataClass.BIRTH_DATE);
    }

    private static @Nullable DataClass of(String column, String type, List<String> values) {
        TableSchema table = TestSchemas.table("s:t.entries", List.of("id int!", column + " " + type), "id");
        return new Classifier()
                .classify(table, table.columns().get(1), ColumnSample.of(values))
                .dataClass();
    }
}
