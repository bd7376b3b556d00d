package dev.datamig.anonymizer.classify;

import dev.datamig.anonymizer.classify.Phrases.Phrase;
import java.util.List;

/** What a column's comment says where neither name nor type say anything. */
final class CommentEvidence {

    private static final int SHORT = 6;

    private CommentEvidence() {}

    static Classification judge(NamedColumn column) {
        String comment = column.column().comment();
        boolean texts = column.shape().wordy() || column.shape() == ColumnShape.DATE;
        if (comment == null || !texts || column.thingsTable()) {
            return Classification.NONE;
        }
        List<String> said = NameTokens.of(comment);
        Phrase phrase = column.phraseOf(said);
        if (phrase == null
                || !plain(said, phrase)
                || !(column.personsTable() || said.size() <= SHORT)
                || !column.words().isEmpty() && aboutIt(column.words(), phrase)) {
            return Classification.NONE;
        }
        return new Classification(phrase.dataClass(), 0.6, "comment says '" + String.join(" ", phrase.words()) + "'");
    }

    private static boolean aboutIt(List<String> words, Phrase phrase) {
        return PhraseMatch.weakened(words, phrase) || words.getLast().equals("type");
    }

    private static boolean plain(List<String> said, Phrase phrase) {
        return (phrase.words().size() > 1 || phrase.dataClass().direct() && said.size() <= SHORT)
                && !said.subList(0, Math.min(2, said.size())).contains("foreign");
    }
}
