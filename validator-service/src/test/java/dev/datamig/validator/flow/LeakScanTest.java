package dev.datamig.validator.flow;

import static dev.datamig.validator.StagedRun.column;
import static dev.datamig.validator.StagedRun.number;
import static dev.datamig.validator.StagedRun.row;
import static dev.datamig.validator.StagedRun.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.datamig.contracts.outcome.Finding;
import dev.datamig.contracts.outcome.Finding.Severity;
import dev.datamig.contracts.outcome.Outcome.SetValidated;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import dev.datamig.validator.StagedRun;
import dev.datamig.validator.StagedRun.Original;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Originals planted into masked data are found; clean data raises no alarm. */
class LeakScanTest {

    private static final int PEOPLE = 200;
    private static final String[] GIVEN = {
        "Anna", "Grace", "Will", "Omar", "Lily", "Zoë", "Mark", "Ines", "Paul", "Rose"
    };
    private static final String[] FAMILY = {
        "Park", "Smith", "Ruiz", "Nguyen", "Young", "Lincoln", "Meyer", "Okafor", "Silva", "Hill"
    };

    @TempDir
    Path folder;

    StagedRun run;
    List<Object[]> notes = new ArrayList<>();
    List<Original> noteOriginals = new ArrayList<>();

    @BeforeEach
    void people() {
        run = new StagedRun(folder)
                .table(
                        "ids:public.person",
                        List.of("id"),
                        List.of(),
                        number("id"),
                        text("given"),
                        text("family"),
                        text("full"),
                        text("email"),
                        text("phone"),
                        text("ssn"))
                .table(
                        "adb:public.note",
                        List.of("id"),
                        List.of(),
                        number("id"),
                        text("body"),
                        column("data", "jsonb", Physical.TEXT, true),
                        text("room"));
        List<Object[]> people = new ArrayList<>();
        List<Original> originals = new ArrayList<>();
        var random = new Random(42);
        for (int i = 0; i < PEOPLE; i++) {
            int g = random.nextInt(10);
            int f = random.nextInt(10);
            people.add(row(
                    (long) i,
                    fakeGiven(g),
                    fakeFamily(f),
                    fakeGiven(g) + " " + fakeFamily(f),
                    "fake.t" + i + "x@example.com",
                    "(212) 555-01%02d".formatted(i % 100),
                    "9%02d-12-%04d".formatted(i % 100, i)));
            originals.add(new Original(i, "given", "NAME", GIVEN[g]));
            originals.add(new Original(i, "family", "NAME", FAMILY[f]));
            originals.add(new Original(i, "full", "VALUE", GIVEN[g] + " " + FAMILY[f]));
            originals.add(new Original(i, "full", "NAME", GIVEN[g]));
            originals.add(new Original(i, "full", "NAME", FAMILY[f]));
            originals.add(new Original(i, "email", "VALUE", "person" + i + "@school.org"));
            originals.add(new Original(i, "phone", "VALUE", "(312) 867-%04d".formatted(i)));
            originals.add(new Original(i, "ssn", "VALUE", "123-45-%04d".formatted(i)));
        }
        people.add(row(9_999L, "Quentin", "Fakewell", "Quentin Fakewell", null, null, null));
        originals.add(new Original(PEOPLE, "given", "NAME", "Zebulon"));
        originals.add(new Original(PEOPLE, "family", "NAME", "Quartermaine"));
        originals.add(new Original(PEOPLE, "full", "VALUE", "Zebulon Quartermaine"));
        run.batch("ids:public.person", 1, people, originals.toArray(Original[]::new));
        for (int i = 0; i < 60; i++) {
            int g = random.nextInt(10);
            int f = random.nextInt(10);
            note(
                    "Spoke with " + fakeGiven(g) + " " + fakeFamily(f)
                            + " about the walk in the park. He will try again next week.",
                    "{\"parent\": {\"name\": \"" + fakeGiven(g) + " " + fakeFamily(f) + "\"}, \"count\": 3}",
                    "Room " + i,
                    new Original(i, "body", "NAME", GIVEN[g]),
                    new Original(i, "body", "NAME", FAMILY[f]),
                    new Original(i, "data", "VALUE", GIVEN[g] + " " + FAMILY[f]),
                    new Original(i, "data", "NAME", GIVEN[g]),
                    new Original(i, "data", "NAME", FAMILY[f]));
        }
    }

