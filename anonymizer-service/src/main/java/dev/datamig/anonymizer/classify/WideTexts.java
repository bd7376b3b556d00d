package dev.datamig.anonymizer.classify;

import java.util.Collections;
import java.util.Set;

/** Wide texts beside a person's key, and texts of notes and reviews, may say something of people. */
final class WideTexts {

    private static final Set<String> MAYBE = Vocabulary.words(
            "info infos information description content summary details detail text reason explanation subject goal plan history abstract"
                    + " complaint background memo descripcion descrizione descricao beschreibung contenido contenu contenuto conteudo inhalt inhoud tresc opis omschrijving");

    private static final Set<String> TEXTS = Vocabulary.words(
            "comment note message feedback remark post review comments notes messages recensione recensioni resena bewertung opinion posty appeal");

    /** What ends names of columns that only tell of which kind a text is. */
    private static final Set<String> ABOUT_IT =
            Vocabulary.words("type code status format id count flag size hash url key version");

    private WideTexts() {}

    static Classification judge(NamedColumn column) {
        boolean said = column.shape() == ColumnShape.TEXT
                && column.wide()
                && !column.thingsTable()
                && !Vocabulary.FLAGS.contains(column.words().getFirst())
                && !ABOUT_IT.contains(column.words().getLast())
                && !Collections.disjoint(column.words(), MAYBE);
        return said
                        && (column.table().speaksOfPersons()
                                || !Collections.disjoint(column.table().words(), TEXTS))
                ? new Classification(DataClass.FREE_TEXT, 0.7, "wide text beside a person's key")
                : Classification.NONE;
    }
}
