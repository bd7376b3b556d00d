package dev.datamig.anonymizer.classify;

import dev.datamig.anonymizer.classify.Phrases.Needs;
import dev.datamig.anonymizer.classify.Phrases.Phrase;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.TableSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges a column by its name, its type, its comment, and what stands around it. */
final class NameEvidence {

    private static final Set<String> BARE_NAMES =
            Set.of("name", "nombre", "nom", "nome", "naam", "imie", "namn", "navn");

    private static final Set<String> TEXTS = Set.of(
            "comment", "note", "message", "feedback", "remark", "post", "review", "comments", "notes", "messages");
    private static final int NAME_LENGTH = 30;
    private final TableSchema table;
    private final ColumnSchema column;
    private final ColumnShape shape;
    private final List<String> words;
    private final List<String> around;
    private final boolean personsTable;
    private final boolean thingsTable;

    NameEvidence(TableSchema table, ColumnSchema column) {
        this.table = table;
        this.column = column;
        this.shape = ColumnShape.of(column);
        this.around = NameTokens.of(localName(table));
        List<String> own = NameTokens.of(column.name().replaceFirst("^(start|end)\\.", ""), around);
        this.words = longest(own, shape) == null
                ? Abbreviations.spelledOut(own, phrase -> fits(phrase.needs(), shape))
                : own;
        this.personsTable = !ofCompanies()
                        && Vocabulary.anyPerson(around)
                        && (!Vocabulary.anyThing(around) || Vocabulary.person(around.getLast()))
                || !Vocabulary.anyThing(around) && hasPersonsOwn();
        this.thingsTable = Vocabulary.anyThing(around) && !personsTable;
    }

    /** Whether a column tells that each row is a person: nothing else has a family name, a birth or a national id. */
    private boolean hasPersonsOwn() {
        return beside(DataClass.GIVEN_NAME)
                || beside(DataClass.FAMILY_NAME)
                || beside(DataClass.BIRTH_DATE)
                || beside(DataClass.NATIONAL_ID);
    }

    /** Accounts and customers with an industry or a revenue are companies. */
    private boolean ofCompanies() {
        long said = table.columns().stream()
                .filter(other -> !Collections.disjoint(NameTokens.of(other.name()), Vocabulary.OF_COMPANIES))
                .count();
        return said >= 2
                && !Collections.disjoint(around, Set.of("account", "accounts", "client", "clients", "lead", "leads"));
    }

    List<String> words() {
        return words;
    }

    ColumnShape shape() {
        return shape;
    }

    boolean personsTable() {
        return personsTable;
    }

    List<String> around() {
        return around;
    }

    boolean thingsTable() {
        return thingsTable;
    }

    /** Whether table or column name a thing and nobody. */
    boolean ofThing() {
        return thingsTable || wordOfThing() && !personsTable;
    }

    boolean wordOfThing() {
        var rest = new ArrayList<>(words);
        rest.removeAll(Set.of("code", "status", "type", "group", "program"));
        return Vocabulary.anyThing(rest) && !Vocabulary.anyAboutPersons(rest);
    }

    Classification judge() {
        Classification byName = byName();
        if (byName.dataClass() != null) {
            return byName;
        }
        Classification byType = byType();
        return byType.dataClass() != null ? byType : byComment();
    }

    private Classification byName() {
        if (key()) {
            return Classification.NONE;
        }
        Phrase phrase = longest(words, shape);
        if (phrase != null && !weakened(words, phrase) && !tablesOwn(phrase) && new Plausibility(this).of(phrase)) {
            double confidence = phrase.words().size() > 1 || words.size() == 1 ? 0.95 : 0.8;
            return new Classification(
                    phrase.dataClass(), confidence, "name contains '" + String.join(" ", phrase.words()) + "'");
        }
        if (shape == ColumnShape.TEXT && !words.isEmpty() && words.getLast().equals("user") && words.size() <= 3) {
            return new Classification(DataClass.USER_NAME, 0.7, "a user as text");
        }
        Classification part = namePart();
        if (part.dataClass() != null) {
            return part;
        }
        if (shape == ColumnShape.TEXT && mail()) {
            return words.equals(List.of("cc"))
                    ? new Classification(DataClass.EMAIL, 0.8, "who gets a copy")
                    : new Classification(DataClass.FREE_TEXT, 0.8, "what a message says");
        }
        Classification role = role();
        if (role.dataClass() != null) {
            return role;
        }
        if (shape == ColumnShape.TEXT
                && wide()
                && !Collections.disjoint(words, Vocabulary.MAYBE_FREE_TEXT)
                && !thingsTable
                && (speaksOfPersons() || !Collections.disjoint(around, TEXTS))) {
            return new Classification(DataClass.FREE_TEXT, 0.7, "wide text beside a person's key");
        }
        return Classification.NONE;
    }

