package dev.datamig.anonymizer.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.anonymizer.TestSchemas;
import dev.datamig.contracts.schema.TableSchema;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of columns in which the table, its letters or whose something is are written as one with what it is. */
class WrittenAsOneTest {

    private static final long SEED = 20_261_123;

    @ParameterizedTest
    @CsvSource({
        "guardianscontact, PHONE",
        "fathersnumber, PHONE",
        "fatherslname, FAMILY_NAME",
        "guardians_email, EMAIL",
        "storedby, USER_NAME",
        "attached_by_name, FULL_NAME",
        "persons_involved, FULL_NAME",
        "routingno, BANK_ACCOUNT",
        "openid, USER_NAME",
    })
    void whoseItIsAndWhoDidItAreWordsOfTheirOwn(String column, DataClass of) {
        assertThat(byName("s:public.form", List.of("id int", column + " varchar(60)"), column))
                .isEqualTo(of);
    }

    @Test
    void lettersOfTheTableAreNoWords() {
        List<String> members =
                List.of("mglid int", "mglvorname text", "mglnachname text", "mglort text", "mglende date");
        assertThat(byName("s:public.mitglieder", members, "mglvorname")).isEqualTo(DataClass.GIVEN_NAME);
        assertThat(byName("s:public.mitglieder", members, "mglnachname")).isEqualTo(DataClass.FAMILY_NAME);

        List<String> slipped =
                List.of("idempleado int", "nombreempledo text", "apellidoempledo text", "telefonoempledo text");
        assertThat(byName("s:public.empleados", slipped, "telefonoempledo")).isEqualTo(DataClass.PHONE);

        List<String> children =
                List.of("emp_number int", "ec_seqno numeric", "ec_name varchar(100)", "ec_date_of_birth date");
        assertThat(byName("s:public.hs_emp_children", children, "ec_name")).isEqualTo(DataClass.FULL_NAME);

        List<String> countries = List.of("cou_code char(2)", "name varchar(80)", "cou_name varchar(80)");
        assertThat(byName("s:public.hs_country", countries, "cou_name")).isNull();
    }

    @Test
    void aBirthBesideAFamilyNameMakesAPersonOfAnything() {
        List<String> form = List.of("id int", "surname text", "dob date", "pupilID varchar(12)", "ss varchar(11)");
        assertThat(byName("s:public.application_form", form, "pupilID")).isEqualTo(DataClass.STUDENT_NUMBER);
        assertThat(byName("s:public.application_form", form, "ss")).isEqualTo(DataClass.NATIONAL_ID);
    }

    @Test
    void listsAndRangesOfDaysAreBirthsWhereTheirNameSaysSo() {
        List<String> columns = List.of("id int", "birth_dates _date", "dob daterange", "valid daterange", "days _date");
        assertThat(byName("s:public.household", columns, "birth_dates")).isEqualTo(DataClass.BIRTH_DATE);
        assertThat(byName("s:public.household", columns, "dob")).isEqualTo(DataClass.BIRTH_DATE);
        assertThat(byName("s:public.household", columns, "valid")).isNull();
        assertThat(byName("s:public.household", columns, "days")).isNull();
    }

    @Test
    void wholeNumbersOfPeopleAreTelephonesOnlyWhereNothingCountsThem() {
        var random = new Random(SEED);
        List<String> numbers = IntStream.range(0, 100)
                .mapToObj(i -> "%d%d%07d"
                        .formatted(201 + random.nextInt(700), 2 + random.nextInt(8), random.nextInt(1_000_000)))
                .map(number -> number.substring(0, 10))
                .toList();
        List<String> counted = IntStream.range(0, 100)
                .mapToObj(i -> String.valueOf(2_015_550_100L + i))
                .toList();

        assertThat(ofStudent("d1", numbers)).as("seed %d", SEED).isEqualTo(DataClass.PHONE);
        assertThat(ofStudent("d1", counted)).isNull();
        assertThat(ofStudent("pupil_id", numbers)).isEqualTo(DataClass.STUDENT_NUMBER);
        assertThat(ofStudent("pupil_id", counted)).isNull();
    }

    private static @Nullable DataClass ofStudent(String column, List<String> values) {
        TableSchema table =
                TestSchemas.table("s:public.student", List.of("id int", "last_name text", column + " bigint"), "id");
        return new Classifier()
                .classify(table, table.column(column).orElseThrow(), ColumnSample.of(values))
                .dataClass();
    }

    private static @Nullable DataClass byName(String table, List<String> columns, String column) {
        TableSchema schema = TestSchemas.table(table, columns, "");
        return new Classifier()
                .classify(schema, schema.column(column).orElseThrow())
                .dataClass();
    }
}
