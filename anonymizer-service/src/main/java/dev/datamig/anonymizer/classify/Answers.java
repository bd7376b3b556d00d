package dev.datamig.anonymizer.classify;

import java.util.Collections;
import java.util.Set;

/**
 * Values whose row says what they are: {@code meta_value} beside {@code meta_key}, {@code answer} beside {@code question}. Of people
 * these are this and that, some of it somebody's; so they are searched like free text.
 */
final class Answers {

    private static final Set<String> VALUES = Set.of(
            "value",
            "val",
            "answer",
            "response",
            "reply",
            "wert",
            "valor",
            "valeur",
            "valore",
            "waarde",
            "wartosc",
            "antwort",
            "respuesta",
            "reponse",
            "resposta",
            "risposta");
    private static final Set<String> KEYS = Set.of(
            "key",
            "field",
            "attribute",
            "attr",
            "property",
            "question",
            "item",
            "metadata",
            "prop",
            "campo",
            "feld",
            "frage",
            "pregunta",
            "pergunta",
            "domanda",
            "demographic");
    private static final Set<String> OF_SETTINGS = Set.of(
            "setting",
            "settings",
            "config",
            "configuration",
            "option",
            "options",
            "preference",
            "preferences",
            "parameter",
            "parameters",
            "permission",
            "permissions",
            "cache",
            "feature",
            "features");
    private static final Set<String> ASKED = Set.of(
            "answer",
            "answers",
            "response",
            "responses",
            "survey",
            "surveys",
            "respuestas",
            "antworten",
            "reponses",
            "respostas");

    /** Tables with a row for each value have few columns. */
    private static final int NARROW = 12;

    private Answers() {}

    static Classification judge(NamedColumn column) {
        boolean value = column.shape() == ColumnShape.TEXT
                && column.wide()
                && column.table().columns() <= NARROW
                && !column.words().isEmpty()
                && (VALUES.contains(column.words().getLast()) || answered(column))
                && Collections.disjoint(column.words(), OF_SETTINGS)
                && Collections.disjoint(column.table().words(), OF_SETTINGS);
        boolean told = column.table().besideWord(KEYS)
                || column.table().beside("name")
                        && column.table().words().stream().anyMatch(KEYS::contains);
        return value
                        && told
                        && (column.table().speaksOfPersons()
                                || !Collections.disjoint(column.table().words(), ASKED))
                ? new Classification(DataClass.FREE_TEXT, 0.6, "a value that its row tells the kind of")
                : Classification.NONE;
    }

    /** {@code answer_text}, {@code optional_text} among answers. */
    private static boolean answered(NamedColumn column) {
        return column.words().getLast().equals("text")
                && !Collections.disjoint(column.table().words(), ASKED)
                && !column.words().contains("question");
    }
}
