package dev.datamig.anonymizer.classify;

import dev.datamig.anonymizer.classify.JsonLeaves.Leaf;
import dev.datamig.anonymizer.classify.Phrases.Phrase;
import dev.datamig.anonymizer.classify.ValueJudge.Evidence;
import dev.datamig.anonymizer.classify.ValueJudge.Weight;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.TableSchema;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Judges columns by name, type, comment, the table around them and a sample of their values. Pure; knows no database, and the same
 * schema and sample always give the same result. Not for several threads.
 */
public final class Classifier {

    /** What no telephone number is, whatever a name's letters seem to say. */
    private static final Set<String> OF_TIME = Set.of("date", "time", "hours");
    /** Dates that are not of a birth, whatever years they are in. */
    private static final Set<String> OTHER_DATES = Vocabulary.words("""
            hire hired start end due modified created updated order ship release released publish published entry
            exit enroll enrollment expires expiry exp effective from to invoice payment event open opened closed
            close last joined since rate sell discontinued valid
            """);

    private record Named(TableSchema table, TableNaming naming) {}

    private @Nullable Named named;

    /** What a column holds, without a look at its values. */
    public Classification classify(TableSchema table, ColumnSchema column) {
        return classify(table, column, ColumnSample.EMPTY);
    }

    /** What a column holds. */
    public Classification classify(TableSchema table, ColumnSchema column, ColumnSample sample) {
        if (column.name().startsWith("~")) {
            return Classification.NONE;
        }
        var names = new NamedColumn(table, column, naming(table));
        Classification byName = column.identity() ? numbered(names) : NameEvidence.judge(names);
        if (names.words().isEmpty() && sample.size() == 0) {
            return byName.after(0, byName);
        }
        List<String> values = ValueJudge.readable(sample);
        Classification found =
                names.shape().parted() ? parted(names, byName, values) : combined(names, byName, values, sample.size());
        return found.after(sample.size(), byName);
    }

    /** Columns are judged table by table, and what a table calls its columns is found by looking at all of them. */
    @SuppressWarnings("ReferenceEquality")
    private TableNaming naming(TableSchema table) {
        Named last = named;
        if (last == null || last.table != table) {
            last = new Named(table, TableNaming.of(table));
            named = last;
        }
        return last.naming;
    }

    /** A number that the database counts up can still be the number that a person is known by. */
    private static Classification numbered(NamedColumn names) {
        Classification found = NameEvidence.judge(names);
        return found.dataClass() == DataClass.STAFF_NUMBER || found.dataClass() == DataClass.STUDENT_NUMBER
                ? found
                : Classification.NONE;
    }

    private static Classification combined(NamedColumn names, Classification byName, List<String> values, int size) {
        if (values.isEmpty()) {
            return byName;
        }
        Optional<Evidence> seen = evidence(names, values);
        DataClass named = byName.dataClass();
        if (named == null) {
            return seen.filter(evidence -> believable(evidence, names, values))
                    .map(evidence -> new Classification(
                            evidence.dataClass(), evidence.weight() == Weight.STRONG ? 0.9 : 0.7, evidence.reason()))
                    .or(() -> RowsOfPersons.judge(names, values))
                    .orElseGet(() -> mixed(names, byName, values));
        }
        if (seen.isPresent() && seen.get().dataClass() == named) {
            return new Classification(
                    named,
                    Classification.CONFIRMED,
                    byName.reason() + "; " + seen.get().reason());
        }
        Optional<Classification> numbered = SomebodysColumns.numbered(names, byName, values);
        if (numbered.isPresent()) {
            return numbered.get();
        }
        if (seen.isPresent() && outweighs(seen.get(), named)) {
            return new Classification(
                    seen.get().dataClass(), 0.9, seen.get().reason() + ", though the " + byName.reason());
        }
        if (named.direct()
                && seen.isPresent()
                && seen.get().dataClass() == DataClass.FREE_TEXT
                && ValueJudge.prose(values)) {
            return new Classification(
                    DataClass.FREE_TEXT, 0.9, seen.get().reason() + ", though the " + byName.reason());
        }
        if (byName.equals(Agents.FOUND) && seen.isEmpty() && !WorldNames.couldBeNamed(values)) {
            return mixed(names, Classification.NONE, values);
        }
        return Contradiction.of(named, values, names)
                .map(against -> new Classification(null, 0.8, byName.reason() + ", but " + against))
                .orElse(byName);
    }

