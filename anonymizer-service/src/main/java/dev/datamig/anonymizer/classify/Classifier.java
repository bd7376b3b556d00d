package dev.datamig.anonymizer.classify;

import dev.datamig.anonymizer.classify.Phrases.Needs;
import dev.datamig.anonymizer.classify.Phrases.Phrase;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.TableSchema;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges columns by name, type, comment and the table around them. Pure; knows no database. */
public final class Classifier {

    private static final Set<String> PERSON_TABLES = Set.of(
            "person",
            "people",
            "examinee",
            "rater",
            "reviewer",
            "evaluator",
            "participant",
            "respondent",
            "registrant",
            "attendee",
            "instructor",
            "professor",
            "tutor",
            "mentor",
            "witness",
            "owner",
            "buyer",
            "worker",
            "signatory",
            "persons",
            "student",
            "students",
            "staff",
            "teacher",
            "teachers",
            "guardian",
            "guardians",
            "parent",
            "parents",
            "contact",
            "contacts",
            "employee",
            "employees",
            "customer",
            "customers",
            "patient",
            "patients",
            "user",
            "users",
            "member",
            "members",
            "actor",
            "actors",
            "author",
            "authors",
            "candidate",
            "applicant",
            "pupil",
            "pupils",
            "learner",
            "counselor",
            "principal",
            "driver",
            "visitor",
            "volunteer",
            "sibling",
            "profile",
            "profiles",
            "account",
            "accounts",
            "persona",
            "personas",
            "alumno",
            "eleve",
            "schueler",
            "lehrer",
            "individual",
            "household",
            "family",
            "emergency",
            "recipient",
            "client",
            "clients",
            "physician",
            "doctor",
            "coach",
            "proctor",
            "grader",
            "nurse",
            "demographics",
            "demographic",
            "roster",
            "login",
            "logins");
    private static final Set<String> THINGS = Set.of(
            "school",
            "schools",
            "course",
            "courses",
            "class",
            "classes",
            "district",
            "districts",
            "section",
            "sections",
            "subject",
            "subjects",
            "term",
            "building",
            "room",
            "product",
            "products",
            "category",
            "categories",
            "organization",
            "org",
            "department",
            "company",
            "vendor",
            "publisher",
            "supplier",
            "suppliers",
            "file",
            "table",
            "column",
            "role",
            "permission",
            "group",
            "team",
            "app",
            "application",
            "event",
            "assessment",
            "test",
            "item",
            "standard",
            "unit",
            "lesson",
            "program",
            "grade",
            "country",
            "state",
            "city",
            "region",
            "calendar",
            "period",
            "type",
            "status",
            "code",
            "template",
            "report",
            "tag",
            "topic",
            "resource",
            "license",
            "library",
            "device",
            "bus",
            "route",
            "curriculum",
            "rubric",
            "domain",
            "campus",
            "agency",
            "film",
            "movie",
            "store",
            "language",
            "genre",
            "track",
            "album",
            "artist",
            "playlist",
            "media",
            "culture",
            "currency",
            "shift",
            "location",
            "document",
            "territory",
            "shipper",
            "shippers",
            "ship",
            "brand",
            "model");
    private static final Set<String> ABOUT_PERSONS = Set.of(
            "student",
            "person",
            "staff",
            "teacher",
            "guardian",
            "user",
            "employee",
            "customer",
            "patient",
            "parent",
            "member",
            "author",
            "pupil",
            "learner",
            "contact",
            "counselor");
    private static final Set<String> MAYBE_FREE_TEXT = Set.of(
            "description",
            "content",
            "summary",
            "details",
            "detail",
            "text",
            "reason",
            "explanation",
            "subject",
            "goal",
            "plan",
            "history");
    private static final Set<String> NOT_A_VALUE = Set.of(
            "type",
            "flag",
            "count",
            "status",
            "verified",
            "enabled",
            "sent",
            "at",
            "on",
            "format",
            "valid",
            "required",
            "visible",
            "kind",
            "id",
            "changed",
            "expires",
            "expiry",
            "date",
            "time",
            "version",
            "hash",
            "limit",
            "total",
            "preference",
            "score",
            "level",
            "category",
            "size",
            "length",
            "position",
            "order",
            "optin",
            "opt",
            "confirmed",
            "is",
            "has",
            "allow",
            "lookup",
            "ref");

    private static final Set<String> SOFTWARE =
            Set.of("api", "app", "oauth", "application", "device", "service", "bot");

