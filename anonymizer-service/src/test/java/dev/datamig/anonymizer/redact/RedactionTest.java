package dev.datamig.anonymizer.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.anonymizer.classify.DataClass;
import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.persona.NameText.Part;
import dev.datamig.anonymizer.persona.PersonNames;
import dev.datamig.anonymizer.transform.Proof;
import dev.datamig.anonymizer.transform.Row;
import dev.datamig.anonymizer.transform.Tools.Rewriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Personal values stand in brackets; the rest has to stay. */
class RedactionTest {

    private static final KnownNames RUN =
            names(List.of("Xanthe", "Grace", "Will"), List.of("Quorl", "Park", "Nakamura"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Met [Xanthe] [Quorl] today about her reading.",
                "[Grace] [Park] was absent; [Grace] has a doctor's note.",
                "Grace period ends Friday. Will call the parents about the park trip.",
                "We went to the park and it may rain in May.",
                "Spoke to Mr. [Nakamura], and to Ms. [Vandersloot] from the office.",
                "A new student called [Zebedee] joined the class.",
                "Please write to [x.quorl@district.org] or call [(212) 736-5000].",
                "Phone: [555 736 5000], cell [212.736.5001 x12]",
                "SSN [219-09-9999], born [05/03/2010], student id [S-004711].",
                "Card [4111 1111 1111 1111] was charged, IBAN [GB82WEST12345698765432].",
                "Login from [212.1.2.3], see [https://quorl.net/me].",
                "They live at [123 Maple Street] since 2019.",
                "The test had 25 questions, 90% were right, room 12 in 2023-2024.",
                "Grade 7, period 3: homework is due on 10/12/2024 at 8:30.",
                "[xanthe] [quorl]'s homework is late",
                "[Xanthe]'s mother [Ottoline] called.",
                "my username is [qvalo27] and the password: [Tr0ub!dour]",
                "She posts as [@quill.vance] and on [www.tubes.org/@quill.vance], see [tubes.com/quill].",
                "Her student id [a00482913] and PIN is [4471], badge: [BX-20931].",
                "last 4 of her social are [7720], tardy 14 times in 2024",
                "Born [July 9, 2012], birthday [9th of July]; the meeting is on July 12.",
                "Sent it to account [GB82 WEST 1234 5698 7654 32] and called [3125550188] twice.",
                "Transferred from [Larkspur] Middle School; the Summer School and our High School stay.",
                "Will is out sick, will send the work. [Grace] forgot it.",
                "Ms. [B] asked for the american class, the [cambodian] family and the [Bolivians].",
                "La maman d'[Ottilie] a appelé.",
                "He just turned [1.5] years old, a [2.5]-year-old girl is his friend; version 1.5 is out.",
                "Call [(212) 736-5000]-Office or [+46 8 963 510 74]-Fax.",
                "Paid by [Kestrel Dairy Cooperative], once also by the [Ocean Bancorp.]",
                "The letter of [Reynolds, Sanders and Richardson] came; [Xanthe], [Grace] and [Will] read it.",
            })
    void replacesWhatStandsInBracketsAndNothingElse(String marked) {
        String text = marked.replace("[", "").replace("]", "");
        var expected = new ArrayList<String>();
        for (String piece : marked.split("\\[")) {
            if (piece.indexOf(']') >= 0) {
                expected.add(piece.substring(0, piece.indexOf(']')));
            }
        }

        List<Span> spans = redactor(RUN).spans(text, Map.of(), true);

        assertThat(spans.stream().map(span -> text.substring(span.start(), span.end())))
                .containsExactlyElementsOf(expected);
    }

    @Test
    void givesThePersonsOwnFakesAndNotesTheOriginals() {
        var noted = new ArrayList<String>();

        String out = redactor(RUN).rewrite("Xanthe Quorl came. Quorl left.", row(noted));

        var names = new PersonNames(KEY);
        assertThat(out)
                .isEqualTo(names.given("Xanthe") + " " + names.family("Quorl") + " came. " + names.family("Quorl")
                        + " left.");
        assertThat(noted).containsExactly("NAME Xanthe", "NAME Quorl", "NAME Quorl");
    }

    @Test
    void replacesAllDatesWhereTheRuleSaysSo() {
        String text = "Seen on 3/14/2024 and on March 3rd, since 2019, every Monday, born 5/3/2010.";
        var some = redactor(RUN).spans(text, Map.of(), true);
        var all = new TextRedactor(RUN, fakes(), RowNames.NONE, true).spans(text, Map.of(), true);

        assertThat(some.stream().map(span -> text.substring(span.start(), span.end())))
                .containsExactly("5/3/2010");
        assertThat(all.stream().map(span -> text.substring(span.start(), span.end())))
                .containsExactly("3/14/2024", "March 3rd", "5/3/2010");
    }

    @Test
    void keepsAJsonDocumentAsItIsButForPersonalValues() {
        var names = new PersonNames(KEY);
        String json =
                "{\"id\": 7, \"tags\": [\"a\", null, true], \"theme\": \"Lavender Blush\", \"contact\": {\"firstName\": \"Xanthe\", \"email\": \"x@y.org\", \"n\": 1.50}, \"note\": \"Call \\\"Quorl\\\"\\u0021\"}";

        String out = json().rewrite(json, row(new ArrayList<>()));

        assertThat(out)
                .isEqualTo(json.replace("\"Xanthe\"", "\"" + names.given("Xanthe") + "\"")
                        .replace("x@y.org", "EMAIL")
                        .replace("\"Call \\\"Quorl\\\"\\u0021\"", "\"Call \\\"" + names.family("Quorl") + "\\\"!\""));
    }

