package dev.datamig.anonymizer.classify;

import dev.datamig.anonymizer.classify.Phrases.Phrase;
import dev.datamig.anonymizer.classify.Phrases.Where;
import dev.datamig.anonymizer.persona.NameFold;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.TableSchema;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the table around a column says: whose rows these are, and which other columns stand beside it. */
final class TableContext {

    private static final Set<String> ADDRESSES =
            Set.of("address", "addresses", "adresse", "adressen", "adresses", "direccion", "direcciones", "anschrift");
    /** Where somebody lives or something stands, which a street tells. */
    private static final Set<String> PLACES = Set.of("location", "locations");

    /** Called like people, but often companies. */
    private static final Set<String> EITHER = Set.of(
            "account", "accounts", "client", "clients", "lead", "leads", "tenant", "tenants", "customer", "customers");

    /** Hardly anything but a person has two of these. */
    private static final Set<DataClass> SOMEBODYS = EnumSet.of(
            DataClass.AGE,
            DataClass.GENDER,
            DataClass.BIRTH_PLACE,
            DataClass.ETHNICITY,
            DataClass.RELIGION,
            DataClass.HEALTH);

    private static final List<String> REAL_NAME = List.of("real", "name");
    private static final List<String> FULL_NAME = List.of("full", "name");

    /** Who is asked about something that is nobody. */
    private static final Set<String> ASKED =
            Set.of("contact", "support", "sponsor", "admin", "owner", "sender", "reply", "billing");

    /** Letters that may stand for a table's name. */
    private static final int SHORT = 3;

    private static final List<List<String>> SHORT_NAMES = List.of(
            List.of("short", "name"), List.of("nom", "court"), List.of("nombre", "corto"), List.of("abbreviation"));

    private final TableSchema table;
    private final ColumnSchema column;
    private final List<String> words;
    private final TableNaming naming;
    private final boolean ofPersons;
    private final boolean ofThings;

    /** @param naming how the table calls its columns */
    TableContext(TableSchema table, ColumnSchema column, TableNaming naming) {
        this.table = table;
        this.column = column;
        this.words = NameTokens.of(localName(table));
        this.naming = naming;
        this.ofPersons = besideBareName() && of(SOMEBODYS) > 1
                || !ofCompanies()
                        && Vocabulary.anyPerson(words)
                        && (!Vocabulary.anyThing(words) && !ofSoftware()
                                || Vocabulary.person(words.getLast())
                                        && !(ofSoftware() && Programs.calledLikePeople(words.getLast())))
                || !Vocabulary.anyThing(words) && hasPersonsOwn()
                || beside(DataClass.FAMILY_NAME) && beside(DataClass.BIRTH_DATE) && !ofCompanies();
        this.ofThings = Vocabulary.anyThing(words) && !ofPersons;
    }

    List<String> words() {
        return words;
    }

    /** Whether each row is a person, or of one. */
    boolean ofPersons() {
        return ofPersons;
    }

    /** Whether each row is a thing and nobody. */
    boolean ofThings() {
        return ofThings;
    }

    /** Whether programs or what they run on are in it; a provider of identities or sessions is one too. */
    boolean ofSoftware() {
        return Programs.in(words, own -> besideWord(Set.of(own)));
    }

    /** Whether each row is something that somebody has, and its name not a person's. */
    boolean ofWhatSomebodyHas() {
        return Vocabulary.ofSomebody(words.getLast())
                && !beside(DataClass.GIVEN_NAME)
                && !beside(DataClass.FAMILY_NAME)
                && !beside(DataClass.EMAIL);
    }

    /** Whether a row tells of a person what only persons have, whatever the table is called: a device and its holder. */
    boolean ofHolders() {
        return hasPersonsOwn();
    }

    /** Whether each row is an address, or part of one. */
    boolean ofAddresses() {
        return !Collections.disjoint(words, ADDRESSES)
                || !Collections.disjoint(words, PLACES) && beside(DataClass.STREET_ADDRESS);
    }

    /** Whether money is taken from a bank's account or a card. */
    boolean ofPayments() {
        return beside(DataClass.CARD_NUMBER)
                || beside(DataClass.BANK_ACCOUNT)
                || table.columns().stream()
                        .map(other -> NameTokens.of(other.name()))
                        .anyMatch(theirs -> theirs.contains("bank") && theirs.contains("name"));
    }

