package dev.datamig.anonymizer.classify;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names, births and addresses that a table of people calls by less than a phrase: {@code name}, {@code first}, {@code ln}. */
final class PartsOfNames {

    /** Words that a name of at most so many words ends with. */
    private record Ending(Set<String> words, int most, DataClass dataClass, String reason) {
        boolean fits(List<String> name) {
            return name.size() <= most && words.contains(name.getLast());
        }
    }

    private static final String PART = "part of a name in a table of persons";
    private static final List<Ending> ENDINGS = List.of(
            new Ending(Set.of("alias"), 1, DataClass.FULL_NAME, "another name of a person"),
            new Ending(Set.of("full"), 1, DataClass.FULL_NAME, PART),
            new Ending(Set.of("gen"), 1, DataClass.GENDER, "a sex in a table of persons"),
            new Ending(Set.of("end", "str"), 1, DataClass.STREET_ADDRESS, "short for a street in a table of persons"),
            new Ending(Set.of("fn", "vn"), 2, DataClass.GIVEN_NAME, PART),
            new Ending(Set.of("ln", "nn"), 2, DataClass.FAMILY_NAME, PART),
            new Ending(Set.of("em"), 1, DataClass.EMAIL, "short for an address in a table of persons"),
            new Ending(Set.of("middle"), 2, DataClass.MIDDLE_NAME, PART),
            new Ending(Set.of("first", "given"), 2, DataClass.GIVEN_NAME, PART),
            new Ending(Set.of("last", "family"), 2, DataClass.FAMILY_NAME, PART));

    /** Columns of two letters, as some student information systems call them. */
    private static final Map<String, DataClass> TWO_LETTERS = Map.of(
            "fn", DataClass.GIVEN_NAME,
            "ln", DataClass.FAMILY_NAME,
            "mn", DataClass.MIDDLE_NAME,
            "hp", DataClass.PHONE,
            "wp", DataClass.PHONE,
            "ad", DataClass.STREET_ADDRESS,
            "cy", DataClass.CITY,
            "sx", DataClass.GENDER,
            "em", DataClass.EMAIL,
            "bd", DataClass.BIRTH_DATE);

    /** As Russian forms ask for them. */
    private static final Map<String, DataClass> ONE_LETTER =
            Map.of("f", DataClass.FAMILY_NAME, "i", DataClass.GIVEN_NAME, "o", DataClass.MIDDLE_NAME);

    private static final Map<String, DataClass> FIRST_AND_LAST =
            Map.of("first", DataClass.GIVEN_NAME, "middle", DataClass.MIDDLE_NAME, "last", DataClass.FAMILY_NAME);

    private static final int A_NAME = 20;
    private static final int A_PHONE = 7;
    private static final String BESIDE = "two letters beside 'fn' and 'ln'";

    /** What is somebody in one language and the end of a range in another, and what its beginning is called there. */
    private static final Map<String, String> UNTIL = Map.of("hasta", "desde");

    /** Where rows can be without a name, it is a name of somebody. */
    private static final Set<String> UNNAMED =
            Set.of("anonymous", "anonymously", "anonym", "anonyme", "anonimo", "anoniem");

    /** What is said of people and does not name one. */
    private static final Set<String> MORE_THAN_ONE = Vocabulary.words("""
            people persons personnel personal profile account persona household family emergency demographics demographic roster login
            pseudonym identity demog faculty alumni crew lead leads passport individual human person contact perfil anagrafica padron personen eltern kind
            kinder faculty staff user provider
            """);

    private PartsOfNames() {}

    static Classification judge(NamedColumn column) {
        List<String> words = column.words();
        if (words.isEmpty()) {
            return Classification.NONE;
        }
        DataClass brief = words.size() == 1 ? TWO_LETTERS.get(words.getFirst()) : null;
        if (brief != null
                && (column.table().beside("fn") && column.table().beside("ln")
                        || column.table().besideEnding("_fn") && column.table().besideEnding("_ln"))
                && (brief == DataClass.BIRTH_DATE) == (column.shape() == ColumnShape.DATE)
                && (column.shape() == ColumnShape.DATE || column.shape().wordy() && ofPeople(column))) {
            return new Classification(brief, 0.8, BESIDE);
        }
        if (!column.shape().wordy()) {
            return Classification.NONE;
        }
        if (words.size() == 1
                && ONE_LETTER.containsKey(words.getFirst())
                && ONE_LETTER.keySet().stream().allMatch(column.table()::beside)) {
            return new Classification(ONE_LETTER.get(words.getFirst()), 0.8, PART);
        }
        if (words.equals(List.of("sn"))
                && column.table().beside(DataClass.GIVEN_NAME)
                && !column.table().beside(DataClass.FAMILY_NAME)) {
            return new Classification(DataClass.FAMILY_NAME, 0.8, PART);
        }
        if (words.equals(List.of("ad")) && column.table().besideEnding("soyad")) {
            return new Classification(DataClass.GIVEN_NAME, 0.8, PART);
        }
        return ofPeople(column) ? ofPerson(column, words) : addressed(column, words);
    }

