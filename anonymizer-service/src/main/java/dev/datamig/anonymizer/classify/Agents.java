package dev.datamig.anonymizer.classify;

import dev.datamig.anonymizer.persona.CommonWords;
import java.util.List;
import java.util.Set;

/**
 * Who does something, told by how the word is made: {@code interviewer}, {@code recommender}, {@code solicitor}, {@code psychologist},
 * {@code klassenlehrer}. Programs and things are called so too; so it is believed of texts that have room for a name, and given up where
 * values speak against it.
 */
final class Agents {

    /** Somebody, as far as such a name is trusted. */
    static final Classification FOUND =
            new Classification(DataClass.FULL_NAME, 0.6, "a word for who does something, as text");

    private static final int A_NAME = 30;
    private static final int SHORTEST = 6;
    /** What only people are called by. */
    private static final List<String> OF_PEOPLE = List.of(
            "ologist",
            "iatrist",
            "therapist",
            "woman",
            "wife",
            "mother",
            "father",
            "parent",
            "lehrer",
            "lehrerin",
            "leiter",
            "leiterin",
            "berater",
            "beraterin",
            "arbeiter",
            "arbeiterin",
            "pfleger",
            "pflegerin",
            "vertreter",
            "trainer",
            "guardian",
            "teacher",
            "counselor",
            "counsellor",
            "student",
            "pupil",
            "nurse",
            "officer",
            "worker",
            "keeper",
            "monitrice",
            "trice");

    private static final List<String> OF_VERBS = List.of("er", "or", "ee");
    /** What comes out of a verb and is no person. */
    private static final Set<String> THINGS = Vocabulary.words("""
            header footer folder server printer router container filter buffer pointer trigger handler listener counter timer scheduler
            loader parser adapter converter formatter renderer wrapper builder browser computer reader scanner charger speaker cooler heater
            heating letter order border number quarter chapter paper offer layer cluster monitor sensor motor color error factor indicator
            sector selector separator generator operator validator descriptor processor vector connector cursor editor elevator escalator
            locker marker sticker poster planner binder calculator projector starter cover tracker viewer player blocker locator divider
            placeholder modifier identifier qualifier specifier multiplier carrier provider supplier dealer retailer referer referrer manufacturer publisher
            trailer transfer consumer producer checker crawler importer exporter mapper picker slider spinner stepper toggler rater answer
            register corner flyer reminder banner disclaimer rider burner boiler freezer mixer blender shower drawer employer insurer lender
            career committee fee degree tree guarantee decree issuer maker power tower water layover either other over under after
            """);

    private Agents() {}

    static Classification judge(NamedColumn column) {
        List<String> words = column.words();
        return column.shape() == ColumnShape.TEXT
                        && !words.isEmpty()
                        && column.room(A_NAME)
                        && !column.wordOfThing()
                        && words.stream().noneMatch(Vocabulary.SOFTWARE::contains)
                        && words.stream().noneMatch(Vocabulary.FLAGS::contains)
                        && agent(words.getLast())
                ? FOUND
                : Classification.NONE;
    }

    private static boolean agent(String word) {
        if (word.length() < SHORTEST
                || THINGS.contains(word)
                || Vocabulary.anyThing(List.of(word))
                || Vocabulary.NOT_A_VALUE.contains(word)) {
            return false;
        }
        return OF_PEOPLE.stream().anyMatch(word::endsWith)
                || OF_VERBS.stream()
                        .anyMatch(ending ->
                                word.endsWith(ending) && verb(word.substring(0, word.length() - ending.length())));
    }

    /** {@code interview}, {@code organiz(e)}, {@code plan(n)}. */
    private static boolean verb(String stem) {
        int last = stem.length() - 1;
        return stem.length() >= 4
                && (CommonWords.has(stem)
                        || CommonWords.has(stem + "e")
                        || stem.charAt(last) == stem.charAt(last - 1) && CommonWords.has(stem.substring(0, last)));
    }
}