    /** What stands in tables of messages. */
    private boolean mail() {
        return wide()
                && !Collections.disjoint(around, Vocabulary.MESSAGES)
                && (words.equals(List.of("cc"))
                        || !Collections.disjoint(words, Vocabulary.OF_MESSAGES)
                                && Collections.disjoint(words, Vocabulary.NOT_A_VALUE_OF_MESSAGES));
    }

    /** {@code id_alumno}: the number that the database counts its rows by, as languages write it that put the noun first. */
    private boolean key() {
        return shape == ColumnShape.WHOLE
                && words.size() == 2
                && words.getFirst().equals("id")
                && !Set.of("number", "card", "code").contains(words.getLast());
    }

    /** {@code approved_by}, {@code case_mgr}, {@code payee_name}, {@code patron_no}: who did something, who somebody is, whose number. */
    private Classification role() {
        boolean labelled = personsTable && words.equals(List.of("barcode"));
        DataClass number = labelled ? DataClass.DOCUMENT_NUMBER : Roles.number(words, shape == ColumnShape.TEXT);
        boolean numeric = shape == ColumnShape.TEXT || shape == ColumnShape.WHOLE;
        if (number != null && numeric && !thingsTable) {
            return new Classification(number, 0.8, "a number of somebody");
        }
        if (!shape.wordy() || !Collections.disjoint(words, Vocabulary.SOFTWARE)) {
            return Classification.NONE;
        }
        if (doneBy(words) && !Vocabulary.DONE_BY_NOBODY.contains(words.get(words.size() - 2))) {
            return new Classification(DataClass.USER_NAME, 0.8, "who did it");
        }
        if (Roles.named(words)) {
            return new Classification(DataClass.FULL_NAME, 0.8, "name of somebody");
        }
        Integer max = column.maxLength();
        return Roles.sure(words) && (max == null || max >= NAME_LENGTH)
                ? new Classification(DataClass.FULL_NAME, 0.7, "who somebody is, as text")
                : Classification.NONE;
    }

    /** {@code sent by}: a participle and "by". */
    private static boolean doneBy(List<String> words) {
        String done = words.size() < 2 ? "" : words.get(words.size() - 2);
        return words.size() >= 2
                && words.getLast().equals("by")
                && (done.endsWith("ed") || Vocabulary.IRREGULAR_PARTICIPLES.contains(done));
    }

    /** {@code comment_agent} of {@code comments}: the first word only repeats the table. */
    private boolean tablesOwn(Phrase phrase) {
        return phrase.words().size() == 1
                && words.size() > 1
                && words.getFirst().equals(phrase.words().getFirst())
                && around.stream().anyMatch(word -> word.startsWith(words.getFirst()));
    }

