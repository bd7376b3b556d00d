package dev.datamig.anonymizer.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.anonymizer.TestSchemas;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.TableSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of columns that begin or end with letters that say nothing, and words that mean one thing here and another there. */
class CutShortNamesTest {

    @Test
    void lettersThatNearlyAllColumnsBeginWithAreNoWordsThoughFewAreKnownBehindThem() {
        List<String> patient = List.of(
                "ptbal double",
                "ptunapp double",
                "ptbudg double",
                "ptlname varchar(50)",
                "ptaddr1 varchar(45)",
                "pthphone varchar(16)",
                "ptssn varchar(9)",
                "ptytdchg double",
                "id bigint");

        assertThat(byName("s:m.patient", patient, "ptlname")).isEqualTo(DataClass.FAMILY_NAME);
        assertThat(byName("s:m.patient", patient, "ptaddr1")).isEqualTo(DataClass.STREET_ADDRESS);
        assertThat(byName("s:m.patient", patient, "ptssn")).isEqualTo(DataClass.NATIONAL_ID);
        assertThat(byName("s:m.patient", patient, "ptbudg")).isNull();
    }

    @Test
    void wordsWrittenAsOneBehindSuchLettersAreReadToo() {
        List<String> customers =
                List.of("cid int", "cfname varchar(60)", "cacctno varchar(30)", "cemailid varchar(60)", "cnote int");

        assertThat(byName("s:m.customer", customers, "cacctno")).isEqualTo(DataClass.BANK_ACCOUNT);
        assertThat(byName("s:m.customer", customers, "cemailid")).isEqualTo(DataClass.EMAIL);
    }

    @Test
    void theRestOfOneWordThatAllColumnsBeginWithIsNone() {
        List<String> cars = List.of("ArabaId int", "ArabaMarka varchar(30)", "ArabaRenk varchar(30)", "Fiyat numeric");
        assertThat(byName("s:m.Arabalar", cars, "ArabaMarka")).isNull();
    }

    @Test
    void theFirstAndTheSecondOfItsKindAreReadAlike() {
        List<String> doctors = List.of(
                "docaddr1a varchar(30)",
                "doccitya varchar(20)",
                "doczipa char(9)",
                "docfaxa varchar(16)",
                "docaddr1b varchar(30)",
                "doccityb varchar(20)",
                "doczipb char(9)",
                "docfaxb varchar(16)");
        assertThat(byName("s:m.doctor", doctors, "doccitya")).isEqualTo(DataClass.CITY);
        assertThat(byName("s:m.doctor", doctors, "doczipb")).isEqualTo(DataClass.POSTAL_CODE);
    }

    @ParameterizedTest
    @CsvSource({
        "ModifiziertVon, USER_NAME",
        "creado_por, USER_NAME",
        "valide_par, USER_NAME",
        "gewijzigd_door, USER_NAME",
        "dibuat_oleh, USER_NAME",
        "gueltig_von, ",
        "enviar_por, ",
    })
    void whoDidItIsToldInOtherLanguages(String column, @Nullable DataClass of) {
        assertThat(byName("s:m.form", List.of("id int", column + " varchar(60)"), column))
                .isEqualTo(of);
    }

    @Test
    void aTextOfThirtySixCharactersIsAKeyAndNobodysLogin() {
        assertThat(byName("s:m.form", List.of("id int", "creado_por varchar(36)"), "creado_por"))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "htno, DOCUMENT_NUMBER",
        "wrkph, PHONE",
        "slno, ",
        "LSSchulNr, ",
    })
    void whatIsNumberedMayBeWrittenAsOneWithTheNumber(String column, @Nullable DataClass of) {
        List<String> pupils = List.of("id int", "surname varchar(60)", "dob date", column + " varchar(20)");
        assertThat(byName("s:m.register", pupils, column)).isEqualTo(of);
    }

    @Test
    void aNameThatMayBeLeftOutIsSomebodys() {
        List<String> problem = List.of("id int", "title text", "detail text", "name text", "anonymous boolean");
        assertThat(byName("s:m.problem", problem, "name")).isEqualTo(DataClass.FULL_NAME);
        assertThat(byName("s:m.problem", problem.subList(0, 4), "name")).isNull();
    }

    @Test
    void whomToAskAboutSomethingDoesNotMakeItAPerson() {
        List<String> network = List.of("id uuid", "name varchar(255)", "secondary_contact_email varchar(255)");
        List<String> sender = List.of("id uuid", "name varchar(255)", "email varchar(255)");
        assertThat(byName("s:m.networks", network, "name")).isNull();
        assertThat(byName("s:m.networks", sender, "name")).isEqualTo(DataClass.FULL_NAME);
    }

    @Test
    void whatFindsNoRoomIsNotThere() {
        List<String> people = List.of("id int", "surname text", "dob date", "fax varchar(5)", "uf_passport char(2)");
        assertThat(byName("s:m.people", people, "fax")).isNull();
        assertThat(byName("s:m.people", people, "uf_passport")).isNull();
    }

    @Test
    void theEndOfARangeIsNobody() {
        List<String> leave = List.of("id int", "surname text", "dob date", "desde varchar(100)", "hasta varchar(100)");
        assertThat(byName("s:m.leave", leave, "hasta")).isNull();
    }

    private static @Nullable DataClass byName(String id, List<String> columns, String column) {
        TableSchema table = TestSchemas.table(id, columns, "");
        ColumnSchema of = table.columns().stream()
                .filter(one -> one.name().equals(column))
                .findFirst()
                .orElseThrow();
        return new Classifier().classify(table, of).dataClass();
    }
}
