package dev.datamig.anonymizer.classify;

import dev.datamig.anonymizer.classify.Phrases.Phrase;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Whether what a column's name says can be so, considering its type and the table around it. */
final class Plausibility {

    /** What says whose or which address a part of it is of. */
    private static final Set<String> QUALIFIERS = Set.of(
            "home",
            "mailing",
            "mail",
            "billing",
            "shipping",
            "ship",
            "bill",
            "primary",
            "secondary",
            "alternate",
            "work",
            "office",
            "residence",
            "residential",
            "permanent",
            "temporary",
            "postal",
            "address",
            "employee",
            "customer",
            "student",
            "patient",
            "contact",
            "parent",
            "guardian",
            "emergency",
            "owner",
            "user",
            "person",
            "staff",
            "applicant",
            "member",
            "birth",
            "name",
            "cust",
            "province",
            "to",
            "from",
            "village",
            "physical",
            "business",
            "code",
            "cod",
            "codigo",
            "kod",
            "zip");
    /** Things of which pictures are kept; of anything else a binary may show or tell about a person. */
    static final Set<String> PICTURED = Set.of(
            "product",
            "products",
            "category",
            "categories",
            "film",
            "movie",
            "brand",
            "catalog",
            "article",
            "artikel",
            "item",
            "items",
            "theme",
            "country",
            "flag",
            "album",
            "model",
            "illustration",
            "course",
            "courses",
            "book",
            "books",
            "vehicle",
            "device",
            "devices");

    private final NameEvidence names;
    private final ColumnShape shape;
    private final List<String> words;
    private final List<String> around;
    private final boolean personsTable;
    private final boolean thingsTable;

    Plausibility(NameEvidence names) {
        this.names = names;
        this.shape = names.shape();
        this.words = names.words();
        this.around = names.around();
        this.personsTable = names.personsTable();
        this.thingsTable = names.thingsTable();
    }

    boolean of(Phrase phrase) {
        DataClass found = phrase.dataClass();
        boolean alone = phrase.words().size() == 1;
        boolean wordOfThing = names.wordOfThing();
        boolean addressTable =
                !Collections.disjoint(around, Set.of("address", "addresses", "adresse", "direccion", "anschrift"));
        boolean values = shape == ColumnShape.BOOLEAN || shape == ColumnShape.TIMESTAMP;
        return switch (found) {
            case CITY, STATE, POSTAL_CODE -> !words.contains("country") && placed(found, alone, addressTable);
            case FULL_NAME -> fullName(phrase);
            case PHONE -> !phrase.words().equals(List.of("extension")) || personsTable && words.size() == 1;
            case INITIALS -> true;
            case FREE_TEXT -> freeText(phrase);
            case STREET_ADDRESS, ADDRESS, ADDRESS_LINE -> !wordOfThing || words.contains("address");
            case URL ->
                personsTable || Collections.disjoint(words, Set.of("website", "site", "blog", "page")) && !thingsTable;
            case PHOTO -> photo(wordOfThing);
            case HEALTH, DISABILITY, ETHNICITY, RELIGION, BELIEF, ORIENTATION, LUNCH_STATUS, GENDER ->
                (!names.ofThing() || personsTable || !alone && !thingsTable)
                        && !(values && found == DataClass.GENDER && !personsTable);
            case GEO_POSITION ->
                (!thingsTable || !alone)
                        && shape != ColumnShape.BOOLEAN
                        && shape != ColumnShape.TIMESTAMP
                        && shape != ColumnShape.DATE;
            case DOCUMENT_NUMBER ->
                (!thingsTable || phrase.words().size() > 1) && (personsTable || !words.equals(List.of("identifier")));
            case BANK_ACCOUNT ->
                !(thingsTable && phrase.words().contains("account"))
                        && (personsTable || !alone || !words.getFirst().equals("cuenta"));
            case PASSWORD, SECRET ->
                !values && shape != ColumnShape.WHOLE && shape != ColumnShape.DATE
                        || words.getLast().equals("pin");
            case USER_NAME -> !thingsTable || phrase.words().size() > 1 || personsTable;
            case AGE -> personsTable || phrase.words().size() > 1;
            case STUDENT_NUMBER -> !thingsTable || !words.contains("id") || personsTable;
            case BIRTH_DATE -> !(alone && words.size() > 2 && thingsTable);
            case NATIONAL_ID -> !(alone && phrase.words().getFirst().length() <= 3 && thingsTable);
            default -> true;
        };
    }

    private boolean placed(DataClass found, boolean alone, boolean addressTable) {
        if (found == DataClass.STATE && words.equals(List.of("state")) && shape != ColumnShape.TEXT) {
            return false;
        }
        boolean brief = words.size() == 1 && words.getFirst().length() <= 2;
        boolean lonely = !names.beside(DataClass.POSTAL_CODE)
                && !names.beside(DataClass.STREET_ADDRESS)
                && !names.beside(DataClass.CITY);
        if (brief && !personsTable && !addressTable && lonely) {
            return false;
        }
        boolean qualified = !alone || words.stream().anyMatch(QUALIFIERS::contains);
        if (thingsTable && !(qualified && names.beside(DataClass.STREET_ADDRESS))) {
            return false;
        }
        return (personsTable && (qualified || words.size() == 1)
                || addressTable
                || qualified && !thingsTable
                || names.beside(DataClass.STREET_ADDRESS)
                || found == DataClass.POSTAL_CODE && words.size() == 1 && names.beside(DataClass.CITY)
                || names.beside(DataClass.POSTAL_CODE) && found != DataClass.POSTAL_CODE && words.size() <= 2);
    }

    private boolean fullName(Phrase phrase) {
        if (thingsTable && (words.contains("display") || words.equals(List.of("full", "name")))) {
            return false;
        }
        boolean loose = phrase.words().size() == 1;
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
                && !(vague && thingsTable && !names.speaksOfPersons() && words.contains("body"));
    }

    private boolean photo(boolean wordOfThing) {
        if (shape == ColumnShape.BYTES) {
            return personsTable || Collections.disjoint(around, PICTURED);
        }
        return shape == ColumnShape.TEXT && !wordOfThing && !thingsTable || shape == ColumnShape.TEXT && personsTable;
    }
}