    @Test
    void aKeyThatIsAPlainWordStaysInTheRowOfSomebodyWhoIsCalledSo() {
        var own = Map.of("park", Part.FAMILY, "quorl", Part.FAMILY);
        TextRedactor redactor = redactor(RUN);
        var row = row(new ArrayList<>());

        assertThat(redactor.rewriteKey("Park", row, own)).isEqualTo("Park");
        assertThat(redactor.rewriteKey("Grade", row, own)).isEqualTo("Grade");
        assertThat(redactor.rewriteKey("Quorl", row, own)).isEqualTo(new PersonNames(KEY).family("Quorl"));
        assertThat(redactor.rewriteKey("Grace Park", row, own))
                .doesNotContain("Grace")
                .doesNotContain("Park");
    }

    @Test
    void copiesADocumentWithoutPersonalValuesByteForByte() {
        String json = "{\"a\":{\"b\":[1,2.0,-3e7,\"x\\ty\",{}],\"c\":\"\\u00e9\"},  \"d\" : false}";

        assertThat(json().rewrite(json, row(new ArrayList<>()))).isEqualTo(json);
    }

    @Test
    void knowsByItsPathWhatAKeyDoesNotTell() {
        var redactor = new JsonRedactor(
                redactor(RUN),
                fakes(),
                List.of(),
                Map.of(List.of("a", "k9"), DataClass.EMAIL, List.of("email"), DataClass.EMAIL),
                null);

        assertThat(redactor.rewrite("{\"a\": {\"k9\": \"s\", \"k8\": \"s\"}}", row(new ArrayList<>())))
                .startsWith("{\"a\": {\"k9\": \"")
                .doesNotContain("\"k9\": \"s\"")
                .endsWith("\"k8\": \"s\"}}");
    }

    @Test
    void followsRulesForPaths() {
        var redactor = new JsonRedactor(
                redactor(RUN),
                fakes(),
                List.of(
                        new JsonRedactor.PathMask(List.of("a", "b"), (value, row) -> "PATH", false, null),
                        new JsonRedactor.PathMask(List.of("a", "*", "secret"), (value, row) -> value, true, null)),
                Map.of(),
                null);

        assertThat(redactor.rewrite(
                        "{\"a\": {\"b\": [\"x\", \"y\"], \"c\": {\"secret\": \"s\"}}, \"b\": \"z\"}",
                        row(new ArrayList<>())))
                .isEqualTo("{\"a\": {\"b\": [\"PATH\", \"PATH\"], \"c\": {\"secret\": null}}, \"b\": \"z\"}");
    }

    @Test
    void meetsItsGoalOnLabelledSentences() {
        int right = 0;
        int wrong = 0;
        int missed = 0;
        for (String marked : LabelledSentences.ALL) {
            String text = marked.replace("[", "").replace("]", "");
            var gold = new boolean[text.length()];
            int at = 0;
            boolean inside = false;
            for (char c : marked.toCharArray()) {
                if (c == '[' || c == ']') {
                    inside = c == '[';
                } else {
                    gold[at++] = inside;
                }
            }
            var hit = new boolean[text.length()];
            redactor(KnownNames.NONE)
                    .spans(text, Map.of(), true)
                    .forEach(span -> Arrays.fill(hit, span.start(), span.end(), true));
            for (int i = 0; i < gold.length; i++) {
                if (Character.isLetterOrDigit(text.charAt(i))) {
                    right += gold[i] && hit[i] ? 1 : 0;
                    wrong += !gold[i] && hit[i] ? 1 : 0;
                    missed += gold[i] && !hit[i] ? 1 : 0;
                }
            }
        }
        assertThat(right / (double) (right + missed)).as("recall").isGreaterThanOrEqualTo(0.96);
        assertThat(right / (double) (right + wrong)).as("precision").isGreaterThanOrEqualTo(0.90);
    }

    private static final MaskingKey KEY = new MaskingKey(new byte[32]);

    private static JsonRedactor json() {
        return new JsonRedactor(redactor(RUN), fakes(), List.of(), Map.of(), null);
    }

    private static TextRedactor redactor(KnownNames known) {
        return new TextRedactor(known, fakes(), RowNames.NONE);
    }

    private static Fakes fakes() {
        var names = new PersonNames(KEY);
        Rewriter given = (value, row) -> names.given(value);
        Map<DataClass, Rewriter> byClass =
                Map.of(DataClass.EMAIL, (value, row) -> "EMAIL", DataClass.GIVEN_NAME, given);
        return new Fakes(KEY, names, dataClass -> Optional.ofNullable(byClass.get(dataClass)));
    }

    private static KnownNames names(List<String> given, List<String> family) {
        var out = new KnownNames.Collector();
        given.forEach(out::given);
        family.forEach(out::family);
        return out.names();
    }

    private static Row row(List<String> noted) {
        return new Row() {
            @Override
            public @Nullable String text(String column) {
                return null;
            }

            @Override
            public void replaced(Proof proof, String original) {
                noted.add(proof + " " + original);
            }
        };
    }
}