    /** What is no column of somebody's values may have some among others. */
    private static Classification mixed(NamedColumn names, Classification byName, List<String> values) {
        return names.shape().wordy()
                ? MixedValues.of(parts(names, values))
                        .map(some -> new Classification(some.dataClass(), 0.6, some.reason()))
                        .orElse(byName)
                : byName;
    }

    private static List<String> parts(NamedColumn names, List<String> values) {
        return switch (names.shape()) {
            case TEXT_ARRAY, ANY -> Elements.of(values);
            default -> values;
        };
    }

    /** Names without letters or digits have no words. */
    private static boolean endsIn(List<String> words, String last) {
        return !words.isEmpty() && words.getLast().equals(last);
    }

    /** Fails closed: no value speaks against a name, and one personal part makes the column personal. */
    private Classification parted(NamedColumn names, Classification byName, List<String> values) {
        return byName.dataClass() != null
                ? byName
                : InnerParts.judge(this, names.shape(), values)
                        .map(inside -> new Classification(inside.dataClass(), 0.7, inside.reason()))
                        .orElse(byName);
    }

    private static Optional<Evidence> evidence(NamedColumn names, List<String> values) {
        return switch (names.shape()) {
            case TEXT, BYTES -> ValueJudge.text(values).or(() -> births(names, values));
            case TEXT_ARRAY, ANY -> ValueJudge.text(Elements.of(values));
            case PAIRS -> ValueJudge.text(PairValues.of(values));
            case DATE -> births(names, values);
            case DATES -> births(names, Days.of(values));
            case TIMESTAMP -> births(names, Days.ofTimes(values));
            case WHOLE -> numbers(names, values);
            default -> Optional.empty();
        };
    }

    /** Whole numbers that nothing counts up. */
    private static Optional<Evidence> numbers(NamedColumn names, List<String> values) {
        DataClass somebodys = Roles.number(names.words(), true);
        if (somebodys != null) {
            return BareNumbers.givenOut(values, somebodys);
        }
        return names.personsTable() && !endsIn(names.words(), "id")
                ? BareNumbers.ofPerson(values).or(() -> RowsOfPersons.number(names, values))
                : Optional.empty();
    }

    /** Dates of people, as dates or written out. */
    private static Optional<Evidence> births(NamedColumn names, List<String> values) {
        return names.personsTable()
                        && Collections.disjoint(names.words(), OTHER_DATES)
                        && BareNumbers.births(values, Contradiction.YEAR)
                ? Optional.of(new Evidence(
                        DataClass.BIRTH_DATE, Weight.MEDIUM, 1, "dates of persons over many years, none of late"))
                : Optional.empty();
    }

    /** Whether values alone make a class of a column that its name does not tell. */
    private static boolean believable(Evidence evidence, NamedColumn names, List<String> values) {
        return switch (evidence.dataClass()) {
            case FREE_TEXT -> !(names.ofThing() || aboutItsThing(names)) || PeopleInValues.speaksOfPeople(values);
            case GIVEN_NAME, FAMILY_NAME ->
                !names.ofThing() && Collections.disjoint(names.words(), Contradiction.OTHER_NAMES);
            case FULL_NAME ->
                !names.ofThing() && Collections.disjoint(names.words(), Contradiction.OTHER_NAMES)
                        || PeopleInValues.peopleForSure(values)
                        || names.besideHolder()
                                && PeopleInValues.peopleForSure(
                                        values.stream().distinct().toList());
            case USER_NAME -> !names.ofThing() || endsIn(names.words(), "by");
            case STATE, POSTAL_CODE -> names.personsTable();
            case GENDER -> !names.ofThing();
            case STREET_ADDRESS -> true;
            case URL -> !names.ofThing() || names.personsTable();
            case PHOTO -> !names.ofThing();
            case PHONE, NATIONAL_ID ->
                Collections.disjoint(names.words(), Contradiction.CODES)
                        || names.personsTable() && OF_TIME.containsAll(ofCodes(names.words()));
            case CARD_NUMBER -> Collections.disjoint(names.words(), Set.of("imei", "iccid", "sim", "tracking"));
            case IP_ADDRESS -> Collections.disjoint(names.words(), Set.of("version", "oid", "release"));
            default -> true;
        };
    }

