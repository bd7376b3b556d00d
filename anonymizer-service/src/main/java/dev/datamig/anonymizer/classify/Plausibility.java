package dev.datamig.anonymizer.classify;

import dev.datamig.anonymizer.classify.Phrases.Phrase;
import dev.datamig.anonymizer.classify.Phrases.Where;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Whether what a column's name says can be so, considering its type and the table around it. */
final class Plausibility {

    /** What says whose or which address a part of it is of. */
    private static final Set<String> QUALIFIERS = Vocabulary.words("""
            home mailing mail billing shipping ship bill primary secondary alternate work office residence
            residential permanent temporary postal address employee customer student patient contact parent guardian
            emergency owner user person staff applicant member birth name cust province to from village physical
            business code cod codigo kod zip
            """);
    /** Things of which pictures are kept; of anything else a binary may show or tell about a person. */
    static final Set<String> PICTURED = Vocabulary.words("""
            product products category categories film movie brand catalog article artikel item items theme country
            flag album model illustration course courses book books vehicle device devices
            """);

    /** Logins of people and what devices are driven by alike. */
    private static final Set<String> LOOSE_USERS = Set.of(
            "actor", "handle", "usuario", "utente", "gebruiker", "identifiant", "kennung", "benutzer", "utilisateur");

    /** Things have these as well. */
    private static final Set<List<String>> OF_ANYTHING = Set.of(
            List.of("full", "name"),
            List.of("display", "name"),
            List.of("complete", "name"),
            List.of("name", "display"),
            List.of("nom", "complet"),
            List.of("nombre", "completo"),
            List.of("nome", "completo"));

    /** Who lives in cells. */
    private static final Set<String> IN_CELLS =
            Set.of("inmate", "inmates", "prisoner", "prisoners", "detainees", "jail", "prison");

    private static final Set<String> CODES_TO_PAY = Set.of("pin", "cvv", "cvc", "ccv", "otp", "passcode");
    private static final Set<String> NUMBERS = Set.of("number", "numero", "nro");
    /** Whole numbers that no number of a card finds room in. */
    private static final Set<String> SMALL = Set.of("int2", "int4");

    private static final List<String> PROVIDER = List.of("provider", "name");
    private static final int A_NAME = 20;
    private static final int LISTED = 5;
    private final NamedColumn names;
    private final ColumnShape shape;
    private final List<String> words;
    private final List<String> around;
    private final boolean personsTable;
    private final boolean thingsTable;

    Plausibility(NamedColumn names) {
        this.names = names;
        this.shape = names.shape();
        this.words = names.words();
        this.around = names.table().words();
        this.personsTable = names.personsTable();
        this.thingsTable = names.thingsTable();
    }

    boolean of(Phrase phrase) {
        DataClass found = phrase.dataClass();
        if (!names.room(phrase.words().contains("extension") ? 1 : shortest(found)) || listed(found)) {
            return false;
        }
        boolean alone = phrase.words().size() == 1;
        boolean wordOfThing = names.wordOfThing();
        boolean addressTable = names.table().ofAddresses();
        boolean values = shape == ColumnShape.BOOLEAN || shape == ColumnShape.TIMESTAMP;
        return switch (found) {
            case CITY, STATE, POSTAL_CODE -> !words.contains("country") && placed(found, alone, addressTable);
            case FULL_NAME -> fullName(phrase);
            case PHONE ->
                (!phrase.words().equals(List.of("extension")) || personsTable && words.size() == 1)
                        && !(phrase.words().contains("cell") && !Collections.disjoint(around, IN_CELLS));
            case INITIALS -> true;
            case FREE_TEXT -> freeText(phrase);
            case STREET_ADDRESS, ADDRESS, ADDRESS_LINE ->
                !(alone && Machines.address(names))
                        && (phrase.where() == Where.ADDRESS
                                ? addressTable
                                        || !NUMBERS.contains(words.getLast())
                                        || names.table().behind(DataClass.STREET_ADDRESS)
                                : !wordOfThing
                                        || words.contains("address")
                                        || phrase.words().contains("building"));
            case URL ->
                personsTable
                        || Collections.disjoint(words, Set.of("website", "site", "blog", "page", "web", "www"))
                                && !thingsTable;
            case PHOTO -> photo(wordOfThing);
            case DISABILITY -> !Switches.off(names) && special(alone);
            case HEALTH -> !Switches.runs(names) && special(alone);
            case ETHNICITY, RELIGION, BELIEF, ORIENTATION, LUNCH_STATUS, GENDER ->
                special(alone) && !(values && found == DataClass.GENDER && !personsTable);
            case GEO_POSITION ->
                (!thingsTable || !alone)
                        && shape != ColumnShape.BOOLEAN
                        && shape != ColumnShape.TIMESTAMP
                        && shape != ColumnShape.DATE;
            case DOCUMENT_NUMBER ->
                (!thingsTable || phrase.words().size() > 1) && (personsTable || !words.equals(List.of("identifier")));
            case CARD_NUMBER -> !SMALL.contains(names.column().baseType()) || !alone;
            case BANK_ACCOUNT ->
                !(thingsTable && phrase.words().contains("account"))
                        && (personsTable || !alone || !words.getFirst().equals("cuenta"));
            case PASSWORD, SECRET ->
                !values && shape != ColumnShape.WHOLE && shape != ColumnShape.DATE
                        || CODES_TO_PAY.contains(words.getLast());
            case EMAIL -> !words.getFirst().equals("in");
            case USER_NAME ->
                userId(phrase)
                        && (!thingsTable
                                || !alone
                                || Vocabulary.anyAboutPersons(words)
                                || !LOOSE_USERS.contains(phrase.words().getFirst()));
            case AGE -> personsTable || phrase.words().size() > 1;
            case STUDENT_NUMBER ->
                !thingsTable
                        || !words.contains("id")
                        || personsTable
                        || shape == ColumnShape.TEXT && names.column().maxLength() != null;
            case BIRTH_DATE -> !(alone && words.size() > 2 && thingsTable);
            case NATIONAL_ID -> !(alone && phrase.words().getFirst().length() <= 3 && thingsTable);
            default -> true;
        };
    }