    /** Every fake is somebody else's real name: the hardest case. */
    private static String fakeGiven(int original) {
        return GIVEN[(original + 3) % 10];
    }

    private static String fakeFamily(int original) {
        return FAMILY[(original + 7) % 10];
    }

    private void note(String body, String data, String room, Original... originals) {
        notes.add(row((long) notes.size(), body, data, room));
        noteOriginals.addAll(List.of(originals));
    }

    private SetValidated validate() {
        run.batch("adb:public.note", 1, notes, noteOriginals.toArray(Original[]::new));
        return run.complete().validateBatches().validateSet();
    }

    private static List<Finding> errors(SetValidated outcome) {
        return outcome.findings().stream()
                .filter(f -> f.severity() == Severity.ERROR)
                .toList();
    }

    @Test
    void raisesNoAlarmWhereEveryFakeIsSomebodysRealNameAndNamesArePlainWords() {
        SetValidated outcome = validate();
        assertThat(outcome.findings()).noneMatch(f -> f.severity() == Severity.ERROR);
        assertThat(outcome.findings()).noneMatch(f -> f.check().equals("VAL-LEAK-NAME"));
        assertThat(outcome.findings()).anyMatch(f -> f.check().equals("VAL-LEAK-CHANCE"));
        assertThat(outcome.sealed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Please write to person17@school.org soon, he said.",
                "PERSON17@School.org",
                "his phone is (312) 867-0005 after four",
                "his phone is 312-867-0005 after four",
                "his phone is +1 312 867 0005.",
                "call 3128670005",
                "the number 123-45-0017 was read out",
                "the number 123 45 0017 was read out",
                "then Zebulon  Quartermaine came in and sat down",
                "then zebulon quartermaine came in and sat down",
                "seen by QUARTERMAINE, ZEBULON at noon today in class",
                "seen by Quartermaine Zebulon at noon",
                "Zebulon\nQuartermaine",
                "Zebulon Quartermaine's mother called us today"
            })
    void findsAnOriginalInsideFreeText(String text) {
        note(text, "{}", "Room 1");
        SetValidated outcome = validate();
        assertThat(outcome.sealed()).isFalse();
        assertThat(errors(outcome))
                .extracting(Finding::check, Finding::column)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("VAL-LEAK", "body"));
        assertThat(outcome.findings())
                .noneMatch(f -> f.message().contains("Zebulon") || f.message().contains("person17"));
    }

    /** Nobody knows her: she was not in the sample, and in no column with names or addresses. */
    @ParameterizedTest
    @ValueSource(strings = {"t.featherstone@btinternet.com", "reopened by <t.f@mail.co.uk>", "see 412-77-9035, please"})
    void saysWhereAStrangersAddressStandsInAColumnThatNobodyTookForPersonal(String cell) {
        note("nothing", "{}", cell);
        SetValidated outcome = validate();
        assertThat(outcome.findings())
                .filteredOn(f -> f.check().equals("VAL-LEAK-STRANGER"))
                .extracting(Finding::severity, Finding::column, Finding::count)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Severity.WARNING, "room", 1L));
        assertThat(outcome.findings()).noneMatch(f -> f.message().contains("btinternet"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"t.f@example.org", "912-34-5678", "1412-77-9035", "412-77-90351", "a@b", "12-412-77-9035"})
    void takesNothingForAStrangersThatIsNobodysOrNoSuchForm(String cell) {
        note("nothing", "{}", cell);
        assertThat(validate().findings()).noneMatch(f -> f.check().equals("VAL-LEAK-STRANGER"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " ~ ",
            quoteCharacter = '`',
            value = {
                "contact_t ~ (7,\"Zebulon Quartermaine\",x)",
                "_contact_t ~ {\"(7,person17@school.org)\"}",
                "hstore ~ \"mail\"=>\"person17@school.org\", \"b\"=>NULL",
                "textrange ~ [person17@school.org,z)",
                "xml ~ <a><b c='123-45-0017'/><d>x</d></a>",
                "_text ~ {x,\"(312) 867-0005\"}"
            })
    void findsAnOriginalInsideAValueOfSeveralParts(String type, String value) {
        run.table(
                "adb:public.parts", List.of("id"), List.of(), number("id"), column("parts", type, Physical.TEXT, true));
        run.batch("adb:public.parts", 1, List.<Object[]>of(row(1L, value)));
        SetValidated outcome = validate();
        assertThat(outcome.sealed()).isFalse();
        assertThat(errors(outcome))
                .extracting(Finding::check, Finding::column)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("VAL-LEAK", "parts"));
    }

    private static ColumnSchema contacts() {
        ColumnSchema who =
                column("who", "person_name", Physical.TEXT, true).with(List.of(text("given"), text("family")));
        return column("contacts", "_contact", Physical.TEXT, true)
                .with(List.of(who, text("mail"), text("full"), text("note")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " ~ ",
            quoteCharacter = '`',
            value = {
                "{\"(\\\"(Anna,Park)\\\",person17@school.org,,)\"}",
                "{NULL,\"(,,\\\"Zebulon Quartermaine\\\",)\"}",
                "{\"(,,,\\\"call \\\"\"(312) 867-0005\\\"\" at noon\\\")\"}",
                "{\"(,,,123-45-0017)\"}"
            })
    void findsAnOriginalInAFieldOfACompositeValue(String value) {
        run.table("adb:public.parts", List.of("id"), List.of(), number("id"), contacts());
        run.batch("adb:public.parts", 1, List.<Object[]>of(row(1L, value)));
        assertThat(errors(validate())).extracting(Finding::column).containsExactly("contacts");
    }

    @Test
    void findsANameThatWasLeftInAFieldBesideOthersThatWereReplaced() {
        run.table("adb:public.parts", List.of("id"), List.of(), number("id"), contacts());
        run.batch(
                "adb:public.parts",
                1,
                List.of(
                        row(1L, "{\"(\\\"(" + fakeGiven(1) + ",Quartermaine)\\\",,,)\"}"),
                        row(2L, "{\"(\\\"(" + fakeGiven(1) + "," + fakeFamily(2) + ")\\\",,,)\"}")),
                new Original(0, "contacts", "NAME", GIVEN[1]),
                new Original(1, "contacts", "NAME", GIVEN[1]),
                new Original(1, "contacts", "NAME", FAMILY[2]));
        assertThat(validate().findings())
                .filteredOn(finding -> finding.check().equals("VAL-LEAK-NAME"))
                .extracting(Finding::column, Finding::count)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("contacts", 1L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": [{\"mail\": \"Person3@school.org\"}]}",
                "{\"person3@school.org\": 1}",
                "{\"phone\": 3128670004}",
                "{\"text\": \"ask zebulon quartermaine about it\"}",
                "{\"ssn\": \"123450009\"}"
            })
    void findsAnOriginalInAJsonLeafOrKey(String json) {
        note("nothing here", json, "Room 1");
        assertThat(errors(validate())).extracting(Finding::column).containsExactly("data");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "person9@school.org",
                " PERSON9@school.org ",
                "123-45-0011",
                "(312) 867-0011",
                "Zebulon Quartermaine"
            })
    void findsAnOriginalInAColumnThatNoRuleTouches(String value) {
        note("nothing here", "{}", value);
        assertThat(errors(validate())).extracting(Finding::column).containsExactly("room");
    }

    @Test
    void findsAFullNameThatTheMaskingMissedInAColumnThatItRedacts() {
        note("Today Anna Smith was late and did not say why she was.", "{}", "Room 1");
        assertThat(errors(validate())).extracting(Finding::column).containsExactly("body");
    }

    @Test
    void findsAFullNameBesideOneThatWasReplaced() {
        note(
                "Today Anna Smith was late, and " + fakeGiven(4) + " " + fakeFamily(4) + " was not.",
                "{}",
                "Room 1",
                new Original(60, "body", "NAME", GIVEN[4]),
                new Original(60, "body", "NAME", FAMILY[4]));
        assertThat(errors(validate())).extracting(Finding::column).containsExactly("body");
    }

    @Test
    void showsASingleNameThatNothingExplainsWithoutStoppingTheRun() {
        note("Yesterday we heard that Okafor was late for the exam again.", "{}", "Room 1");
        SetValidated outcome = validate();
        assertThat(outcome.sealed()).isTrue();
        assertThat(outcome.findings())
                .filteredOn(f -> f.check().equals("VAL-LEAK-NAME"))
                .extracting(Finding::severity, Finding::column)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Severity.WARNING, "body"));
    }

    @Test
    void takesAColumnFullOfOriginalNamesForACopy() {
        var random = new Random(7);
        run.table("hcp:public.roster", List.of(), List.of(), text("teacher"));
        List<Object[]> roster = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            roster.add(row(GIVEN[random.nextInt(10)] + " " + FAMILY[random.nextInt(10)]));
        }
        run.batch("hcp:public.roster", 1, roster);
        assertThat(errors(validate())).extracting(Finding::column).containsExactly("teacher");
    }

    @Test
    void findsPhonesThatWereOnlyHandedToOtherPeople() {
        run.table("hcp:public.contact", List.of(), List.of(), text("phone"));
        List<Object[]> contacts = new ArrayList<>();
        List<Original> originals = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            contacts.add(row("(312) 867-%04d".formatted((i + 1) % 40)));
            originals.add(new Original(i, "phone", "VALUE", "(312) 867-%04d".formatted(i)));
        }
        run.batch("hcp:public.contact", 1, contacts, originals.toArray(Original[]::new));
        assertThat(errors(validate())).extracting(Finding::column).containsExactly("phone");
    }

    @Test
    void toleratesFakesFromReservedRangesThatProdUsedToo() {
        run.table("hcp:public.contact", List.of(), List.of(), text("phone"), text("ip"));
        List<Object[]> contacts = new ArrayList<>();
        List<Original> originals = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            contacts.add(row("(312) 555-01%02d".formatted((i + 1) % 40), "192.0.2." + (i + 1) % 40));
            originals.add(new Original(i, "phone", "VALUE", "(312) 555-01%02d".formatted(i)));
            originals.add(new Original(i, "ip", "VALUE", "192.0.2." + i));
        }
        run.batch("hcp:public.contact", 1, contacts, originals.toArray(Original[]::new));
        assertThat(errors(validate())).isEmpty();
    }

    @Test
    void raisesNoAlarmAtFakesInsideBase64() {
        String clean = "Hello,\n\nplease call " + fakeGiven(1) + " " + fakeFamily(2) + ".\n";
        note(
                base64(clean, "\n"),
                "{}",
                "Room",
                new Original(60, "body", "NAME", GIVEN[1]),
                new Original(60, "body", "NAME", FAMILY[2]));
        assertThat(errors(validate())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n"})
    void findsOriginalsInsideBase64(String between) {
        note(
                base64("Hello,\n\nplease write to person7@school.org or call Zebulon Quartermaine.\n", between),
                "{}",
                "Room");

        assertThat(errors(validate()))
                .extracting(Finding::check, Finding::column, Finding::count)
                .containsExactly(tuple("VAL-LEAK", "body", 2L));
    }

    private static String base64(String text, String between) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Base64.getMimeEncoder(between.isEmpty() ? 0 : 60, between.getBytes(StandardCharsets.UTF_8))
                .encodeToString(bytes);
    }
}