    /** The words that are said of codes. */
    private static Set<String> ofCodes(List<String> words) {
        return words.stream().filter(Contradiction.CODES::contains).collect(Collectors.toSet());
    }

    private static boolean aboutItsThing(NamedColumn names) {
        return !names.personsTable()
                && !Collections.disjoint(
                        names.words(),
                        Set.of("error", "exception", "query", "sql", "agent", "trace", "expression", "command"));
    }

    /** Whether values are so plainly something else that the name must have misled. */
    private static boolean outweighs(Evidence evidence, DataClass named) {
        if (evidence.weight() != Weight.STRONG) {
            return named == DataClass.FULL_NAME
                            && (evidence.dataClass() == DataClass.GIVEN_NAME
                                    || evidence.dataClass() == DataClass.FAMILY_NAME)
                            && evidence.share() >= 0.9
                    ? false
                    : named == DataClass.USER_NAME && evidence.dataClass() == DataClass.FULL_NAME
                            || (named == DataClass.GIVEN_NAME || named == DataClass.FAMILY_NAME)
                                    && evidence.dataClass() == DataClass.FULL_NAME
                                    && evidence.share() >= 0.9;
        }
        return switch (evidence.dataClass()) {
            case EMAIL -> named != DataClass.FREE_TEXT && named != DataClass.SECRET;
            case PASSWORD, SECRET -> named != DataClass.PASSWORD && named != DataClass.SECRET;
            case IP_ADDRESS, MAC_ADDRESS, BANK_ACCOUNT, CARD_NUMBER -> true;
            case NATIONAL_ID ->
                named != DataClass.PHONE && named != DataClass.STUDENT_NUMBER && named != DataClass.STAFF_NUMBER;
            case PHONE -> named == DataClass.FULL_NAME || named == DataClass.EMAIL || named == DataClass.GIVEN_NAME;
            case STREET_ADDRESS ->
                named == DataClass.CITY
                        || named == DataClass.ADDRESS_LINE
                        || named == DataClass.STATE
                        || named == DataClass.EMAIL;
            case PHOTO -> named == DataClass.FREE_TEXT;
            default -> false;
        };
    }

    /**
     * What the values under a path of a column's JSON documents hold: judged like a column that is called by the key, in a table that is
     * called by what the object stands under and has the other keys of the object as its columns.
     */
    public Classification classifyLeaf(TableSchema table, ColumnSchema column, Leaf leaf, List<Leaf> all) {
        TableSchema object = JsonObjects.of(table, column, leaf, all);
        ColumnSchema own = JsonObjects.column(leaf);
        Classification found = classify(object, own, leaf.sample());
        if (found.dataClass() != null || own.name().isEmpty()) {
            return found;
        }
        Classification byKey = classifyKey(own.name(), JsonObjects.around(leaf));
        boolean flags = leaf.kind() == JsonLeaves.Kind.BOOLEAN;
        return byKey.dataClass() == null || flags
                ? found
                : byKey.after(leaf.sample().size(), byKey);
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
        Phrase phrase = PhraseMatch.longest(words, ColumnShape.TEXT);
        boolean ofThing = Vocabulary.anyThing(words) && !Vocabulary.anyAboutPersons(words);
        if (phrase != null
                && !PhraseMatch.weakened(words, phrase)
                && !(ofThing && phrase.words().size() == 1)) {
            return new Classification(phrase.dataClass(), 0.8, "JSON key '" + String.join(" ", phrase.words()) + "'");
        }
        List<String> context = NameTokens.of(around);
        boolean bare = words.equals(List.of("name")) || words.equals(List.of("nombre")) || words.equals(List.of("nom"));
        return bare
                        && Vocabulary.anyPerson(context)
                        && !Vocabulary.anyThing(context)
                        && Collections.disjoint(context, Vocabulary.SOFTWARE)
                ? new Classification(DataClass.FULL_NAME, 0.8, "JSON key of a person")
                : Classification.NONE;
    }
}