    /** Whether a column is a key of the table, or part of one. */
    boolean isKeyedBy(ColumnSchema key) {
        return table.primaryKey().contains(key.name())
                || table.uniqueKeys().stream().anyMatch(unique -> unique.contains(key.name()));
    }

    /** The words of the column's name, without what all columns of the table are called. */
    List<String> ownWords() {
        return NameTokens.of(naming.own(column.name()), words);
    }

    /** Whether the words are the table's name, or letters of it: {@code KH} of {@code KhachHang}. */
    boolean calledBy(List<String> said) {
        String own = String.join("", said);
        String name = NameFold.of(localName(table)).replaceAll("\\P{L}", "");
        return own.length() > 1
                && !Vocabulary.NOT_A_VALUE.contains(said.getLast())
                && own.charAt(0) == name.charAt(0)
                && (name.equals(own) || own.length() <= SHORT && Abbreviations.inOrder(own, name));
    }

    /** Whether the column is a key into another table, as the table's own {@code id} is of its type and the name is not of its own rows. */
    boolean keyOfAnother() {
        return column.name().toLowerCase(Locale.ROOT).endsWith("id")
                && table.columns().stream()
                        .anyMatch(other -> other != column
                                && other.name().equalsIgnoreCase("id")
                                && other.sourceType().equals(column.sourceType()))
                && NameTokens.of(column.name()).stream().noneMatch(this::calls);
    }

    /** Whether the table is called by a word, or by its plural. */
    private boolean calls(String word) {
        return words.stream().anyMatch(own -> own.equals(word) || own.equals(word + "s"));
    }

    int columns() {
        return table.columns().size();
    }

    /** Whether another column is called so. */
    boolean beside(String name) {
        return table.columns().stream().anyMatch(other -> other.name().equalsIgnoreCase(name));
    }

    /** Whether a column is called name and nothing else. */
    private boolean besideBareName() {
        return table.columns().stream().anyMatch(other -> {
            List<String> theirs = NameTokens.of(naming.own(other.name()));
            return theirs.size() == 1 && Vocabulary.NAME_WORDS.contains(theirs.getFirst());
        });
    }

    /** Whether the name of another column has one of these words. */
    boolean besideWord(Set<String> words) {
        return table.columns().stream()
                .anyMatch(other -> other != column && !Collections.disjoint(NameTokens.of(other.name()), words));
    }

    /** Whether the name of a column ends so. */
    boolean besideEnding(String ending) {
        return table.columns().stream()
                .anyMatch(other -> other.name().toLowerCase(Locale.ROOT).endsWith(ending));
    }

    /** Whether the name of another column is of these words. */
    private boolean besideWords(List<String> said) {
        return table.columns().stream()
                .anyMatch(other -> other != column
                        && NameTokens.of(naming.own(other.name())).equals(said));
    }

    /** Whether another column is a short name, as things have. */
    boolean besideShortName() {
        return table.columns().stream()
                .map(other -> NameTokens.of(other.name()))
                .anyMatch(theirs -> SHORT_NAMES.stream().anyMatch(theirs::containsAll));
    }

    /** Whether the name of another column says that it is of a class. */
    boolean beside(DataClass part) {
        return table.columns().stream().anyMatch(other -> {
            List<String> theirs = NameTokens.of(naming.own(other.name()));
            Phrase phrase = other == column ? null : PhraseMatch.longest(theirs, ColumnShape.of(other));
            return phrase != null && phrase.dataClass() == part && !PhraseMatch.weakened(theirs, phrase);
        });
    }

    /** Whether somebody signs in with a password, and no program does. */
    private boolean besideOwnPassword() {
        return !ofSoftware()
                && table.columns().stream().anyMatch(other -> {
                    List<String> theirs = NameTokens.of(naming.own(other.name()));
                    Phrase phrase = other == column ? null : PhraseMatch.longest(theirs, ColumnShape.of(other));
                    return phrase != null
                            && phrase.dataClass() == DataClass.PASSWORD
                            && ColumnShape.of(other) != ColumnShape.BOOLEAN
                            && !Programs.passwordOf(theirs)
                            && !PhraseMatch.weakened(theirs, phrase);
                });
    }

    /** Whether another column is somebody's e-mail address: {@code request_email} for {@code request}. */
    boolean besideMailOf(List<String> whose) {
        return table.columns().stream().anyMatch(other -> {
            List<String> theirs = NameTokens.of(naming.own(other.name()));
            return other != column
                    && theirs.size() > whose.size()
                    && theirs.subList(0, whose.size()).equals(whose)
                    && ends(other) instanceof Phrase phrase
                    && phrase.dataClass() == DataClass.EMAIL;
        });
    }

