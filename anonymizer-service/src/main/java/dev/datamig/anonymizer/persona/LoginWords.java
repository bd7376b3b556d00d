package dev.datamig.anonymizer.persona;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads the names in a login or an e-mail's local part and says them in fake: {@code jane.doe}, {@code doe_jane}, {@code jdoe12},
 * {@code janedoe}. What is recognised by value alone can agree with the person everywhere.
 */
final class LoginWords {

    private final PersonNames names;
    private final RecentWords given;
    private final RecentWords family;
    private final RecentWords alone;

    LoginWords(PersonNames names) {
        this.names = names;
        this.given = new RecentWords(word -> plain(names.given(word)));
        this.family = new RecentWords(word -> plain(names.family(word)));
        this.alone = new RecentWords(this::single);
    }

    /** Fake words in lower case, letters a to z only, with the original's separator between them; never empty. */
    String fake(String local) {
        List<String> words = words(local);
        String separator = separator(local);
        if (words.isEmpty()) {
            return "user";
        }
        if (words.size() == 1) {
            return alone.apply(words.getFirst());
        }
        boolean swapped = familyLike(words.getFirst()) && givenLike(words.getLast());
        var out = new StringBuilder(32);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean isFamily = swapped ? i < words.size() - 1 : i > 0;
            out.append(i == 0 ? "" : separator).append(isFamily ? family.apply(word) : given.apply(word));
        }
        return out.toString();
    }

    private String single(String word) {
        int end = word.length();
        for (int i = 2; i <= end - 2; i++) {
            if (Lexicon.isFamily(word, i, end) && Lexicon.isGiven(word, 0, i)) {
                return plain(names.given(word.substring(0, i))) + plain(names.family(word.substring(i)));
            }
        }
        if (Lexicon.isGiven(word)) {
            return plain(names.given(word));
        }
        if (end > 3 && Lexicon.isFamily(word, 1, end)) {
            return names.initial(word.charAt(0)) + plain(names.family(word.substring(1)));
        }
        if (end > 3 && Lexicon.isFamily(word, 0, end - 1)) {
            return plain(names.family(word.substring(0, end - 1))) + names.initial(word.charAt(end - 1));
        }
        return plain(names.family(word));
    }

    private static boolean familyLike(String word) {
        return Lexicon.isFamily(word) && !Lexicon.isGiven(word);
    }

    private static boolean givenLike(String word) {
        return Lexicon.isGiven(word) && !Lexicon.isFamily(word);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace(" ", "");
    }

    private static List<String> words(String local) {
        var out = new ArrayList<String>(4);
        int i = 0;
        while (i < local.length() && out.size() < 4) {
            int start = i;
            while (i < local.length() && inWord(local.charAt(i))) {
                i++;
            }
            String folded = start == i ? "" : NameFold.of(local.substring(start, i));
            if (!folded.isEmpty()) {
                out.add(folded);
            }
            i++;
        }
        return out;
    }

    private static boolean inWord(char c) {
        return Character.isLetter(c) || c == '\'' || c == '\u2019';
    }

    private static String separator(String local) {
        for (int i = 1; i < local.length() - 1; i++) {
            char c = local.charAt(i);
            if (c == '.' || c == '_' || c == '-') {
                return String.valueOf(c);
            }
        }
        return ".";
    }
}
