package dev.datamig.anonymizer.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.anonymizer.TestSchemas;
import dev.datamig.contracts.schema.TableSchema;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What tells the rows of a table of persons apart, and values whose rows say what they are. */
class RowsOfPersonsTest {

    private static final long SEED = 20_261_123;
    private final Random random = new Random(SEED);

    @Test
    void numbersOfAnyFormTellPersonsApart() {
        List<String> plates = values(i -> letter() + letter() + " " + (1000 + random.nextInt(9000)) + " " + letter());

        assertThat(of("visitors", "vehicle_tag varchar(20)", plates)).isEqualTo(DataClass.DOCUMENT_NUMBER);
        assertThat(of("parcels", "vehicle_tag varchar(20)", plates)).isNull();
        assertThat(of("visitors", "order_no varchar(20)", plates)).isNull();
        assertThat(of("visitors", "spot varchar(20)", values(i -> "A-10" + i % 10)))
                .isNull();
        assertThat(of("visitors", "fare varchar(20)", values(i -> (1000 + random.nextInt(99_000)) + ".25")))
                .isNull();
    }

    @Test
    void wholeNumbersThatNothingCountsUpTellPersonsApart() {
        assertThat(of("visitors", "zqn bigint", values(i -> String.valueOf(100_000_000 + random.nextInt(899_999_999)))))
                .isEqualTo(DataClass.DOCUMENT_NUMBER);
        assertThat(of("visitors", "zqn bigint", values(i -> String.valueOf(700_000_000 + i))))
                .isNull();
        assertThat(of(
                        "visitors",
                        "seen bigint",
                        values(i -> String.valueOf(1_600_000_000L + random.nextInt(90_000_000)))))
                .isNull();
        assertThat(of(
                        "visitors",
                        "points bigint",
                        values(i -> String.valueOf(random.nextInt(999_999_999) >> random.nextInt(20)))))
                .isNull();
    }

    @Test
    void wordsThatHardlyEverComeTwiceAreWhatSomebodyIsKnownBy() {
        List<String> handles = values(i -> "qz" + letter() + "oo".repeat(i % 6) + letter() + i);

        assertThat(of("visitors", "extern varchar(40)", handles)).isEqualTo(DataClass.USER_NAME);
        assertThat(of("visitors", "qrx varchar(40)", values(i -> handles.get(i) + ".pdf")))
                .isNull();
        assertThat(of("visitors", "bldg varchar(40)", values(i -> letter() + letter() + (10 + i))))
                .isNull();
    }

    @Test
    void underAWordForNamesWhatIsWrittenLikeNamesOfPeopleIsTakenForThem() {
        List<String> people = values(i -> capital("brolin", i) + " " + (i % 9 == 0 ? "Garcia" : capital("tuvek", i)));
        List<String> goods = values(i -> capital("brolin", i) + " Table");

        assertThat(of("kontrolne", "nama varchar(80)", people)).isEqualTo(DataClass.FULL_NAME);
        assertThat(of("kontrolne", "nama varchar(80)", goods)).isNull();
        assertThat(of("kontrolne", "zzz varchar(80)", people)).isNull();
        assertThat(of("products", "nama varchar(80)", people)).isNull();
    }

    @Test
    void aValueWhoseRowSaysWhatItIsIsSearched() {
        assertThat(beside("user_meta", "meta_key", "meta_value text")).isEqualTo(DataClass.FREE_TEXT);
        assertThat(beside("survey_answers", "question_id", "answer text")).isEqualTo(DataClass.FREE_TEXT);
        assertThat(beside("product_attributes", "attribute_name", "attribute_value text"))
                .isNull();
        assertThat(beside("user_settings", "setting_key", "setting_value text")).isNull();
    }

    private static @Nullable DataClass beside(String name, String key, String column) {
        TableSchema table = TestSchemas.table("s:t." + name, List.of("id int!", key + " varchar(80)", column), "id");
        return new Classifier().classify(table, table.columns().get(2)).dataClass();
    }

    private static @Nullable DataClass of(String name, String column, List<String> values) {
        TableSchema table = TestSchemas.table("s:t." + name, List.of("id int!", column), "id");
        return new Classifier()
                .classify(table, table.columns().get(1), ColumnSample.of(values))
                .dataClass();
    }

    private static List<String> values(IntFunction<String> of) {
        return IntStream.range(0, 60).mapToObj(of).toList();
    }

    private static String capital(String word, int i) {
        return Character.toUpperCase(word.charAt(0))
                + word.substring(1)
                + (char) ('a' + i % 26)
                + (char) ('a' + i / 26);
    }

    private String letter() {
        return String.valueOf((char) ('A' + random.nextInt(26)));
    }
}
