package dev.datamig.anonymizer.classify;

import dev.datamig.anonymizer.classify.Phrases.Phrase;
import dev.datamig.anonymizer.classify.Phrases.Where;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A column as the words of its name, the kind of its type, and the table around it. */
final class NamedColumn {

    private static final int WIDE = 60;
    private final ColumnSchema column;
    private final ColumnShape shape;
    private final TableContext table;
    private final List<String> words;

    NamedColumn(TableSchema schema, ColumnSchema column, TableNaming naming) {
        this.column = column;
        this.shape = ColumnShape.of(column);
        this.table = new TableContext(schema, column, naming);
        List<String> own = table.ownWords();
        this.words = PhraseMatch.longest(own, shape, this::holds) == null
                ? Abbreviations.spelledOut(
                        own, phrase -> PhraseMatch.fits(phrase.needs(), shape) && holds(phrase.where()))
                : own;
    }

    ColumnSchema column() {
        return column;
    }

    ColumnShape shape() {
        return shape;
    }

    TableContext table() {
        return table;
    }

    List<String> words() {
        return words;
    }

    /** The phrase of its name that decides; null when there is none. */
    @Nullable
    Phrase phrase() {
        return PhraseMatch.longest(words, shape, this::holds);
    }

    /** The phrase of a text about it, such as its comment; null when there is none. */
    @Nullable
    Phrase phraseOf(List<String> said) {
        return said.isEmpty() ? null : PhraseMatch.longest(said, shape, this::holds);
    }

    private boolean holds(Where where) {
        return switch (where) {
            case ANYWHERE -> true;
            case PEOPLE -> table.ofPersons();
            case ADDRESS -> table.ofAddresses() || table.beside(DataClass.STREET_ADDRESS);
            case BANK -> table.ofPayments();
        };
    }

    boolean personsTable() {
        return table.ofPersons();
    }

    boolean thingsTable() {
        return table.ofThings();
    }

    /** Whether a row of a table of things tells of a person too. */
    boolean besideHolder() {
        return table.ofHolders();
    }

    /** Whether table or column name a thing and nobody. */
    boolean ofThing() {
        return thingsTable() || wordOfThing() && !personsTable();
    }

    boolean wordOfThing() {
        var rest = new ArrayList<>(words);
        rest.removeAll(Set.of("code", "status", "type", "group", "program"));
        return Vocabulary.anyThing(rest) && !Vocabulary.anyAboutPersons(rest);
    }

    /** Whether a text of some words finds room. */
    boolean wide() {
        return room(WIDE);
    }

    /** Whether so many characters find room. */
    boolean room(int characters) {
        Integer max = column.maxLength();
        return max == null || max >= characters;
    }
}