    /** What a column holds. */
    public Classification classify(TableSchema table, ColumnSchema column) {
        ColumnShape shape = ColumnShape.of(column);
        if (column.identity() || column.name().startsWith("~")) {
            return Classification.NONE;
        }
        List<String> words = NameTokens.of(column.name().replaceFirst("^(start|end)\\.", ""));
        Set<String> around = new HashSet<>(NameTokens.of(localName(table)));
        Classification byName = byName(words, shape, around, column, table);
        if (byName.dataClass() != null) {
            return byName;
        }
        Classification byType = byType(shape, words, column);
        return byType.dataClass() != null ? byType : byComment(column, shape);
    }

    /**
     * What the value under a key of a JSON object holds.
     *
     * @param around the key under which the object itself stands; empty at the top
     */
    public Classification classifyKey(String key, String around) {
        List<String> words = NameTokens.of(key);
        if (words.isEmpty()) {
            return Classification.NONE;
        }
        Phrase phrase = longest(words, ColumnShape.TEXT);
        boolean ofThing = !Collections.disjoint(words, THINGS) && Collections.disjoint(words, ABOUT_PERSONS);
        if (phrase != null
                && !weakened(words, phrase)
                && !(ofThing && phrase.words().size() == 1)) {
            return new Classification(phrase.dataClass(), 0.8, "JSON key '" + String.join(" ", phrase.words()) + "'");
        }
        boolean person = !Collections.disjoint(NameTokens.of(around), PERSON_TABLES);
        return person && personsName(words, Set.copyOf(NameTokens.of(around)), false)
                ? new Classification(DataClass.FULL_NAME, 0.8, "JSON key of a person")
                : Classification.NONE;
    }

    private Classification byName(
            List<String> words, ColumnShape shape, Set<String> around, ColumnSchema column, TableSchema table) {
        Phrase phrase = longest(words, shape);
        if (phrase != null && !weakened(words, phrase) && plausible(phrase.dataClass(), words, around, shape, column)) {
            double confidence = phrase.words().size() > 1 || words.size() == 1 ? 0.95 : 0.8;
            return new Classification(
                    phrase.dataClass(), confidence, "name contains '" + String.join(" ", phrase.words()) + "'");
        }
        if (shape == ColumnShape.TEXT && words.equals(List.of("user"))) {
            return new Classification(DataClass.USER_NAME, 0.7, "a user as text");
        }
        if (shape.wordy() && personsName(words, around, PERSON_TABLES.contains(lastWord(table)))) {
            return new Classification(DataClass.FULL_NAME, 0.8, "a name in a table of persons");
        }
        if (shape == ColumnShape.TEXT
                && wide(column)
                && !Collections.disjoint(words, MAYBE_FREE_TEXT)
                && speaksOfPersons(table, around)) {
            return new Classification(DataClass.FREE_TEXT, 0.7, "wide text beside a person's key");
        }
        return Classification.NONE;
    }

    /** The last word of a table's name says what it is: a report recipient is a person, a student group is none. */
    private static boolean personsName(List<String> words, Set<String> around, boolean personsTable) {
        boolean bare = words.equals(List.of("name")) || words.equals(List.of("nombre")) || words.equals(List.of("nom"));
        return bare
                && !Collections.disjoint(around, PERSON_TABLES)
                && (Collections.disjoint(around, THINGS) || personsTable)
                && Collections.disjoint(around, SOFTWARE);
    }

    /** {@code email_type}, {@code phone_verified_at} and {@code address_id} are about a value, not the value. */
    private static boolean weakened(List<String> words, Phrase phrase) {
        String last = words.getLast();
        boolean containsLast = phrase.words().contains(last);
        boolean flagged = words.getFirst().equals("is") || words.getFirst().equals("has");
        return (flagged || !containsLast && NOT_A_VALUE.contains(last)) && phrase.dataClass() != DataClass.PASSWORD;
    }

