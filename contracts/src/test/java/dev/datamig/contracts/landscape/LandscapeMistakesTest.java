package dev.datamig.contracts.landscape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.landscape.LandscapeFile.Mistake;
import dev.datamig.contracts.landscape.LandscapeFile.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each mistake in a landscape, with its line and what to do. */
class LandscapeMistakesTest {

    /** Sound; each case spoils one thing in it. */
    private static final String SOUND = """
            version: 1
            name: small
            environment: CERT
            districts: { store: ids, query: "select id, name from district" }
            stores:
              ids:
                kind: postgresql
                source: { url: "jdbc:postgresql://prod/ids", username: u, password: p }
                target: { url: "jdbc:postgresql://cert/ids", username: u, password: p }
                roots:
                  - { table: public.district, where: "id = :district" }
                references:
                  - { from: "public.note(a)", to: "public.student(b)" }
                traverse:
                  - { from: "public.note(c)", to: "public.person(d)", children: false }
                subtypes: true
              sp:
                kind: neo4j
                source: { url: "bolt://prod", username: u, password: p }
                target: { url: "bolt://cert", username: u, password: p }
                keys: { Person: personId }
                roots:
                  - { match: "(d:District {id: $district})" }
            references:
              - { from: "sp:Person(personId)", to: "ids:public.person(id)" }
            """;

    private static List<Mistake> mistakes(String yaml) {
        return switch (LandscapeFile.parse(yaml)) {
            case Reading.Sound sound -> List.of();
            case Reading.Faulty faulty -> faulty.mistakes();
        };
    }

    private static final String RANKED = """
            version: 1
            districts:
              store: ids
              query: "select id, name from district"
              measures:
                students: { store: ids, query: "select 1" }
                records: { store: idz, query: "select 1", weight: 3 }
                schools: { store: ids }
              priority: { d-1: high }
              weights: { students: 2, pupils: 1, bytes: .inf }
            stores:
              ids:
                kind: postgresql
                source: { url: "jdbc:postgresql://prod/ids", username: u, password: p }
                target: { url: "jdbc:postgresql://cert/ids", username: u, password: p }
            """;

    @Test
    void findsAllMistakesInWhatDistrictsAreRankedBy() {
        assertThat(mistakes(RANKED).stream().map(mistake -> mistake.line() + ": " + mistake.message()))
                .containsExactly(
                        "7: a measure is called records, which is measured anyway",
                        "7: unknown key weight in measure records",
                        "7: measure records names the unknown store idz",
                        "8: measure schools has no query",
                        "9: d-1 of priority is not a number",
                        "10: unknown key pupils in weights",
                        "10: bytes of weights is not a number");
    }

    @Test
    void findsNoneInASoundFile() {
        assertThat(mistakes(SOUND)).isEmpty();
    }

