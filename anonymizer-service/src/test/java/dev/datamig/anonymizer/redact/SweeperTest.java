package dev.datamig.anonymizer.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.persona.PersonNames;
import dev.datamig.anonymizer.transform.Proof;
import dev.datamig.anonymizer.transform.Row;
import dev.datamig.anonymizer.transform.Tools;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sweep takes out of texts that speak of nobody, and what it leaves. */
class SweeperTest {

    private static final MaskingKey KEY =
            new MaskingKey("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));

    private static Sweeper sweeper(boolean allNumbers) {
        return sweeper(allNumbers, Tools.SweptNames.SPOKEN);
    }

    private static Sweeper sweeper(boolean allNumbers, Tools.SweptNames wanted) {
        var known = new KnownNames.Collector();
        known.given("Will");
        known.family("Rose");
        known.family("Quistgaard");
        known.given("Zbigniew");
        known.given("Xelthora");
        known.codes().person("will", "rose");
        known.codes().person("Zbigniew", "Quistgaard");
        known.codes().add(KnownCodes.Kind.USER_NAME, "zquist7");
        known.codes().add(KnownCodes.Kind.PHONE, "(415) 867-5310 x12");
        known.codes().add(KnownCodes.Kind.NATIONAL_ID, "219-09-4412");
        known.codes().add(KnownCodes.Kind.NUMBER, "203117749");
        known.codes().add(KnownCodes.Kind.NUMBER, "20355117");
        known.codes().add(KnownCodes.Kind.NUMBER, "640218");
        known.codes().add(KnownCodes.Kind.ADDRESS, "9 Kestrel Hollow,  Fresno");
        var fakes = new Fakes(KEY, new PersonNames(KEY), dataClass -> Optional.empty());
        KnownNames names = known.names();
        return new Sweeper(names, new TextRedactor(names, fakes, RowNames.NONE), allNumbers, wanted);
    }

    private static List<String> found(String text) {
        return sweeper(false).spans(text).stream()
                .map(span -> text.substring(span.start(), span.end()))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            value = {
                "crate 12 for philippa.t@lakeview.org ~ philippa.t@lakeview.org",
                "219-09-4412 ~ 219-09-4412",
                "ref 219-09-4412/B ~ 219-09-4412",
                "SSN: 219 09 4412 ~ 219 09 4412",
                "4111 1111 1111 1111 ~ 4111 1111 1111 1111",
                "visa 4111111111111111 ~ 4111111111111111",
                "DE89370400440532013000 ~ DE89370400440532013000",
                "GB82 WEST 1234 5698 7654 32 ~ GB82 WEST 1234 5698 7654 32",
                "+49 30 901820-11 ~ +49 30 901820-11",
                "+14158675310 ~ +14158675310",
                "0044 20 7946 0958 ~ 0044 20 7946 0958",
                "(415) 867-5310 ~ (415) 867-5310",
                "415-867-5310 x12 ~ 415-867-5310 x12",
                "415/867-5310 ~ 415/867-5310",
                "tel 8675310 ~ 8675310",
                "fax: 030 901820 ~ 030 901820",
                "529.982.247-25 ~ 529.982.247-25",
                "RSSMRA85T10A562S ~ RSSMRA85T10A562S",
                "73.22.14.9 ~ 73.22.14.9",
                "00:1a:2b:3c:4d:5e ~ 00:1a:2b:3c:4d:5e",
                "C:\\Users\\pthrock\\x.doc ~ pthrock",
                "/home/jane.doe/list.txt ~ jane.doe",
                "/api/v1/users/jdoe205?full=1 ~ jdoe205",
                "/api/v1/users/205?login=jdoe205 ~ jdoe205",
                "https://lms.example.edu/users/205?login=jdoe205&x=1 ~ jdoe205",
                "https://www.linkedin.com/in/philippa-throckmorton ~ philippa-throckmorton",
                "x.com/pthrock88 ~ pthrock88",
                "shared with @philippa_throck ~ philippa_throck",
                "user=pthrock88 ok ~ pthrock88",
                "1247 Kestrel Hollow Road, Fresno, CA 93704 ~ 1247 Kestrel Hollow Road, Fresno, CA 93704",
                "12 Elm Dr, Apt 4 ~ 12 Elm Dr, Apt 4",
                "DOB 3/14/2009 ~ 3/14/2009",
                "born March 4, 2009 ~ March 4, 2009",
                "student id 2031177 ~ 2031177",
                "passport X1234567 ~ X1234567",
                "box of zquist7 ~ zquist7",
                "zquist7_report.pdf ~ zquist7",
                "Mr. Throckmorton ~ Throckmorton",
                "Xelthora's searches ~ Xelthora",
                "list of Xelthora\u2019s ~ Xelthora",
                "approved by Philippa Throckmorton ~ Philippa|Throckmorton",
                "student Philippa Throckmorton ~ Philippa|Throckmorton",
                "Philippa Hernandez ~ Philippa|Hernandez",
                "Hernandez, Philippa ~ Hernandez|Philippa",
                "Philippa J. Hernandez ~ Philippa|J|Hernandez",
                "Philippa Quillfeather ~ Philippa|Quillfeather",
                "David Miller ~ David|Miller",
                "philippa hernandez ~ philippa|hernandez",
                "M. Hernandez ~ M|Hernandez",
                "signed by Ottoline Quillfeather ~ Ottoline|Quillfeather",
                "name=Philippa Hernandez;x=1 ~ Philippa|Hernandez",
                "Rodriguez_Philippa_cv.pdf ~ Rodriguez|Philippa",
                "Throckmorton, Philippa ~ Throckmorton|Philippa",
                "david miller ~ david|miller",
                "O. Quillfeather ~ O|Quillfeather",
                "locker of Will Rose ~ Will|Rose",
                "Rose, Will ~ Rose|Will",
                "ZBIGNIEW QUISTGAARD 2nd ~ ZBIGNIEW|QUISTGAARD",
                "zbigniew.quistgaard.pdf ~ zbigniew|quistgaard",
                "quistgaard_zbigniew_cv ~ quistgaard|zbigniew",
                "crate for Quistgaard ~ Quistgaard",
                "Aoife Throckmorton asked for it ~ Aoife|Throckmorton",
                "Throckmorton, Yvaine ~ Throckmorton|Yvaine",
                "per Throckmorton ~ Throckmorton",
                "last edit pthrock88 ~ pthrock88",
                "by philippa_thr ~ philippa_thr",
                "ship to 3542 Hollis Way ~ 3542 Hollis Way",
                "9 Kestrel Hollow, Fresno ~ 9 Kestrel Hollow, Fresno",
                "see 9 kestrel  hollow, fresno! ~ 9 kestrel  hollow, fresno",
                "4158675310 ~ 4158675310",
                "no 415 867 5310/b ~ 415 867 5310",
                "+1 415-867-5310 ~ +1 415-867-5310",
                "ref 203.55.117 ~ 203.55.117",
                "219 09 4412 ~ 219 09 4412",
                "card 2031.1774.9 ~ 2031.1774.9",
                "pthrock88 logged in ~ pthrock88",
                "qvandh signed out at 10:02 ~ qvandh",
                "username qvandh ~ qvandh",
                "assigned: thro86k ~ thro86k",
                "spoke to Philippa Quillfeather ~ Philippa|Quillfeather",
                "c/o Philippa Quillfeather ~ Philippa|Quillfeather",
                "the Quillfeather family ~ Quillfeather",
                "Philippa Quillfeather (mother) ~ Philippa|Quillfeather",
                "Philippa Thorne-Quill ~ Philippa|Thorne|Quill",
                "employee 665981 ~ 665981",
                "locker 640218 ~ 640218",
                "ref 00:640218 ~ 640218",
                "20.355117 ~ 20.355117",
                "call 4158675319 ~ 4158675319",
                "t. 4158675319 ~ 4158675319"
            })
    void takesWhatIsUnmistakablySomebodys(String text, String all) {
        assertThat(String.join("|", found(text))).isEqualTo(all);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "Mountain-200 Black, 42",
                "@media print, @font_face",
                "npm i @angular/core, @org.junit.Test",
                "HL Road Frame - Red, 58",
                "FR-R92B-58",
                "978-3-16-148410-0",
                "2024-03-01 10:00:00",
                "2026-03-29T19:23:00.640218Z",
                "2026-03-29T19:23:00.640218-05:00",
                "2026-03-29 19:23:20.355117+00",
                "at 19:23:20.355117000",
                "19:23:20,355117 INFO",
                "19:23:00,640218",
                "2024-2025",
                "4.0.30319.1",
                "192.168.1.20",
                "SCH-0012-2024",
                "4006381333931",
                "4111111111111111",
                "1000045",
                "12 Volt Drive",
                "500 GB Drive",
                "3rd Grade Math",
                "Lincoln Middle School",
                "Grace Park",
                "Will and Rose",
                "Rose's garden",
                "Xelthora searches",
                "prices will rose",
                "Rose Garden",
                "Victory Bikes",
                "Designed by Calvin Klein",
                "Dear Parents",
                "Contact Center",
                "student handbook",
                "Mr. Coffee Maker",
                "/api/users/list/",
                "/home/index.html",
                "C:\\Users\\Public\\x.doc",
                "https://github.com/acme/repo",
                "https://www.example.com/products?id=12",
                "git@github.com:acme/repo.git",
                "user guide v2",
                "login page",
                "phone",
                "model 8675310",
                "Bike World, Inc.",
                "ACADEMY DINOSAUR",
                "Algebra I",
                "{\"a\": 1, \"b\": [true, null]}",
                "9780131103627",
                "100.00 - 200.00",
                "1-2-3",
                "Room 12-B",
                "Victoria Falls",
                "San Jose",
                "Hong Kong",
                "ELIZABETH STONE",
                "Santa Ana",
                "Los Angeles",
                "AMELIE HELLFIGHTERS",
                "Contact Zendesk",
                "name=default",
                "Jordan River",
                "2523951145",
                "sbrackenbury764",
                "S2030161",
                "SGVsbG8gV29ybGQh",
                "Quistgaarden",
                "1-415-867-53100",
                "94158675310",
                "x4158675310",
                "Kestrel Hollow",
                "by nginx",
                "call 2024-03-01 10:00",
                "nobody logged in",
                "successfully logged in",
                "username required",
                "the royal family",
                "the Product family",
                "employee handbook 2024",
                "Rock-Paper Scissors",
                "talk to Support Team",
                "Main (parent)",
                "by hand",
                "A Statistic",
                "Bob asked for it",
                "Led by Example"
            })
    void leavesCodesProductsAndCompanies(String text) {
        assertThat(found(text)).isEmpty();
    }