    /** Whether other columns tell what somebody is really called, and what is asked for at a sign-in. */
    boolean besideNameAndPassword() {
        return besideOwnPassword() && besideWords(REAL_NAME) && !beside(DataClass.USER_NAME);
    }

    /** Whether mail reaches the row itself, not somebody to ask about it: {@code contact_email}. */
    private boolean besideOwnEmail() {
        return table.columns().stream().anyMatch(other -> {
            List<String> theirs = NameTokens.of(naming.own(other.name()));
            return other != column
                    && !theirs.isEmpty()
                    && Collections.disjoint(theirs, ASKED)
                    && ends(other) instanceof Phrase phrase
                    && phrase.dataClass() == DataClass.EMAIL;
        });
    }

    /** Whether a row is of a person, or refers to one. */
    boolean speaksOfPersons() {
        return ofPersons
                || table.columns().stream().anyMatch(other -> {
                    List<String> theirs = NameTokens.of(other.name());
                    return theirs.size() > 1
                            && Set.of("id", "uid", "number", "key", "ref").contains(theirs.getLast())
                            && Vocabulary.anyAboutPersons(theirs);
                });
    }

    /** Whether a column tells that each row is a person: nothing else has a family name, a birth or a national id. */
    private boolean hasPersonsOwn() {
        return beside(DataClass.GIVEN_NAME)
                || beside(DataClass.FAMILY_NAME)
                || beside(DataClass.BIRTH_DATE)
                || beside(DataClass.NATIONAL_ID)
                || Collections.disjoint(words, EITHER)
                        && besideBareName()
                        && (besideOwnPassword() || besideOwnEmail() || beside(DataClass.STUDENT_NUMBER))
                || Collections.disjoint(words, EITHER) && of(SOMEBODYS) > 1
                || besideWords(FULL_NAME) && (beside(DataClass.PHONE) || beside(DataClass.EMAIL))
                || (beside(DataClass.AGE) || beside(DataClass.GENDER))
                        && (beside(DataClass.PHONE) || beside(DataClass.EMAIL));
    }

    /** Whether its name says that each row is a person, or what only persons have. */
    boolean surelyOfPersons() {
        return Vocabulary.anyPerson(words)
                || beside(DataClass.GIVEN_NAME)
                || beside(DataClass.FAMILY_NAME)
                || beside(DataClass.BIRTH_DATE)
                || beside(DataClass.NATIONAL_ID)
                || of(SOMEBODYS) > 1;
    }

    /** How many of these classes other columns say they are of, as far as tables of people are called; flags say little. */
    private long of(Set<DataClass> classes) {
        return table.columns().stream()
                .filter(other -> other != column && ColumnShape.of(other) != ColumnShape.BOOLEAN)
                .map(this::ends)
                .filter(phrase -> phrase != null && classes.contains(phrase.dataClass()))
                .map(Phrase::dataClass)
                .distinct()
                .count();
    }

    /** The phrase that another column's name ends with, if that says what it holds. */
    private @Nullable Phrase ends(ColumnSchema other) {
        List<String> theirs = NameTokens.of(naming.own(other.name()));
        Phrase phrase = PhraseMatch.longest(
                theirs, ColumnShape.of(other), where -> where == Where.ANYWHERE || where == Where.PEOPLE);
        return phrase != null
                        && theirs.getLast().equals(phrase.words().getLast())
                        && !PhraseMatch.weakened(theirs, phrase)
                ? phrase
                : null;
    }

    /** Whether the column stands right behind one of a class. */
    boolean behind(DataClass part) {
        int at = table.columns().indexOf(column);
        Phrase phrase = at < 1 ? null : ends(table.columns().get(at - 1));
        return phrase != null && phrase.dataClass() == part;
    }

    /** Accounts and customers with an industry or a revenue are companies. */
    private boolean ofCompanies() {
        long said = table.columns().stream()
                .filter(other -> !Collections.disjoint(NameTokens.of(other.name()), Vocabulary.OF_COMPANIES))
                .count();
        return said >= 2 && !Collections.disjoint(words, EITHER);
    }

    /** The table's name without its schema, and without that it is a table: {@code tblstudents}. */
    static String localName(TableSchema table) {
        String name = table.id().name();
        return name.substring(name.lastIndexOf('.') + 1).replaceFirst("(?i)^tbl_?(?=\\p{L}{3})", "");
    }
}