    @ParameterizedTest(name = "{0} → {1}: line {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    version: 1                          | version: 2                     | 1  | the landscape's version is not 1 | Write version: 1
                    version: 1                          | edition: 1                     | 1  | the landscape has no version | Write version: 1
                    version: 1                          | ``                             | 2  | the landscape has no version | Write version: 1
                    environment: CERT                   | enviroment: CERT               | 3  | unknown key enviroment in the landscape | Did you mean environment?
                    districts: { store: ids             | districts: { stores: ids       | 4  | unknown key stores in districts | Did you mean store?
                    store: ids, query                   | store: idz, query              | 4  | districts names the unknown store idz | Did you mean ids?
                    kind: postgresql                    | kind: postgres                 | 7  | the kind of store ids is not known | Did you mean postgresql?
                    kind: postgresql                    | kind: oracle                   | 7  | the kind of store ids is not known | Known here: postgresql, neo4j
                    kind: postgresql                    | kind:                          | 7  | store ids has no kind | Write kind: postgresql or kind: neo4j
                    source: { url: "jdbc:postgresql://prod/ids", username | source: { username | 8  | source of store ids has no url | jdbc:postgresql://host:5432/database
                    jdbc:postgresql://prod/ids          | bolt://prod                    | 8  | the url of source of store ids is none of a postgresql store | Write jdbc:postgresql:
                    prod/ids", username: u              | prod/ids", user: u             | 8  | unknown key user in source of store ids | username
                    prod/ids", username: u,             | prod/ids", database: x, username: u, | 8 | unknown key database in source of store ids | Known here: url, username, password
                    prod/ids", username: u, password: p | prod/ids", username: {}, password: p | 8 | username of source of store ids is not a text | quotes
                    prod/ids", username: u              | prod/ids", username: ""        | 8  | username of source of store ids is empty | Write username
                    target: { url: "jdbc:postgresql://cert/ids", username: u, password: p } | target: no | 9 | target of store ids is not a mapping | key: value
                    table: public.district              | table: 'public."district'      | 11 | a table of store ids is not written as SQL writes it | …
                    id = :district                      | id = '5'                       | 11 | the root of store ids does not mention the district | :district
                    id = :district                      | x = y::district                | 11 | the root of store ids does not mention the district | :district
                    , where: "id = :district"           | ``                             | 11 | a root of store ids has no where | where: "id = :district"
                    "public.student(b)"                 | "public.student(b, c)"         | 13 | a reference goes from 1 to 2 columns | as many columns
                    "public.student(b)"                 | "public.student"               | 13 | to is not of the form table(column, …) | public.note(entity_id)
                    "public.student(b)"                 | "public.student()"             | 13 | to is not of the form table(column, …) | public.note(entity_id)
                    "public.student(b)"                 | "public.student(b"             | 13 | to is not of the form table(column, …) | public.note(entity_id)
                    "public.student(b)"                 | "sp:Person(b)"                 | 13 | a reference of store ids names store sp | top level
                    "public.student(b)"                 | [a, b]                         | 13 | to of a reference of store ids is not a text | quotes
                    , to: "public.student(b)"           | ``                             | 13 | a reference of store ids has no to | Write to:
                    , children: false                   | ``                             | 15 | a traverse of store ids has no children | children: false
                    children: false                     | children: maybe                | 15 | children of a traverse of store ids is neither true nor false | true or false
                    subtypes: true                      | subtypes: "true"               | 16 | subtypes of store ids is neither true nor false | true or false
                    subtypes: true                      | subtype: true                  | 16 | unknown key subtype in store ids | Did you mean subtypes?
                    subtypes: true                      | schemas: public                | 16 | schemas of store ids is not a list | [a, b]
                    subtypes: true                      | adopt: [[a]]                   | 16 | an entry of adopt of store ids is not a text | quotes
                    subtypes: true                      | exclude: ['public."x']         | 16 | a table of store ids is not written as SQL writes it | …
                    bolt://prod                         | http://prod                    | 19 | the url of source of store sp is none of a neo4j store | bolt://host:7687
                    Person: personId                    | Person:                        | 21 | the label Person of store sp has no key | Person: idProperty
                    $district                           | district                       | 23 | the root of store sp does not mention the district | $district
                    sp:Person(personId)                 | sq:Person(personId)            | 25 | a reference names the unknown store sq | Did you mean
                    sp:Person(personId)                 | Person(personId)               | 25 | a reference across stores does not name its store | ids:public.student(uid)
                    keys: { Person: personId }          | adopt: [Person]                | 21 | unknown key adopt in store sp | Known here: kind, source, target, keys, roots, children, needs
                    name: small                         | stores: {}                     | 5  | the key stores occurs twice in the landscape | Remove one
                    name: small                         | name: [                        | 4  | this is not YAML | Check indentation
                    """)
    void isReportedWithItsLine(String from, String to, int line, String message, String hint) {
        assertThat(SOUND).contains(from);
        String spoilt = SOUND.replaceFirst(
                java.util.regex.Pattern.quote(from), java.util.regex.Matcher.quoteReplacement(to == null ? "" : to));

        assertThat(mistakes(spoilt)).anySatisfy(mistake -> {
            assertThat(mistake.message()).startsWith(message);
            assertThat(mistake.hint()).contains(hint);
            assertThat(mistake.line()).isEqualTo(line);
        });
    }

    @Test
    void areAllReportedAtOnceInTheOrderOfTheirLines() {
        List<Mistake> found = mistakes(SOUND.replace("version: 1", "version: x")
                .replace("kind: neo4j", "kind: neo")
                .replace("id = :district", "true")
                .replace("store: ids", "store: nowhere"));

        assertThat(found).extracting(Mistake::line).containsExactly(1, 4, 11, 18);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# only a comment\n", "null\n", "[]\n", "just text\n"})
    void areFoundInAFileThatIsNoLandscapeAtAll(String yaml) {
        assertThat(mistakes(yaml)).isNotEmpty();
    }

    @Test
    void neverShowAPassword() {
        String yaml =
                SOUND.replace("password: p", "password: [hunter2]").replace("url: \"bolt://prod\"", "url: hunter2");

        assertThat(mistakes(yaml))
                .isNotEmpty()
                .noneSatisfy(mistake -> assertThat(mistake.text()).contains("hunter2"));
    }

    @Test
    void doNotHideBehindAnAnchorThatContainsItself() {
        assertThat(mistakes(SOUND.replace("stores:\n  ids:", "stores: &all\n  more: *all\n  ids:")))
                .isNotEmpty();
    }
}
