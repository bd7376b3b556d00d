package dev.datamig.anonymizer.redact;

import dev.datamig.anonymizer.persona.NameFold;
import dev.datamig.anonymizer.persona.NameText;
import dev.datamig.anonymizer.persona.NameText.Part;
import dev.datamig.anonymizer.transform.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names that stand in the row's own columns.
 *
 * @param given columns with given names
 * @param family columns with family names
 * @param full columns with full names
 */
public record RowNames(List<String> given, List<String> family, List<String> full) {

    public static final RowNames NONE = new RowNames(List.of(), List.of(), List.of());

    /** Folded words with what they are. */
    Map<String, Part> words(Row row) {
        if (given.isEmpty() && family.isEmpty() && full.isEmpty()) {
            return Map.of();
        }
        var out = new HashMap<String, Part>();
        for (String column : full) {
            String text = row.text(column);
            if (text != null) {
                NameText.words(text).forEach(word -> put(out, text, word, word.part()));
            }
        }
        given.forEach(column -> all(out, row.text(column), Part.GIVEN));
        family.forEach(column -> all(out, row.text(column), Part.FAMILY));
        return out;
    }

    private static void all(Map<String, Part> out, @org.jspecify.annotations.Nullable String text, Part part) {
        if (text != null) {
            NameText.allAs(text, part).forEach(word -> put(out, text, word, word.part()));
        }
    }

    private static void put(Map<String, Part> out, String text, NameText.Word word, Part part) {
        String folded = NameFold.of(text.substring(word.start(), word.end()));
        if (folded.length() > 1 && part != Part.STAYS) {
            out.put(folded, part);
        }
    }
}