    /** Whom letters go to, and whom to ask. */
    private static Classification addressed(NamedColumn column, List<String> words) {
        if (words.size() == 2 && Vocabulary.person(words.getFirst()) && FIRST_AND_LAST.containsKey(words.getLast())) {
            return new Classification(FIRST_AND_LAST.get(words.getLast()), 0.8, "part of the name of somebody");
        }
        if (words.size() > 1
                && Vocabulary.NAME_WORDS.contains(words.getLast())
                && !column.wordOfThing()
                && Collections.disjoint(words, PeoplesOwn.NAMED_THINGS)
                && column.table().besideMailOf(words.subList(0, words.size() - 1))) {
            return new Classification(DataClass.FULL_NAME, 0.7, "a name beside the e-mail address of the same");
        }
        boolean name = words.size() == 1 && Vocabulary.NAME_WORDS.contains(words.getFirst());
        if (name && column.table().besideWord(UNNAMED)) {
            return new Classification(DataClass.FULL_NAME, 0.8, "a name that may be left out");
        }
        if (name && column.table().ofAddresses() && !column.thingsTable()) {
            return new Classification(DataClass.FULL_NAME, 0.7, "a name on an address");
        }
        return words.equals(List.of("contact")) && column.room(A_NAME)
                ? new Classification(DataClass.FULL_NAME, 0.7, "whom to ask")
                : Classification.NONE;
    }

    private static boolean ofPeople(NamedColumn column) {
        return column.personsTable() && !column.table().ofSoftware();
    }

    private static Classification ofPerson(NamedColumn column, List<String> words) {
        String last = words.getLast();
        boolean bare = (Vocabulary.NAME_WORDS.contains(last) || last.equals("ad"))
                        && (words.size() == 1 || words.size() == 2 && Vocabulary.person(words.getFirst()))
                || words.size() == 2
                        && Vocabulary.NAME_WORDS.contains(words.getFirst())
                        && !Vocabulary.NOT_A_VALUE.contains(last)
                        && column.table().words().contains(last)
                || words.size() > 1
                        && Vocabulary.NAME_WORDS.contains(words.getFirst())
                        && column.table().calledBy(words.subList(1, words.size()));
        if (bare && column.table().ofWhatSomebodyHas()) {
            return Classification.NONE;
        }
        if (bare && words.size() == 1 && column.table().besideNameAndPassword()) {
            return new Classification(DataClass.USER_NAME, 0.85, "a name to sign in with, beside the real one");
        }
        if (bare) {
            return new Classification(bareName(column.table()), 0.85, "a name in a table of persons");
        }
        if (words.size() == 1
                && column.table().columns() > 2
                && column.room(A_NAME)
                && !column.table().beside(UNTIL.getOrDefault(last, ""))
                && (Vocabulary.ABOUT_PERSONS.contains(last)
                        || Vocabulary.person(last) && !MORE_THAN_ONE.contains(last))) {
            return new Classification(DataClass.FULL_NAME, 0.7, "who somebody is to a person, as text");
        }
        if (words.equals(List.of("contact")) && column.room(A_PHONE)) {
            return new Classification(DataClass.PHONE, 0.7, "how to reach a person");
        }
        return ENDINGS.stream()
                .filter(ending -> ending.fits(words))
                .findFirst()
                .map(ending -> new Classification(ending.dataClass(), 0.8, ending.reason()))
                .orElse(Classification.NONE);
    }

    /** Which part of a name a bare {@code name} is, when other columns hold the rest. */
    private static DataClass bareName(TableContext table) {
        boolean family = table.beside(DataClass.FAMILY_NAME);
        boolean given = table.beside(DataClass.GIVEN_NAME);
        if (family && !given) {
            return DataClass.GIVEN_NAME;
        }
        return given && !family ? DataClass.FAMILY_NAME : DataClass.FULL_NAME;
    }
}