    /** A bare {@code name} of a person, and which part of it when other columns hold the rest. */
    private Classification namePart() {
        boolean birth = shape == ColumnShape.DATE && words.equals(List.of("bd")) && beside("fn") && beside("ln");
        if (birth) {
            return new Classification(DataClass.BIRTH_DATE, 0.8, "two letters beside 'fn' and 'ln'");
        }
        boolean house =
                words.equals(List.of("number")) && around.contains("address") && beside(DataClass.STREET_ADDRESS);
        if (shape == ColumnShape.TEXT && house) {
            return new Classification(DataClass.STREET_ADDRESS, 0.8, "a number beside a street");
        }
        if (!shape.wordy() || words.isEmpty() || !personsTable || !Collections.disjoint(around, Vocabulary.SOFTWARE)) {
            return Classification.NONE;
        }
        String last = words.getLast();
        boolean bare = BARE_NAMES.contains(last)
                && (words.size() == 1 || words.size() == 2 && Vocabulary.person(words.getFirst()));
        if (bare) {
            boolean family = beside(DataClass.FAMILY_NAME);
            boolean given = beside(DataClass.GIVEN_NAME);
            DataClass found = family && !given
                    ? DataClass.GIVEN_NAME
                    : given && !family ? DataClass.FAMILY_NAME : DataClass.FULL_NAME;
            return new Classification(found, 0.85, "a name in a table of persons");
        }
        if (words.size() == 1 && table.columns().size() > 2 && wide() && Vocabulary.ABOUT_PERSONS.contains(last)) {
            return new Classification(DataClass.FULL_NAME, 0.7, "who somebody is to a person, as text");
        }
        if (words.equals(List.of("alias"))) {
            return new Classification(DataClass.FULL_NAME, 0.8, "another name of a person");
        }
        DataClass brief = beside("fn") && beside("ln") ? Vocabulary.TWO_LETTERS.get(last) : null;
        if (words.size() == 1 && brief != null) {
            return new Classification(brief, 0.8, "two letters beside 'fn' and 'ln'");
        }
        if (words.size() <= 2 && last.equals("middle")) {
            return new Classification(DataClass.MIDDLE_NAME, 0.8, "part of a name in a table of persons");
        }
        if (words.size() <= 2 && (last.equals("first") || last.equals("given"))) {
            return new Classification(DataClass.GIVEN_NAME, 0.8, "part of a name in a table of persons");
        }
        return words.size() <= 2 && (last.equals("last") || last.equals("family"))
                ? new Classification(DataClass.FAMILY_NAME, 0.8, "part of a name in a table of persons")
                : Classification.NONE;
    }

    private boolean beside(String name) {
        return table.columns().stream().anyMatch(other -> other.name().equalsIgnoreCase(name));
    }

    boolean beside(DataClass part) {
        return table.columns().stream().anyMatch(other -> {
            List<String> theirs = NameTokens.of(other.name());
            Phrase phrase = other == column ? null : longest(theirs, ColumnShape.of(other));
            return phrase != null && phrase.dataClass() == part && !weakened(theirs, phrase);
        });
    }

    /** {@code email_type}, {@code phone_verified_at} and {@code address_id} are about a value, not the value. */
    static boolean weakened(List<String> words, Phrase phrase) {
        String last = words.getLast();
        boolean flagged =
                Vocabulary.FLAGS.contains(words.getFirst()) && !phrase.words().contains(words.getFirst());
        int end = Collections.lastIndexOfSubList(words, phrase.words())
                + phrase.words().size();
        boolean followed = end < words.size()
                && (Vocabulary.NOT_A_VALUE.contains(words.get(end))
                        || phrase.words().getLast().equals("by") && Vocabulary.SOFTWARE.contains(words.get(end))
                        || !special(phrase.dataClass()) && words.get(end).equals("country"));
        boolean technical = phrase.words().contains("fingerprint") && !Collections.disjoint(words, Vocabulary.SOFTWARE);
        boolean ended = !phrase.words().contains(last) && Vocabulary.NOT_A_VALUE.contains(last);
        boolean tolerant = phrase.dataClass() == DataClass.PASSWORD && last.equals("hash")
                || special(phrase.dataClass())
                        && Set.of("code", "status", "type", "flag", "category").contains(last);
        return (flagged && !special(phrase.dataClass()) || followed || ended || technical) && !tolerant;
    }

    /** Classes that hold where they are only coded or flagged. */
    private static boolean special(DataClass dataClass) {
        return switch (dataClass) {
            case HEALTH, ETHNICITY, RELIGION, BELIEF, ORIENTATION, DISABILITY, LUNCH_STATUS, GENDER -> true;
            default -> false;
        };
    }

    boolean wide() {
        Integer max = column.maxLength();
        return max == null || max >= 60;
    }

