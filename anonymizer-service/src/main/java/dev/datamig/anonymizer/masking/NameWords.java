package dev.datamig.anonymizer.masking;

import dev.datamig.anonymizer.constraint.ColumnCheck;
import dev.datamig.anonymizer.persona.WordList;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.Physical;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which words of the lists the constraints on columns of names take, in one case or another. A person is called the same in all columns and
 * texts, so what one column cannot hold nobody is called.
 */
final class NameWords {

    /** A condition that leaves fewer words of a list is not for names as a whole: on initials, for instance. */
    private static final int FEWEST = 40;

    private static final ColumnSchema TEXT =
            new ColumnSchema("word", "text", "text", Physical.TEXT, true, false, false, null, List.of(), null);

    private NameWords() {}

    static Predicate<String> admitted(List<ColumnCheck> checks, WordList... lists) {
        List<ColumnCheck> telling = checks.stream()
                .filter(check -> Stream.of(lists).allMatch(list -> enough(check, list)))
                .toList();
        return word -> telling.stream().allMatch(check -> takes(check, word));
    }

    private static boolean enough(ColumnCheck check, WordList list) {
        return list.words().stream()
                        .filter(word -> takes(check, word))
                        .limit(FEWEST)
                        .count()
                == FEWEST;
    }

    private static boolean takes(ColumnCheck check, String word) {
        return Stream.of(word, word.toUpperCase(Locale.ROOT), word.toLowerCase(Locale.ROOT))
                .anyMatch(
                        written -> !Boolean.FALSE.equals(check.holds(TEXT, written.getBytes(StandardCharsets.UTF_8))));
    }
}
