package dev.datamig.anonymizer.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.anonymizer.TestSchemas;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableKind;
import dev.datamig.contracts.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Table, column and what it holds; a dash where nothing personal is in it. */
class ClassifierTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "student | first_name text | GIVEN_NAME",
                "student | home point | GEO_POSITION",
                "Person&Student | lives neo4j:point | GEO_POSITION",
                "address | geog geography | GEO_POSITION",
                "delivery | residence point | GEO_POSITION",
                "bus_stop | stands point | -",
                "room | middle point | -",
                "enrl_rpt | stu_gndr_cd char(1) | GENDER",
                "enrl_rpt | prim_dsblty_cd varchar(4) | DISABILITY",
                "dependent | dep_nm varchar(80) | FULL_NAME",
                "rx | prescriber_nm varchar(80) | FULL_NAME",
                "refund | approved_by varchar(60) | USER_NAME",
                "refund | created_by_job varchar(60) | -",
                "loan | patron_no varchar(12) | DOCUMENT_NUMBER",
                "生徒 | 保護者氏名 varchar(60) | FULL_NAME",
                "生徒 | 電話番号 varchar(20) | PHONE",
                "学生信息 | 家长电话 varchar(20) | PHONE",
                "订单 | 订单编号 varchar(20) | -",
                "产品 | 产品名称 varchar(20) | -",
                "학생 | 생년월일 date | BIRTH_DATE",
                "сотрудники | Дата_рождения date | BIRTH_DATE",
                "учні | по_батькові text | MIDDLE_NAME",
                "πελάτες | Τηλέφωνο text | PHONE",
                "الطلاب | رقم_الطالب varchar(12) | STUDENT_NUMBER",
                "תלמידים | שם_פרטי text | GIVEN_NAME",
                "t_kehu | lxdh varchar(20) | PHONE",
                "fund_request | requested_by_and_relationship text | FULL_NAME",
                "sys_dept | create_by varchar(64) | USER_NAME",
                "card | cc_last4 char(4) | CARD_NUMBER",
                "lehrkraft | sozialvers_nr varchar(12) | NATIONAL_ID",
                "matricula | id_matricula int | -",
                "plan | coverage_start date | -",
                "x | call_no varchar(20) | -",
                "student | legalFirstName text | GIVEN_NAME",
                "Customer | FirstName varchar(40) | GIVEN_NAME",
                "alumno | apellido varchar(40) | FAMILY_NAME",
                "person | vorname text | GIVEN_NAME",
                "person | SURNAME text | FAMILY_NAME",
                "person | maiden_name text | FAMILY_NAME",
                "student | name text | FULL_NAME",
                "guardian_contact | emergency_contact text | FULL_NAME",
                "class | teacher_name text | FULL_NAME",
                "login | display_name text | FULL_NAME",
                "person | email varchar(100) | EMAIL",
                "suppliers | e_mail text | EMAIL",
                "person | home_phone text | PHONE",
                "person | fax varchar(24) | PHONE",
                "person | cell_phone bigint | PHONE",
                "address | address_line1 text | STREET_ADDRESS",
                "address | city text | CITY",
                "person | zip_code varchar(10) | POSTAL_CODE",
                "person | plz text | POSTAL_CODE",
                "student | dob date | BIRTH_DATE",
                "student | date_of_birth date | BIRTH_DATE",
                "persona | fecha_nacimiento date | BIRTH_DATE",
                "student | place_of_birth text | BIRTH_PLACE",
                "staff | ssn char(11) | NATIONAL_ID",
                "student | student_number varchar(12) | STUDENT_NUMBER",
                "student | state_student_id text | STUDENT_NUMBER",
                "employee | employee_number int | STAFF_NUMBER",
                "staff | drivers_license text | DOCUMENT_NUMBER",
                "payment | credit_card_number text | CARD_NUMBER",
                "account | iban text | BANK_ACCOUNT",
                "login | username text | USER_NAME",
                "login | password_hash text | PASSWORD",
                "login | api_key text | SECRET",
                "audit | client_ip inet | IP_ADDRESS",
                "audit | source inet | IP_ADDRESS",
                "device | mac macaddr | MAC_ADDRESS",
                "student | diagnosis text | HEALTH",
                "student | ethnicity text | ETHNICITY",
                "student | home_language text | ETHNICITY",
                "student | free_lunch boolean | LUNCH_STATUS",
                "session_note | body text | FREE_TEXT",
                "attendance | comment text | FREE_TEXT",
                "person | profile jsonb | JSON",
                "person | photo bytea | PHOTO",
                "note | search tsvector | SEARCH_VECTOR",
                "examinee | name text | FULL_NAME",
                "report_recipient | name text | FULL_NAME",
                "result_export | user text | USER_NAME",
                "api_client | name text | -",
                "student_group | name text | -",
                "school | name text | -",
                "course | name text | -",
                "course | title text | -",
                "district | name text | -",
                "category | name text | -",
                "product | product_name text | -",
                "file | file_name text | -",
                "course | description text | -",
                "school | city text | -",
                "run | state text | -",
                "person | id serial | -",
                "person | uid text | -",
                "person | email_verified boolean | -",
                "person | email_type text | -",
                "person | phone_type text | -",
                "person | address_id int | -",
                "person | created_at timestamptz | -",
                "class | room_number text | -",
                "enrollment | start_date date | -",
                "enrollment | status text | -",
                "score | points int | -",
                "assessment | test_name text | -",
                "student | grade_level smallint | -",
                "attachment | checksum bytea | -",
                "film | title text | -",
                "student | section_504 boolean | DISABILITY",
                "student | el_status text | ETHNICITY",
                "student | face_template text | SECRET",
                "student | fingerprint text | PHOTO",
                "server | cert_fingerprint text | -",
                "mail_log | insert_fingerprint varchar(64) | -",
                "person | sukunimi text | FAMILY_NAME",
                "person | fodselsnummer text | NATIONAL_ID",
                "employees | extension text | PHONE",
                "employees | extension varchar(4) | PHONE",
                "address | district varchar(20) | CITY",
                "member_profiles | user_id text | -",
                "person | file_extension text | -",
                "utilisateur | mot_de_passe varchar(60) | PASSWORD",
                "eleve | nrdomu varchar(8) | STREET_ADDRESS",
                "audit | iplastlogin varchar(50) | IP_ADDRESS",
                "person | tipo_documento varchar(40) | -",
                "person | display_address varchar(40) | -",
                "person | email char(1) | -",
                "reading | glucose_mg_dl int | HEALTH",
                "reading | target_mg_dl int | -",
                "genders | gender_code char(1) | -",
                "customer | secure_key varchar(32) | SECRET",
                "orden | user_agent varchar(200) | -",
                "person | documento varchar(12) | NATIONAL_ID",
                "document | documento varchar(12) | -",
                "adresse | numero varchar(8) | STREET_ADDRESS",
                "invoice | numero varchar(8) | -",
                "dipendenti | nome varchar(40) | FULL_NAME",
                "klanten | naam varchar(40) | FULL_NAME",
                "vendor | contact varchar(75) | FULL_NAME",
                "student | contact varchar(11) | PHONE",
                "student | spouse_no varchar(20) | PHONE",
                "student | mother_contact varchar(20) | PHONE",
                "student | pers_contact char(1) | -",
                "student | spouse_work varchar(60) | -",
                "patient | uhid varchar(20) | DOCUMENT_NUMBER",
                "sensor | uhid varchar(20) | -",
                "tblstudents | name varchar(40) | FULL_NAME",
                "tblstudents | mentor varchar(20) | FULL_NAME",
                "livres | auteur varchar(100) | FULL_NAME",
                "adherent | num_licence varchar(12) | DOCUMENT_NUMBER",
                "software | num_licence varchar(12) | -",
            })
    void tellsWhatAColumnHolds(String table, String column, String expected) {
        TableSchema schema = TestSchemas.table("s:public." + table, List.of(column), "");

        Classification found =
                new Classifier().classify(schema, schema.columns().getFirst());

        assertThat(found.dataClass() == null ? "-" : found.dataClass().name())
                .as(found.reason())
                .isEqualTo(expected);
        assertThat(found.confidence()).isBetween(0.0, 1.0);
    }

    @Test
    void namesWithoutAWordAreJudgedByTypeAndComment() {
        for (String table : List.of("?", "\uD83C\uDF93", "_", "person", "1")) {
            for (String name : List.of("?", "\uD83C\uDF93", "__", "{}", "-- ", "'", "\\", "7", "\u5b66\u751f", " ")) {
                for (Physical physical : Physical.values()) {
                    for (String comment : List.of("", "e-mail address of the parent", "type")) {
                        var column = new ColumnSchema(
                                name, "text", "text", physical, true, false, false, 50, List.of(), comment);
                        var schema = new TableSchema(
                                TableId.of("s:public." + table),
                                TableKind.TABLE,
                                List.of(column),
                                List.of(),
                                List.of(),
                                List.of(),
                                null,
                                null,
                                null);
                        assertThat(new Classifier().classify(schema, column).confidence())
                                .isBetween(0.0, 1.0);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gbt date | Geburtsdatum | BIRTH_DATE",
                "vn_nm varchar(60) | Name des Versicherungsnehmers | FULL_NAME",
                "c3 varchar(15) | social security number | NATIONAL_ID",
                "c4 decimal | Nr pesel | NATIONAL_ID",
                "xb2 smallint | 性别：1-男 2-女 | GENDER",
                "q7 varchar(40) | Фамилия | FAMILY_NAME",
                "accountid varchar(20) | 交易账号 | BANK_ACCOUNT",
                "q8 varchar(20) | 订单编号 | -",
                "q9 varchar(20) | type of telephone | -",
                "id varchar(40) | 编号 | -",
                "q5 varchar(20) | code of the office | -"
            })
    void asksTheCommentWhereTheNameSaysNothing(String column, String comment, String expected) {
        TableSchema form = TestSchemas.commented("s:form", List.of("id int", column), List.of("", comment));

        DataClass found = new Classifier().classify(form, form.columns().get(1)).dataClass();

        assertThat(found == null ? "-" : found.name()).isEqualTo(expected);
    }

    @Test
    void putsAsideWhatAllColumnsOfATableAreCalled() {
        TableSchema prefixed = table("members", "mem_no varchar(9)", "mem_nombre varchar(40)", "mem_clave varchar(60)");
        TableSchema glued = table(
                "shipto", "shiptoid int", "shiptoname text", "shiptostreet text", "shiptocity text", "shiptofax text");
        TableSchema ended = table(
                "lettres_suivis", "motif_lettre_suivi text", "destinataire_lettre_suivi text", "id_lettre_suivi int");
        TableSchema shortly =
                table("adherents", "id_ad int", "nom_ad text", "prenom_ad text", "mail_ad text", "solde int");
        TableSchema paid = table("autopay", "aut_bankname text", "aut_account varchar(30)", "aut_enablephone text");

        assertThat(classes(prefixed))
                .containsExactly(DataClass.DOCUMENT_NUMBER, DataClass.FULL_NAME, DataClass.PASSWORD);
        assertThat(classes(glued))
                .contains(DataClass.STREET_ADDRESS, DataClass.CITY, DataClass.PHONE)
                .hasSize(5);
        assertThat(classes(ended)).contains(DataClass.FULL_NAME);
        assertThat(classes(shortly))
                .containsExactly(null, DataClass.FAMILY_NAME, DataClass.GIVEN_NAME, DataClass.EMAIL, null);
        assertThat(classes(paid)).containsExactly(null, DataClass.BANK_ACCOUNT, null);
    }

    @Test
    void twoYearsAreNoTelephoneNumber() {
        TableSchema year = table("schoolyeartype", "schoolyear int", "schoolyeardescription varchar(50)");

        for (String between : List.of("-", "/", " - ")) {
            List<String> values = IntStream.range(1998, 2030)
                    .mapToObj(y -> y + between + (y + 1))
                    .toList();
            assertThat(new Classifier()
                            .classify(year, year.columns().get(1), ColumnSample.of(values))
                            .dataClass())
                    .isNull();
        }
    }

    @Test
    void aFullNameBesideAShortOneIsAThings() {
        TableSchema lesson = table("cn_devoirs2", "nom_court varchar(20)", "nom_complet varchar(80)");

        assertThat(classes(lesson)).containsExactly(null, null);
    }

    /** A device's display name may be anything; people's names say whose it is, and come as often as they have devices. */
    @Test
    void namesOfHoldersOfThingsAreNames() {
        TableSchema devices = table("device", "ssn text", "last_name text", "display_name text", "seq int");
        TableSchema shelves = table("device", "rack text", "label text", "display_name text", "seq int");
        var holders = new ArrayList<String>();
        for (int i = 0; i < 60; i++) {
            holders.add(List.of("Mary", "James", "Linda", "Robert").get(i / 3 % 4) + " "
                    + List.of("Baker", "Young", "Walker", "Hill", "Allen").get(i / 3 % 5));
        }
        ColumnSchema name = devices.columns().get(2);

        assertThat(new Classifier()
                        .classify(devices, name, ColumnSample.of(holders))
                        .dataClass())
                .isEqualTo(DataClass.FULL_NAME);
        assertThat(new Classifier()
                        .classify(shelves, name, ColumnSample.of(holders))
                        .dataClass())
                .isEqualTo(DataClass.FREE_TEXT);
    }

    @Test
    void textUnderThePersonalNameOfSomethingShorterIsFreeText() {
        var letters = new ArrayList<String>();
        for (int i = 0; i < 30; i++) {
            letters.add("Yours, Anna and everybody else who helped us in week " + i);
        }

        assertThat(of("user", "signature text", letters)).isEqualTo(DataClass.FREE_TEXT);
    }

    @Test
    void namesOfFilesAreNobodys() {
        var files = new ArrayList<String>();
        var folders = new ArrayList<String>();
        var people = new ArrayList<String>();
        for (int i = 0; i < 30; i++) {
            files.add("Reading list " + i + List.of(".pdf", ".docx", ".mp4").get(i % 3));
            folders.add("course files/Unit " + i);
            people.add(List.of("Mary", "James", "Linda").get(i % 3) + " "
                    + List.of("Baker", "Young").get(i % 2) + (i % 6 == 0 ? "/Hill" : ""));
        }

        assertThat(of("attachments", "display_name text", files)).isNotEqualTo(DataClass.FULL_NAME);
        assertThat(of("folders", "full_name text", folders)).isNotEqualTo(DataClass.FULL_NAME);
        assertThat(of("folders", "full_name text", people)).isEqualTo(DataClass.FULL_NAME);
    }

    /** Some of these pass for a national id by their check digit. */
    @Test
    void numbersWhereSomebodyIsNamedAreThatPersonsNumbers() {
        var students = new ArrayList<String>();
        var staff = new ArrayList<String>();
        var people = new ArrayList<String>();
        for (int i = 0; i < 40; i++) {
            students.add((20311770 + 7919 * i) + (i % 9 == 0 ? "X" : String.valueOf(i % 10)));
            staff.add(String.valueOf(40001234 + 7919 * i));
            people.add(List.of("Mary", "James", "Linda").get(i % 3)
                    + List.of(" Baker", " Young").get(i % 2));
        }

        assertThat(of("turn_in", "student text", students)).isEqualTo(DataClass.STUDENT_NUMBER);
        assertThat(of("section", "advisor text", staff)).isEqualTo(DataClass.STAFF_NUMBER);
        assertThat(of("section", "advisor text", people)).isEqualTo(DataClass.FULL_NAME);
    }

    private static TableSchema table(String name, String... columns) {
        return TestSchemas.table("s:public." + name, List.of(columns), "");
    }

    private static List<@Nullable DataClass> classes(TableSchema table) {
        var out = new ArrayList<@Nullable DataClass>();
        table.columns()
                .forEach(column ->
                        out.add(new Classifier().classify(table, column).dataClass()));
        return out;
    }

    @Test
    void findsPeopleWhereNobodyWouldLookForThem() {
        List<String> people = List.of(
                "Ana Lopez",
                "Jan de Vries",
                "Marta Silva",
                "John A. Smith",
                "Erik Lindqvist",
                "Petra Vondruskova",
                "Laura Garcia",
                "Tom Huber",
                "Ines Moreau",
                "Carlos Nunez");
        List<String> goods = List.of(
                "Road Bike",
                "Mountain Frame",
                "Touring Saddle",
                "Chain Guard",
                "Bottle Cage",
                "Front Light",
                "Rear Rack",
                "Hand Pump",
                "Cable Lock",
                "Wool Cap");
        var notes = new ArrayList<String>();
        for (int i = 0; i < 40; i++) {
            notes.add(i % 8 == 0 ? "we sent the parcel to Laura and she was happy" : "item " + i);
        }

        assertThat(of("product", "name text", people)).isEqualTo(DataClass.FULL_NAME);
        assertThat(of("product", "name text", goods)).isNull();
        assertThat(of("product", "description text", notes)).isEqualTo(DataClass.FREE_TEXT);
    }

    private static @Nullable DataClass of(String table, String column, List<String> values) {
        TableSchema schema = TestSchemas.table("s:public." + table, List.of(column), "");
        return new Classifier()
                .classify(schema, schema.columns().getFirst(), ColumnSample.of(values))
                .dataClass();
    }
}