    @Test
    void leavesIdentifiersWhoseDigitsHappenToBeSomebodysNumber() {
        assertThat(found("0e41b5c7-2035-5117-9085-a31286750421")).isEmpty();
        assertThat(found("job 20355117-2035-5117-9085-a31286750421 of 20355117"))
                .containsExactly("20355117");
        assertThat(found("2035-5117")).containsExactly("2035-5117");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"2523951145", "S2030161", "2008-08-17", "sbrackenbury764", "no 2523951145", "@sbrackenbury764"})
    void takesEveryLongerNumberWhereAColumnHasNone(String text) {
        assertThat(sweeper(true).spans(text)).hasSize(1);
        assertThat(sweeper(false).spans(text)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"Apollo 13", "Room 237", "windows 95", "v1.2.3", "99 luftballons"})
    void leavesShortNumbersWhereAColumnHasNone(String text) {
        assertThat(sweeper(true).spans(text)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            value = {
                "stock for Haddad ~ Haddad ~ Haddad",
                "Haddad, Yvaine ~ Haddad|Yvaine ~ Haddad|Yvaine",
                "per Yvaine ~ '' ~ Yvaine",
                "Brunhylde Zqarovtlx ~ '' ~ Brunhylde|Zqarovtlx",
                "春子 Zqarovjgy ~ '' ~ 春子|Zqarovjgy",
                "Zqarovjgy 春子 ~ '' ~ Zqarovjgy|春子",
                "春子 ~ '' ~ ''",
                "on Monday, Total ~ '' ~ ''",
                "Grace ~ '' ~ ''"
            })
    void takesNamesWhereAColumnHasNone(String text, String wellKnown, String capital) {
        assertThat(found(text, Tools.SweptNames.ALL)).isEqualTo(wellKnown);
        assertThat(found(text, Tools.SweptNames.CAPITAL)).isEqualTo(capital);
        assertThat(found("1963-1981")).isEmpty();
    }

    private static String found(String text, Tools.SweptNames wanted) {
        return sweeper(true, wanted).spans(text).stream()
                .map(span -> text.substring(span.start(), span.end()))
                .collect(java.util.stream.Collectors.joining("|"));
    }

    @Test
    void looksIntoTextsInBase64() {
        Row row = new Row() {
            @Override
            public @Nullable String text(String column) {
                return null;
            }

            @Override
            public void replaced(Proof proof, String original) {}
        };
        String swept = sweeper(false).rewrite("UGhpbGlwcGEgSGVybmFuZGV6", row);

        assertThat(new String(Base64.getDecoder().decode(swept), StandardCharsets.UTF_8))
                .matches("(?!Philippa)\\p{L}+ (?!Hernandez)\\p{L}+");
    }
}