    boolean speaksOfPersons() {
        return personsTable
                || table.columns().stream().anyMatch(other -> {
                    List<String> theirs = NameTokens.of(other.name());
                    return theirs.size() > 1
                            && Set.of("id", "uid", "number", "key", "ref").contains(theirs.getLast())
                            && Vocabulary.anyAboutPersons(theirs);
                });
    }

    private Classification byType() {
        return switch (shape) {
            case NETWORK -> new Classification(DataClass.IP_ADDRESS, 0.9, "type " + column.baseType());
            case MAC -> new Classification(DataClass.MAC_ADDRESS, 0.9, "type " + column.baseType());
            case JSON -> new Classification(DataClass.JSON, 0.9, "JSON document");
            case SEARCH_VECTOR ->
                thingsTable
                        ? Classification.NONE
                        : new Classification(DataClass.SEARCH_VECTOR, 0.9, "words of other columns");
            case TEXT ->
                column.baseType().equals("xml") && personsTable
                        ? new Classification(DataClass.FREE_TEXT, 0.6, "XML document of a person")
                        : Classification.NONE;
            case BYTES ->
                Collections.disjoint(
                                        words,
                                        Set.of(
                                                "hash",
                                                "checksum",
                                                "digest",
                                                "sha",
                                                "signature",
                                                "key",
                                                "rowversion",
                                                "guid",
                                                "hashed"))
                                && Collections.disjoint(around, Plausibility.PICTURED)
                        ? new Classification(DataClass.PHOTO, 0.5, "binary contents of unknown kind")
                        : Classification.NONE;
            default -> Classification.NONE;
        };
    }

    private Classification byComment() {
        String comment = column.comment();
        if (comment == null || !(shape.wordy() || shape == ColumnShape.DATE) || thingsTable) {
            return Classification.NONE;
        }
        List<String> said = NameTokens.of(comment);
        Phrase phrase = said.isEmpty() ? null : longest(said, shape);
        boolean says = phrase != null
                && (phrase.words().size() > 1 || phrase.dataClass().direct() && said.size() <= 6)
                && !said.subList(0, Math.min(2, said.size())).contains("foreign");
        boolean likely = personsTable || said.size() <= 6;
        return phrase == null
                        || !says
                        || !likely
                        || weakened(words, phrase)
                        || words.getLast().equals("type")
                ? Classification.NONE
                : new Classification(
                        phrase.dataClass(), 0.6, "comment says '" + String.join(" ", phrase.words()) + "'");
    }

    static @Nullable Phrase longest(List<String> words, ColumnShape shape) {
        Phrase best = null;
        int bestAt = -1;
        for (Phrase phrase : Phrases.starting(words)) {
            int at = Collections.lastIndexOfSubList(words, phrase.words());
            if (at < 0 || !fits(phrase.needs(), shape)) {
                continue;
            }
            if (best == null || better(phrase, at, best, bestAt, words.size())) {
                best = phrase;
                bestAt = at;
            }
        }
        return best;
    }

    /** What stands at the end says what the whole is; else the longer one, else the later one. */
    private static boolean better(Phrase phrase, int at, Phrase best, int bestAt, int end) {
        boolean ends = at + phrase.words().size() == end;
        boolean bestEnds = bestAt + best.words().size() == end;
        if (ends != bestEnds) {
            return ends;
        }
        return phrase.words().size() > best.words().size()
                || phrase.words().size() == best.words().size() && at > bestAt;
    }

    private static boolean fits(Needs needs, ColumnShape shape) {
        boolean text = shape.wordy();
        boolean number = shape == ColumnShape.WHOLE || shape == ColumnShape.DECIMAL;
        return switch (needs) {
            case TEXT -> text || shape == ColumnShape.NETWORK || shape == ColumnShape.MAC;
            case DATE -> shape == ColumnShape.DATE || shape == ColumnShape.TIMESTAMP || shape == ColumnShape.ANY;
            case NUMBER -> number;
            case TEXT_OR_NUMBER -> text || number;
            case ANY -> shape != ColumnShape.UUID;
        };
    }

    private static String localName(TableSchema table) {
        String name = table.id().name();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(dot + 1);
    }
}
