package dev.datamig.anonymizer.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.anonymizer.classify.DataClass;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One row per case: column, strategy, parameters, original, and a pattern that the replacement has to match. */
class StrategyTableTest {

    @ParameterizedTest(name = "{1} {2} on {0}: {3}")
    @CsvSource(
            delimiter = '~',
            nullValues = "-",
            value = {
                "c text ~ hash ~ - ~ secret ~ [0-9a-f]{32}",
                "c text ~ hash ~ length=12 ~ secret ~ [0-9a-f]{12}",
                "c varchar(8) ~ hash ~ - ~ secret ~ [0-9a-f]{8}",
                "c int ~ hash ~ - ~ 42 ~ \\d+",
                "c uuid ~ hash ~ - ~ 123e4567-e89b-42d3-a456-426614174000 ~"
                        + " [0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}",
                "c text ~ fake ~ generator=givenName ~ Jane ~ (?!Jane)[A-Z][a-z]+",
                "c text ~ fake ~ generator=givenName ~ JANE ~ (?!JANE)[A-Z]+",
                "c text ~ fake ~ generator=givenName ~ mary ann ~ [a-z]+ [a-z]+",
                "c text ~ fake ~ generator=familyName ~ O'Brien-Smith ~ [A-Z][a-z]+-[A-Z][a-z]+",
                "c text ~ fake ~ generator=familyName ~ de la Cruz ~ de la [A-Z][a-z]+",
                "c text ~ fake ~ generator=fullName ~ Dr. Jane Q. Doe Jr. ~ Dr\\. [A-Z][a-z]+ [A-PR-Z]\\. [A-Z][a-z]+"
                        + " Jr\\.",
                "c text ~ fake ~ generator=fullName ~ Doe, Jane ~ [A-Z][a-z]+, [A-Z][a-z]+",
                "c text ~ fake ~ generator=initials ~ J.D. ~ [A-IK-Z]\\.[A-CE-Z]\\.",
                "c text ~ fake ~ generator=email ~ jane.doe@district.k12.ca.us ~"
                        + " [a-z]+\\.[a-z]+[1-6][0-9a-z]+@example\\.(com|org|net)",
                "c varchar(40) ~ fake ~ generator=email ~ jane.doe@district.k12.ca.us ~ .{1,40}",
                "c varchar(20) ~ fake ~ generator=email ~ jane.doe@district.k12.ca.us ~ 8[a-z0-9]{9}@e\\.example",
                "c text ~ fake ~ generator=email ~ JANE.DOE@DISTRICT.ORG ~ [A-Z]+\\.[A-Z]+[1-6][0-9A-Z]+@EXAMPLE\\.ORG",
                "c text ~ fake ~ generator=userName ~ jdoe12 ~ [a-z]+[1-6][0-9a-z]+",
                "c varchar(15) ~ fake ~ generator=userName ~ jdoe12 ~ [a-z]*[1-6][0-9a-z]+",
                "c text ~ fake ~ generator=userName ~ jane@x.org ~ .+@example\\.(com|org|net)",
                "c text ~ fake ~ generator=phone ~ (212) 736-5000 ~ \\([2-9]\\d{2}\\) 555-01\\d{2}",
                "c text ~ fake ~ generator=phone ~ +1 212.736.5000 x12 ~ \\+1 [2-9]\\d{2}\\.555\\.01\\d{2} x\\d{2}",
                "c text ~ fake ~ generator=phone ~ 736-5000 ~ 555-01\\d{2}",
                "c bigint ~ fake ~ generator=phone ~ 2127365000 ~ [2-9]\\d{2}55501\\d{2}",
                "c text ~ fake ~ generator=phone ~ ok for Philippa today ~ [2-9]\\d{2}55501\\d{2}",
                "c text ~ fake ~ generator=phone ~ 736-5000 Home ~ 555-01\\d{2} Home",
                "c text ~ fake ~ generator=familyName ~ 288-59-1568 ~ (?!288-59-1568)\\d{3}-\\d{2}-\\d{4}",
                "c text ~ fake ~ generator=givenName ~ Jane 2nd ~ (?!Jane)[A-Z][a-z]+ 2[a-z]+",
                "c text ~ fake ~ generator=postalCode ~ Mr. Throckmorton ~ \\d{5}",
                "c text ~ fake ~ generator=state ~ born 2003-03-12 ~ [A-Z]{2}",
                "c text ~ fake ~ generator=street ~ 12 Main St Apt 4 ~ \\d{4,5} [A-Z]\\w+ [A-Z]\\w+ \\w+ Apt \\d{3}",
                "c text ~ fake ~ generator=street ~ PO Box 77 ~ PO Box \\d{5}",
                "c text ~ fake ~ generator=addressLine ~ Apt 4 ~ Apt \\d{3}",
                "c text ~ fake ~ generator=address ~ 12 Main St, Springfield, IL 62701 ~ \\d+ .+, [A-Z].+, IL"
                        + " (?!62701)\\d{5}",
                "c text ~ fake ~ generator=company ~ Acme Corp ~ [A-Z]\\w+ & [A-Z]\\w+ [A-Z]\\w+",
                "c text ~ fake ~ generator=url ~ https://jane-doe.net/me.jpg ~"
                        + " https://www\\.example\\.com/[0-9a-z]{13}\\.jpg",
                "c text ~ fake ~ generator=ssn ~ 219-09-9999 ~ 9\\d{2}-[0-4]\\d-\\d{4}",
                "c inet ~ fake ~ generator=ipAddress ~ 212.1.2.3/24 ~"
                        + " (192\\.0\\.2|198\\.51\\.100|203\\.0\\.113)\\.\\d+/24",
                "c inet ~ fake ~ generator=ipAddress ~ 2a00:1450::1 ~ 2001:db8(:[0-9a-f]{1,4}){6}",
                "c macaddr ~ fake ~ generator=macAddress ~ 08:00:2b:01:02:03 ~ 02(:[0-9a-f]{2}){5}",
                "c text ~ fake ~ generator=cardNumber ~ 4111 1111 1111 1111 ~ 9\\d{3} \\d{4} \\d{4} \\d{4}",
                "c text ~ fake ~ generator=iban ~ GB82 WEST 1234 5698 7654 32 ~ GB\\d{2} [A-Z]{4} \\d{4} \\d{4} \\d{4}"
                        + " \\d{2}",
                "c text ~ tokenize ~ - ~ S-0012345 ~ [A-Z]-\\d{7}",
                "c text ~ tokenize ~ keepFirst=2 ~ S-0012345 ~ S-(?!0012345)\\d{7}",
                "c text ~ tokenize ~ keepLast=4 ~ 0012345 ~ \\d{3}2345",
                "c text ~ tokenize ~ - ~ 12345 ~ (?!12345)\\d{5}",
                "c int ~ tokenize ~ - ~ 12345 ~ (?!12345)[1-9]\\d{4}",
                "c bigint ~ tokenize ~ - ~ -1234567890123 ~ -[1-9]\\d{12}",
                "c bigint ~ tokenize ~ - ~ 9123456789012345678 ~ (?!9123456789012345678)[89]\\d{18}",
                "c bigint ~ tokenize ~ - ~ -4123456789012345678 ~ -(?!4123456789012345678)[345]\\d{18}",
                "c numeric ~ tokenize ~ - ~ 1234567890123456789012.50 ~ (?!1234567890123456789012)[1-9]\\d{21}\\.50",
                "c smallint ~ tokenize ~ - ~ 31000 ~ [1-3]\\d{4}",
                "c numeric ~ tokenize ~ - ~ 1234.50 ~ [1-9]\\d{3}\\.50",
                "c uuid ~ tokenize ~ - ~ 123e4567-e89b-42d3-a456-426614174000 ~"
                        + " [0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}",
                "c text[] ~ tokenize ~ - ~ {A1,\"B 2\",NULL} ~ \\{[A-Z]\\d,\"[A-Z] \\d\",NULL\\}",
                "c date ~ shift ~ within=year ~ 2014-05-03 ~ 2014-(?!05-03)\\d\\d-\\d\\d",
                "c date ~ shift ~ within=month ~ 2014-05-03 ~ 2014-05-(?!03)\\d\\d",
                "c _date ~ shift ~ within=year ~ {2014-05-03,NULL} ~ \\{2014-(?!05-03)\\d\\d-\\d\\d,NULL\\}",
                "c daterange ~ shift ~ within=month ~ [2014-05-03,infinity) ~ \\[2014-05-(?!03)\\d\\d,infinity\\)",
                "c text ~ shift ~ within=year ~ 5/3/2014 ~ (?!5/3/2014)\\d{1,2}/\\d{1,2}/2014",
                "c timestamp ~ shift ~ days=5 ~ 2014-05-03T10:11:12 ~ 2014-0[45]-(?!03)\\d\\dT10:11:12",
                "c contact_t ~ redact ~ - ~ (7,\"Jane Doe\",) ~ \\(\"text:7\",\"text:Jane Doe\",\\)",
                "c text ~ sweep ~ - ~ philippa@x.org ~ swept:philippa@x\\.org",
                "c text ~ sweep ~ - ~ black ~ black",
                "c jsonb ~ sweep ~ - ~ {\"a@x.org\": [\"b\\\"@x.org\", 4.50, \"black\"]} ~"
                        + " \\{\"a@x\\.org\": \\[\"swept:b\\\\\"@x\\.org\", 4\\.50, \"swept:black\"]}",
                "c xml ~ redact ~ - ~ <a b=\"1\">Jane</a> ~ <a b=\"text:1\">text:Jane</a>",
                "c hstore ~ redact ~ - ~ \"Jane\"=>\"Doe \\\"J\\\"\", \"b\"=>NULL, \"c\"=>\"x=>y\" ~"
                        + " \"Jane\"=>\"text:Doe \\\\\"J\\\\\"\", \"b\"=>NULL, \"c\"=>\"text:x=>y\"",
                "c date ~ generalize ~ to=year ~ 2014-05-03 ~ 2014-01-01",
                "c date ~ generalize ~ to=schoolYear ~ 2014-05-03 ~ 2013-09-01",
                "c date ~ generalize ~ to=quarter ~ 2014-05-03 ~ 2014-04-01",
                "c date ~ generalize ~ to=week ~ 2014-05-03 ~ 2014-04-28",
                "c timestamp ~ generalize ~ to=hour ~ 2014-05-03T10:11:12 ~ 2014-05-03T10:00",
                "c int ~ generalize ~ step=10 ~ 47 ~ 40",
                "c int ~ generalize ~ step=10 ~ -47 ~ -50",
                "c numeric ~ generalize ~ step=0.5 ~ 3.75 ~ 3\\.50",
                "c text ~ generalize ~ keepFirst=3 ~ 62701-1234 ~ 62700-0000",
                "c numeric ~ noise ~ percent=10 ~ 100.00 ~ (9\\d|10\\d|110)\\.\\d\\d",
                "c int ~ noise ~ amount=5 ~ 100 ~ (9[5-9]|10[0-5])",
                "c text ~ redact ~ - ~ x ~ text:x",
                "c jsonb ~ redact ~ - ~ {} ~ json:\\{\\}",
                "c text ~ nullify ~ - ~ x ~ NULL",
                "c tsvector! ~ nullify ~ - ~ x ~ -",
                "c text ~ constant ~ value=n/a ~ x ~ n/a",
                "c int! ~ constant ~ value=7 ~ 3 ~ 7",
                "c date ~ constant ~ value=2000-01-01 ~ 2014-05-03 ~ 2000-01-01",
                "c text ~ keep ~ - ~ x ~ x",
            })
    void replacesAsItSays(String column, String strategy, String params, String original, String pattern) {
        Target target = Masks.target(column, false, null, "test");

        Object fake =
                Masks.mask(Masks.KEY, target, strategy, params(params)).mask(Masks.cell(column, original), Masks.row());

        assertThat(Masks.text(column, fake)).matches(pattern == null ? "" : pattern);
    }

