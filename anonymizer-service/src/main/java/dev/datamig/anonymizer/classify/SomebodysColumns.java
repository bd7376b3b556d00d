package dev.datamig.anonymizer.classify;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code approved_by}, {@code case_mgr}, {@code payee_name}, {@code patron_no}: who did something, who somebody is, whose number. */
final class SomebodysColumns {

    /** Texts of exactly so many characters are keys. */
    private static final Integer UUID_LENGTH = 36;

    private static final int NAME_LENGTH = 30;
    private static final int PERSONS_NAME_LENGTH = 20;
    private static final int A_PHONE = 6;
    private static final int ENOUGH = 8;
    private static final double NEARLY_ALL = 0.95;
    private static final int FEWEST_DIGITS = 5;
    private static final int MOST_DIGITS = 12;
    /** Participles that do not end with "ed", and what stands for one: {@code create_by}. */
    private static final Set<String> IRREGULAR_PARTICIPLES = Vocabulary.words(
            "create update modify delete approve submit upload insert assign sent made written taken given done seen built paid sold held run drawn shown begun won");

    /** What is done by programs, things and companies, and what lists are put in order by. */
    private static final Set<String> DONE_BY_NOBODY = Vocabulary.words(
            "powered generated computed sorted ordered grouped divided multiplied caused affected blocked superseded replaced"
                    + " covered funded sponsored published manufactured produced distributed supplied shipped run built triggered");

    /** Words that mean "by" behind a participle, and how one ends; elsewhere they mean "from" or "for": {@code gueltig_von}. */
    private static final Map<String, Pattern> BY = Map.of(
            "von", Pattern.compile(".+iert|(?:.*ge|be|er|ver|auf|ein|zer).{3,}[tn]"),
            "por", Pattern.compile(".+(?:ado|ada|ido|ida|cto|sto|ito)"),
            "par", Pattern.compile(".{4,}(?:e|i|is|it)"),
            "da", Pattern.compile(".{2,}(?:ato|ata|ito|ita|uto|uta|sto)"),
            "door", Pattern.compile("(?:.*ge|be|ver|ont).{3,}"),
            "przez", Pattern.compile(".{3,}(?:ny|na|ne|ty|ta|te|l|la)"),
            "oleh", Pattern.compile("di.{3,}"),
            "av", Pattern.compile(".{3,}(?:ad|at|t|d)"),
            "af", Pattern.compile(".{3,}(?:et|t)"));

    private SomebodysColumns() {}

    static Classification judge(NamedColumn column) {
        Classification number = number(column);
        return number.dataClass() == null ? somebody(column) : number;
    }

    private static Classification number(NamedColumn column) {
        boolean text = column.shape() == ColumnShape.TEXT;
        boolean labelled = column.personsTable() && column.words().equals(List.of("barcode"));
        DataClass number = labelled ? DataClass.DOCUMENT_NUMBER : Roles.number(column.words(), text);
        if (text
                && column.room(A_PHONE)
                && (column.personsTable() && Roles.reached(column.words()) || Roles.reachedAnywhere(column.words()))) {
            return new Classification(DataClass.PHONE, 0.7, "how to reach somebody");
        }
        return number != null
                        && (text && !column.table().keyOfAnother() || column.shape() == ColumnShape.WHOLE)
                        && !column.thingsTable()
                ? new Classification(number, 0.8, "a number of somebody")
                : Classification.NONE;
    }

    /** Who somebody is may be told by a number: {@code advisor} of {@code 40001234}. */
    static Optional<Classification> numbered(NamedColumn column, Classification byName, List<String> values) {
        boolean somebody = byName.dataClass() == DataClass.FULL_NAME
                && !column.words().isEmpty()
                && Collections.disjoint(column.words(), Vocabulary.NAME_WORDS);
        return somebody && values.size() >= ENOUGH && ValueJudge.reaches(values, SomebodysColumns::number, NEARLY_ALL)
                ? Optional.of(new Classification(
                        Roles.numbered(column.words().getLast()), 0.8, byName.reason() + "; values are numbers"))
                : Optional.empty();
    }

    /** With a letter at most: a check character, or what kind of number it is. */
    private static boolean number(String value) {
        int digits = Digits.count(value);
        return digits >= FEWEST_DIGITS && value.length() <= MOST_DIGITS && value.length() - digits <= 1;
    }

    private static Classification somebody(NamedColumn column) {
        List<String> words = column.words();
        if (!column.shape().wordy() || !Collections.disjoint(words, Vocabulary.SOFTWARE)) {
            return Classification.NONE;
        }
        int more = words.indexOf("and");
        if (more > 1 && words.get(more - 1).equals("by") && doneBySomebody(words.subList(0, more))) {
            return new Classification(DataClass.FULL_NAME, 0.7, "who did it, and more");
        }
        if (doneBySomebody(words) && !UUID_LENGTH.equals(column.column().maxLength())) {
            return new Classification(DataClass.USER_NAME, 0.8, "who did it");
        }
        if (words.size() > 2 && words.getLast().equals("name") && doneBySomebody(words.subList(0, words.size() - 1))) {
            return new Classification(DataClass.FULL_NAME, 0.8, "name of who did it");
        }
        if (Roles.named(words)) {
            return new Classification(DataClass.FULL_NAME, 0.8, "name of somebody");
        }
        return Roles.sure(words)
                        && Collections.disjoint(words, Vocabulary.TOLD_OF)
                        && column.room(column.personsTable() ? PERSONS_NAME_LENGTH : NAME_LENGTH)
                ? new Classification(DataClass.FULL_NAME, 0.7, "who somebody is, as text")
                : Classification.NONE;
    }

    /** {@code sent by}: a participle and "by"; {@code geaendert von, creado por}: the same in other languages. */
    private static boolean doneBySomebody(List<String> words) {
        if (words.size() < 2) {
            return false;
        }
        String done = words.get(words.size() - 2);
        Pattern others = BY.get(words.getLast());
        if (others != null) {
            return others.matcher(done).matches();
        }
        if (!words.getLast().equals("by")) {
            return false;
        }
        boolean participle = done.endsWith("ed")
                || done.endsWith("ation")
                || done.endsWith("d")
                        && done.length() > 2
                        && Abbreviations.withoutVowels(done.substring(done.length() - 2))
                || IRREGULAR_PARTICIPLES.contains(done);
        return participle && !DONE_BY_NOBODY.contains(done);
    }
}