    private static boolean plausible(
            DataClass found, List<String> words, Set<String> around, ColumnShape shape, ColumnSchema column) {
        boolean ofThing = !Collections.disjoint(words, THINGS) && Collections.disjoint(words, ABOUT_PERSONS);
        boolean personsTable = !Collections.disjoint(around, PERSON_TABLES);
        boolean addressTable = around.contains("address") || around.contains("addresses");
        boolean thingsTable = !Collections.disjoint(around, THINGS) && !personsTable;
        return switch (found) {
            case CITY, STATE, POSTAL_CODE ->
                !thingsTable && (personsTable || addressTable || words.size() > 1) && !statusLike(found, words, shape);
            case FULL_NAME -> !(thingsTable && words.contains("display"));
            case FREE_TEXT -> shape != ColumnShape.TEXT || wide(column);
            case STREET_ADDRESS, ADDRESS, ADDRESS_LINE -> !ofThing || words.contains("address");
            case URL -> personsTable || Collections.disjoint(words, Set.of("website", "site"));
            case PHOTO -> shape == ColumnShape.BYTES || shape == ColumnShape.TEXT && !ofThing;
            case HEALTH, DISABILITY, ETHNICITY, RELIGION, LUNCH_STATUS, GENDER -> !ofThing || personsTable;
            case GEO_POSITION -> !thingsTable;
            case DOCUMENT_NUMBER -> !thingsTable || words.size() > 1;
            default -> true;
        };
    }

    /** A column called {@code state} outside addresses tells how far something is. */
    private static boolean statusLike(DataClass found, List<String> words, ColumnShape shape) {
        return found == DataClass.STATE && words.equals(List.of("state")) && shape != ColumnShape.TEXT;
    }

    private static boolean wide(ColumnSchema column) {
        Integer max = column.maxLength();
        return max == null || max >= 80;
    }

    private static boolean speaksOfPersons(TableSchema table, Set<String> around) {
        return !Collections.disjoint(around, PERSON_TABLES)
                || table.columns().stream().anyMatch(column -> {
                    List<String> words = NameTokens.of(column.name());
                    return words.size() > 1
                            && (words.getLast().equals("id") || words.getLast().equals("uid"))
                            && !Collections.disjoint(words, ABOUT_PERSONS);
                });
    }

    private static Classification byType(ColumnShape shape, List<String> words, ColumnSchema column) {
        return switch (shape) {
            case NETWORK -> new Classification(DataClass.IP_ADDRESS, 0.9, "type " + column.baseType());
            case MAC -> new Classification(DataClass.MAC_ADDRESS, 0.9, "type " + column.baseType());
            case JSON -> new Classification(DataClass.JSON, 0.9, "JSON document");
            case SEARCH_VECTOR -> new Classification(DataClass.SEARCH_VECTOR, 0.9, "words of other columns");
            case BYTES ->
                Collections.disjoint(words, Set.of("hash", "checksum", "digest", "sha", "signature", "key"))
                        ? new Classification(DataClass.PHOTO, 0.5, "binary contents of unknown kind")
                        : Classification.NONE;
            default -> Classification.NONE;
        };
    }

    private static Classification byComment(ColumnSchema column, ColumnShape shape) {
        String comment = column.comment();
        if (comment == null || !(shape.wordy() || shape == ColumnShape.DATE)) {
            return Classification.NONE;
        }
        Phrase phrase = longest(NameTokens.of(comment), shape);
        return phrase == null
                        || phrase.words().size() < 2 && !phrase.dataClass().direct()
                ? Classification.NONE
                : new Classification(
                        phrase.dataClass(), 0.6, "comment says '" + String.join(" ", phrase.words()) + "'");
    }

    private static @Nullable Phrase longest(List<String> words, ColumnShape shape) {
        Phrase best = null;
        int bestAt = -1;
        for (Phrase phrase : Phrases.ALL) {
            int at = Collections.lastIndexOfSubList(words, phrase.words());
            if (at < 0 || !fits(phrase.needs(), shape)) {
                continue;
            }
            boolean longer =
                    best == null || phrase.words().size() > best.words().size();
            boolean later =
                    best != null && phrase.words().size() == best.words().size() && at > bestAt;
            if (longer || later) {
                best = phrase;
                bestAt = at;
            }
        }
        return best;
    }

    private static boolean fits(Needs needs, ColumnShape shape) {
        boolean text = shape == ColumnShape.TEXT || shape == ColumnShape.TEXT_ARRAY || shape == ColumnShape.ANY;
        boolean number = shape == ColumnShape.WHOLE || shape == ColumnShape.DECIMAL;
        return switch (needs) {
            case TEXT -> text || shape == ColumnShape.NETWORK || shape == ColumnShape.MAC;
            case DATE -> shape == ColumnShape.DATE || shape == ColumnShape.TIMESTAMP || shape == ColumnShape.ANY;
            case NUMBER -> number;
            case TEXT_OR_NUMBER -> text || number;
            case ANY -> true;
        };
    }

    private static String lastWord(TableSchema table) {
        List<String> words = NameTokens.of(localName(table));
        return words.isEmpty() ? "" : words.getLast();
    }

    private static String localName(TableSchema table) {
        String name = table.id().name();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(dot + 1);
    }
}