    @ParameterizedTest(name = "{1} {2} on {0}")
    @CsvSource(
            delimiter = '~',
            nullValues = "-",
            value = {
                "c date ~ hash ~ - ~ text",
                "c text ~ fake ~ - ~ generator",
                "c date ~ fake ~ generator=email ~ type",
                "c date ~ tokenize ~ - ~ tokenize",
                "c int ~ shift ~ - ~ dates",
                "c date ~ shift ~ by=nobody ~ no column nobody",
                "c date ~ shift ~ days=0 ~ at least 1",
                "c text ~ generalize ~ - ~ needs",
                "c text ~ noise ~ - ~ numbers",
                "c int ~ redact ~ - ~ redact",
                "c text! ~ nullify ~ - ~ NOT NULL",
                "c int ~ constant ~ value=abc ~ type",
                "c varchar(2) ~ constant ~ value=abc ~ longer",
                "c text ~ constant ~ - ~ value",
            })
    void saysWhatStandsInTheWay(String column, String strategy, String params, String expected) {
        Target target = Masks.target(column, false, null, "test");

        assertThat(Strategies.named(strategy).orElseThrow().problems(target, new Params(params(params))))
                .singleElement()
                .asString()
                .contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"city,chicago,60601", "city,,60601", "city,Albany,"})
    void makesCityStateAndZipOfOneRowFitEachOther(String ignored, String city, String zip) {
        Row row = zip == null
                ? Masks.row("city", city, "state", "NY")
                : Masks.row("zip", zip, "city", city == null ? "x" : city, "state", "IL");
        String fakeCity = part("city", DataClass.CITY, city == null ? "x" : city, row);
        String fakeZip = part("zip", DataClass.POSTAL_CODE, zip == null ? "12201" : zip, row);
        String fakeState = part("state", DataClass.STATE, zip == null ? "NY" : "IL", row);

        String places = new String(readPlaces(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(places).contains(fakeCity + "|" + fakeState + "|" + fakeZip.substring(0, 3));
        assertThat(fakeState).isEqualTo(zip == null ? "NY" : "IL");
    }

    private static byte[] readPlaces() {
        try (var in = StrategyTableTest.class.getResourceAsStream("/lexicon/places.txt")) {
            return in.readAllBytes();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String part(String column, DataClass dataClass, String value, Row row) {
        Target target = Masks.target(column + " text", false, dataClass, "place");
        Object fake = Masks.mask(Masks.KEY, target, "fake", Map.of()).mask(Masks.cell("c text", value), row);
        return Masks.text("c text", fake);
    }

    static Map<String, String> params(String text) {
        if (text == null) {
            return Map.of();
        }
        int equals = text.indexOf('=');
        return Map.of(text.substring(0, equals), text.substring(equals + 1));
    }

    @Test
    void sweepsTheWordsOfASearchVector() {
        Target target = Masks.target("c tsvector", false, null, "c");
        Mask mask = Masks.mask(Masks.KEY, target, "sweep", Map.of());

        assertThat(Cells.text(mask.mask(Cells.utf8("'a''b':1A 'x@y.org':2,3"), Masks.row())))
                .isEqualTo("'swept:a''b':1A 'swept:x@y.org':2,3");
    }
}
