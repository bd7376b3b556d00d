package dev.datamig.anonymizer.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.anonymizer.TestSchemas;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the table around a column makes of a name that says little, or says two things. */
class TablesOfPeopleTest {

    @ParameterizedTest
    @CsvSource({
        "students, is_disabled boolean, DISABILITY",
        "students, disabled_student char(1), DISABILITY",
        "users, disabled_employee boolean, DISABILITY",
        "employees, disabled boolean, DISABILITY",
        "accounts, is_disabled boolean,",
        "users, isDisabled boolean,",
        "students, login_disabled boolean,",
        "contacts, disabled boolean,",
        "feature_flags, disabled boolean,",
        "plugins, is_disabled boolean,",
    })
    void whatIsSwitchedOffIsNoDisability(String table, String column, @Nullable DataClass expected) {
        assertThat(of(table, column, "first_seen timestamp")).isEqualTo(expected);
    }

    @Test
    void whoSignsInWithAPasswordIsSwitchedOff() {
        assertThat(of("teachers", "disabled boolean", "password varchar(80)")).isNull();
        assertThat(of("teachers", "disabled boolean", "subject varchar(80)")).isEqualTo(DataClass.DISABILITY);
    }

    @ParameterizedTest
    @CsvSource({
        "unique_id varchar(255), crypted_password varchar(255), USER_NAME",
        "uid varchar(64), password text, USER_NAME",
        "unique_id uuid, password text,",
        "unique_id bigint, password text,",
    })
    void besideAPasswordStandsWhatSomebodySignsInWith(String column, String beside, @Nullable DataClass expected) {
        assertThat(of("pseudonyms", column, beside)).isEqualTo(expected);
        assertThat(of("gadgets", column, "colour text")).isNull();
    }

    @Test
    void whoHasAnotherNameToSignInWithNeedsNoNumberForIt() {
        var table = TestSchemas.table(
                "s:people", List.of("unique_id varchar(80)", "password text", "login_name varchar(80)"), "");

        assertThat(new Classifier().classify(table, table.columns().getFirst()).dataClass())
                .isEqualTo(DataClass.DOCUMENT_NUMBER);
    }

    @ParameterizedTest
    @CsvSource({
        "accounts, health_check_url varchar(200),",
        "accounts, health_status varchar(20),",
        "employees, health_status varchar(20), HEALTH",
    })
    void howWellSomethingRunsIsNoHealth(String table, String column, @Nullable DataClass expected) {
        assertThat(of(table, column, "plan varchar(20)")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "patients, gzk_no varchar(20), DOCUMENT_NUMBER",
        "patients, num_qwert varchar(20), DOCUMENT_NUMBER",
        "patients, room_no varchar(20),",
        "patients, gzk_no int,",
        "gadgets, gzk_no varchar(20),",
        "patients, zuqi_name varchar(80), FULL_NAME",
        "patients, hospital_name varchar(80),",
        "gadgets, zuqi_name varchar(80),",
    })
    void unknownNumbersAndNamesOfPeopleAreTheirs(String table, String column, @Nullable DataClass expected) {
        assertThat(of(table, column, "first_seen timestamp")).isEqualTo(expected);
    }

    @Test
    void keysOfAnotherTableAreNobodysNumbers() {
        assertThat(of("marks", "student_id varchar(36)", "id varchar(36)")).isNull();
        assertThat(of("marks", "student_id varchar(12)", "id varchar(36)")).isEqualTo(DataClass.STUDENT_NUMBER);
        assertThat(of("students", "student_id varchar(36)", "id varchar(36)")).isEqualTo(DataClass.STUDENT_NUMBER);
    }

    @Test
    void aNumberBehindAStreetIsOfTheHouse() {
        var table = TestSchemas.table("s:patients", List.of("rua varchar(80)", "numero varchar(8)", "idade int"), "");
        var apart = TestSchemas.table("s:patients", List.of("numero varchar(8)", "idade int", "rua varchar(80)"), "");

        assertThat(new Classifier().classify(table, table.columns().get(1)).dataClass())
                .isEqualTo(DataClass.STREET_ADDRESS);
        assertThat(new Classifier().classify(apart, apart.columns().getFirst()).dataClass())
                .isNotEqualTo(DataClass.STREET_ADDRESS);
    }

    @ParameterizedTest
    @CsvSource({
        "xqz, name varchar(60), age int|sex char(1), FULL_NAME",
        "xqz, name varchar(60), age int|colour varchar(20),",
        "xqz, name varchar(60), age_limit int|gender_neutral boolean,",
        "xqz, mobile varchar(20), full_name varchar(60)|note_no int, PHONE",
        "KhachHang, TenKH varchar(60), NgaySinh date|SoDT varchar(12), FULL_NAME",
    })
    void tablesThatSpeakOfPeopleWithoutSayingSo(
            String table, String column, String around, @Nullable DataClass expected) {
        assertThat(of(table, column, around.split("\\|"))).isEqualTo(expected);
    }

    private static @Nullable DataClass of(String table, String column, String... around) {
        var columns = new ArrayList<>(List.of(column));
        columns.addAll(Arrays.asList(around));
        var schema = TestSchemas.table("s:" + table, columns, "");
        return new Classifier().classify(schema, schema.columns().getFirst()).dataClass();
    }
}
