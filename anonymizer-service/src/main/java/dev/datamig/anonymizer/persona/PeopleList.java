package dev.datamig.anonymizer.persona;

import java.util.ArrayList;
import java.util.List;

/**
 * Full names of several people in one text: {@code Ana Park; Jo Holt}, {@code Ana Park, Jo Holt, Max Lee}. A comma alone may as well stand
 * between the two halves of one name ({@code de la Cruz Vega, Ana María}): it counts where there are three and more, or where both
 * sides begin with a given name and end with a family name.
 */
final class PeopleList {

    private static final int CERTAIN = 3;

    private PeopleList() {}

    /** Where each of them begins and ends; empty for a single name. */
    static List<int[]> of(String text) {
        boolean commas = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ';' || c == '|' || c == '\n') {
                return several(pieces(text, ";|\n"));
            }
            commas |= c == ',';
        }
        if (!commas) {
            return List.of();
        }
        List<int[]> pieces = pieces(text, ",");
        boolean full = pieces.stream().allMatch(piece -> words(text, piece).length > 1);
        boolean people = full
                && (pieces.size() >= CERTAIN || pieces.stream().allMatch(piece -> givenThenFamily(words(text, piece))));
        return people ? several(pieces) : List.of();
    }

    private static List<int[]> several(List<int[]> pieces) {
        return pieces.size() > 1 ? pieces : List.of();
    }

    private static List<int[]> pieces(String text, String between) {
        var out = new ArrayList<int[]>();
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || between.indexOf(text.charAt(i)) >= 0) {
                if (!text.substring(from, i).isBlank()) {
                    out.add(new int[] {from, i});
                }
                from = i + 1;
            }
        }
        return out;
    }

    private static String[] words(String text, int[] piece) {
        return text.substring(piece[0], piece[1]).strip().split("[\\s.]+");
    }

    private static boolean givenThenFamily(String[] words) {
        String first = NameFold.of(words[0]);
        String last = NameFold.of(words[words.length - 1]);
        return Lexicon.isGiven(first) && Lexicon.isFamily(last) && !Lexicon.isGiven(last);
    }
}
