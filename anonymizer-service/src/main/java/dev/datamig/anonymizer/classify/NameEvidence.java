package dev.datamig.anonymizer.classify;

import dev.datamig.anonymizer.classify.Phrases.Phrase;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Judges a column by its name, its type, its comment, and what stands around it. The first rule that says something decides. */
final class NameEvidence {

    /** One way in which a name tells what a column holds. */
    private interface Rule {
        Classification of(NamedColumn column);
    }

    private static final List<Rule> BY_NAME = List.of(
            NameEvidence::login,
            NameEvidence::phrase,
            Machines::judge,
            NameEvidence::user,
            PartsOfNames::judge,
            MessageParts::judge,
            SomebodysColumns::judge,
            WideTexts::judge,
            Answers::judge,
            Agents::judge,
            PeoplesOwn::judge);

    private static final List<Rule> ELSE = List.of(TypeEvidence::judge, CommentEvidence::judge);

    /** What keys of other tables are called like. */
    private static final Set<DataClass> NUMBERS =
            EnumSet.of(DataClass.STUDENT_NUMBER, DataClass.STAFF_NUMBER, DataClass.DOCUMENT_NUMBER);

    /** What tables call it that have a password and no other name to sign in with. */
    private static final Set<List<String>> LOGINS = Set.of(List.of("unique", "id"), List.of("uid"), List.of("account"));

    private NameEvidence() {}

    static Classification judge(NamedColumn column) {
        boolean silent = column.words().isEmpty() || key(column);
        Classification byName = silent ? Classification.NONE : first(BY_NAME, column);
        return byName.dataClass() == null ? first(ELSE, column) : byName;
    }

    private static Classification first(List<Rule> rules, NamedColumn column) {
        for (Rule rule : rules) {
            Classification found = rule.of(column);
            if (found.dataClass() != null) {
                return found;
            }
        }
        return Classification.NONE;
    }

    private static Classification login(NamedColumn column) {
        TableContext table = column.table();
        return column.shape() == ColumnShape.TEXT
                        && LOGINS.contains(column.words())
                        && table.beside(DataClass.PASSWORD)
                        && !table.beside(DataClass.USER_NAME)
                        && !table.beside(DataClass.EMAIL)
                ? new Classification(DataClass.USER_NAME, 0.8, "what somebody signs in with")
                : Classification.NONE;
    }

    /** {@code id_alumno}: the number that the database counts its rows by, as languages write it that put the noun first. */
    private static boolean key(NamedColumn column) {
        List<String> words = column.words();
        return column.shape() == ColumnShape.WHOLE
                && words.size() == 2
                && words.getFirst().equals("id")
                && !Set.of("number", "card", "code").contains(words.getLast());
    }

    private static Classification phrase(NamedColumn column) {
        Phrase phrase = column.phrase();
        if (phrase == null
                || PhraseMatch.weakened(column.words(), phrase)
                || tablesOwn(phrase, column)
                || NUMBERS.contains(phrase.dataClass()) && column.table().keyOfAnother()
                || !new Plausibility(column).of(phrase)) {
            return Classification.NONE;
        }
        double confidence = phrase.words().size() > 1 || column.words().size() == 1 ? 0.95 : 0.8;
        return new Classification(
                phrase.dataClass(), confidence, "name contains '" + String.join(" ", phrase.words()) + "'");
    }

    /** {@code comment_agent} of {@code comments}: the first word only repeats the table. */
    private static boolean tablesOwn(Phrase phrase, NamedColumn column) {
        List<String> words = column.words();
        boolean handles = words.size() == 1
                && column.table().words().equals(words)
                && phrase.dataClass() == DataClass.USER_NAME
                && !column.personsTable();
        return handles
                || phrase.words().size() == 1
                        && !PhraseMatch.special(phrase.dataClass())
                        && words.size() > 1
                        && words.getFirst().equals(phrase.words().getFirst())
                        && column.table().words().stream().anyMatch(word -> word.startsWith(words.getFirst()));
    }

    private static Classification user(NamedColumn column) {
        List<String> words = column.words();
        return column.shape() == ColumnShape.TEXT
                        && !words.isEmpty()
                        && words.getLast().equals("user")
                        && words.size() <= 3
                ? new Classification(DataClass.USER_NAME, 0.7, "a user as text")
                : Classification.NONE;
    }
}
