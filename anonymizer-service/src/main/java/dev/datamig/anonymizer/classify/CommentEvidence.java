package dev.datamig.anonymizer.classify;

import dev.datamig.anonymizer.classify.Phrases.Phrase;
import dev.datamig.anonymizer.classify.Phrases.Where;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What a column's comment says where neither name nor type say anything. */
final class CommentEvidence {

    private static final int SHORT = 6;
    /** What is said of something, not what it is. */
    private static final Set<String> ABOUT = Set.of("type", "kind", "status", "count", "flag", "whether");

    /** Where what is said first ends: {@code Gender: 1 male, 2 female}. */
    private static final Pattern CLAUSE = Pattern.compile("[(（\\[:：,，;；.。、/=]|\\s-\\s");

    private CommentEvidence() {}

    static Classification judge(NamedColumn column) {
        String comment = column.column().comment();
        if (comment == null || column.thingsTable()) {
            return Classification.NONE;
        }
        Classification first = first(column, NameTokens.of(CLAUSE.split(comment, 2)[0]));
        return first.dataClass() != null || !texts(column) ? first : within(column, NameTokens.of(comment));
    }

    private static boolean texts(NamedColumn column) {
        return column.shape().wordy() || column.shape() == ColumnShape.DATE;
    }

    /** Of a comment that says nothing but what the column holds, and perhaps whose: {@code date of birth}, {@code name of the applicant}. */
    private static Classification first(NamedColumn column, List<String> said) {
        Phrase phrase = column.phraseOf(said);
        if (phrase != null && all(said, phrase) && (givenOut(column) || !aboutIt(column.words(), phrase))) {
            return found(phrase);
        }
        return column.shape().wordy() && said.size() <= SHORT && Roles.named(said)
                ? new Classification(DataClass.FULL_NAME, 0.6, "comment says whose name it is")
                : Classification.NONE;
    }

    /** Whether hardly more is said than the phrase. */
    private static boolean all(List<String> said, Phrase phrase) {
        int more = said.size() - phrase.words().size();
        return phrase.where() != Where.ADDRESS
                && more <= 1
                && said.subList(more, said.size()).equals(phrase.words())
                && !PhraseMatch.weakened(said, phrase);
    }

    private static Classification within(NamedColumn column, List<String> said) {
        Phrase phrase = column.phraseOf(said);
        return phrase != null
                        && plain(said, phrase)
                        && (column.personsTable() || said.size() <= SHORT)
                        && !aboutIt(column.words(), phrase)
                ? found(phrase)
                : Classification.NONE;
    }

    private static Classification found(Phrase phrase) {
        return new Classification(phrase.dataClass(), 0.6, "comment says '" + String.join(" ", phrase.words()) + "'");
    }

    /** Texts that are called ids are numbers that somebody gives out. */
    private static boolean givenOut(NamedColumn column) {
        return column.shape().wordy()
                && !column.words().isEmpty()
                && column.words().getLast().equals("id");
    }

    private static boolean aboutIt(List<String> words, Phrase phrase) {
        return !words.isEmpty()
                && (PhraseMatch.weakened(words, phrase) || words.getLast().equals("type"));
    }

    private static boolean plain(List<String> said, Phrase phrase) {
        return (phrase.words().size() > 1 || phrase.dataClass().direct() && said.size() <= SHORT)
                && !said.subList(0, Math.min(2, said.size())).contains("foreign")
                && !ABOUT.contains(said.getFirst());
    }
}