    /** Special categories are said of people, or by more than one word. */
    private boolean special(boolean alone) {
        return !names.ofThing() || personsTable || !alone && !thingsTable;
    }

    /** How many characters a value of a class has at least. */
    private static int shortest(DataClass found) {
        return switch (found) {
            case EMAIL, PHONE, ADDRESS, URL, IP_ADDRESS -> 6;
            case FULL_NAME, PHOTO -> 5;
            case PASSWORD, GIVEN_NAME, FAMILY_NAME, USER_NAME -> 4;
            case STREET_ADDRESS, NATIONAL_ID, CARD_NUMBER, DOCUMENT_NUMBER -> 3;
            default -> 1;
        };
    }

    /** The list of all sexes or faiths there are, which is nobody's. */
    private boolean listed(DataClass found) {
        return PhraseMatch.special(found)
                && !personsTable
                && !around.isEmpty()
                && around.stream().allMatch(word -> words.contains(word) || words.contains(word.replaceFirst("s$", "")))
                && names.table().columns() <= LISTED;
    }

    private boolean placed(DataClass found, boolean alone, boolean addressTable) {
        if (found == DataClass.STATE && words.equals(List.of("state")) && shape != ColumnShape.TEXT) {
            return false;
        }
        boolean brief = words.size() == 1 && words.getFirst().length() <= 2;
        boolean lonely = !names.table().beside(DataClass.POSTAL_CODE)
                && !names.table().beside(DataClass.STREET_ADDRESS)
                && !names.table().beside(DataClass.CITY);
        if (brief && !personsTable && !addressTable && lonely) {
            return false;
        }
        boolean qualified =
                !alone || words.stream().anyMatch(word -> QUALIFIERS.contains(word) || Vocabulary.person(word));
        if (thingsTable && !(qualified && names.table().beside(DataClass.STREET_ADDRESS))) {
            return false;
        }
        return (personsTable && (qualified || words.size() == 1)
                || addressTable
                || qualified && !thingsTable
                || names.table().beside(DataClass.STREET_ADDRESS)
                || found == DataClass.POSTAL_CODE
                        && words.size() == 1
                        && names.table().beside(DataClass.CITY)
                || names.table().beside(DataClass.POSTAL_CODE) && found != DataClass.POSTAL_CODE && words.size() <= 2);
    }

    /** In a table of users that has no other, what somebody logs in with. */
    private boolean userId(Phrase phrase) {
        boolean uid = phrase.words().getFirst().equals("uid");
        return !uid && !phrase.words().equals(List.of("user", "id"))
                || (names.table().beside(DataClass.PASSWORD)
                                || !uid && around.getLast().startsWith("user"))
                        && !names.table().beside(DataClass.USER_NAME);
    }

    private boolean fullName(Phrase phrase) {
        boolean anythings =
                OF_ANYTHING.contains(phrase.words()) || phrase.words().equals(PROVIDER);
        if (anythings && !personsTable && (thingsTable || names.table().ofSoftware())) {
            return false;
        }
        if (!personsTable
                && OF_ANYTHING.contains(phrase.words())
                && names.table().besideShortName()) {
            return false;
        }
        if (phrase.words().equals(PROVIDER)) {
            return personsTable || names.table().speaksOfPersons() && !thingsTable;
        }
        boolean loose = phrase.words().size() == 1;
        boolean followed = !words.getLast().startsWith(phrase.words().getFirst());
        if (loose && (followed || !personsTable && !names.room(A_NAME))) {
            return false;
        }
        return !loose || shape.wordy() && !words.getLast().equals("name") || personsTable;
    }

    private boolean freeText(Phrase phrase) {
        if (shape == ColumnShape.TEXT && !names.wide()) {
            return false;
        }
        boolean vague = phrase.words().size() == 1
                && Set.of("body", "statement", "message", "answer", "note", "letter", "about", "comment", "bericht")
                        .contains(phrase.words().getFirst());
        boolean technical = !Collections.disjoint(
                words,
                Set.of(
                        "error",
                        "log",
                        "debug",
                        "exception",
                        "warning",
                        "failure",
                        "stack",
                        "html",
                        "template",
                        "css",
                        "footer",
                        "header",
                        "commit"));
        return !(technical && !personsTable)
                && !(vague && thingsTable && !names.table().speaksOfPersons() && words.contains("body"));
    }

    private boolean photo(boolean wordOfThing) {
        if (shape == ColumnShape.BYTES) {
            return personsTable || Collections.disjoint(around, PICTURED);
        }
        return shape == ColumnShape.TEXT && !wordOfThing && !thingsTable || shape == ColumnShape.TEXT && personsTable;
    }
}
