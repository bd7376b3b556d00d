package dev.datamig.anonymizer.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What stands between words and says nothing: {@code mot_de_passe}, {@code nome_da_mae}, {@code date_of_birth}. */
final class Particles {

    private static final Set<String> ALL = Set.of(
            "de", "del", "da", "dos", "das", "du", "des", "la", "el", "le", "les", "di", "della", "dell", "d", "of",
            "the");

    private Particles() {}

    /** The words without those that stand between two others and say nothing. */
    static List<String> dropped(List<String> words) {
        var out = new ArrayList<String>();
        for (int i = 0; i < words.size(); i++) {
            if (i == 0 || i == words.size() - 1 || !ALL.contains(words.get(i))) {
                out.add(words.get(i));
            }
        }
        return List.copyOf(out);
    }
}
