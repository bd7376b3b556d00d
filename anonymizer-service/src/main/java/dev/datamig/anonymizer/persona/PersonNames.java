package dev.datamig.anonymizer.persona;

import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.key.Prf;
import java.util.function.Predicate;

/**
 * The two functions on which all coherence of persons rests: a given name's word and a family name's word to a fake one, by
 * value alone. Everything that contains names (full names, e-mail, user names, text) goes through them. Not for several threads.
 */
public final class PersonNames {

    private static final int DRAWS = 64;

    private final Prf given;
    private final Prf family;
    private final Prf initials;
    private final Predicate<String> admitsGiven;
    private final Predicate<String> admitsFamily;
    /** Of words as they are written, which are as few as the words themselves. */
    private final RecentWords givenSeen = new RecentWords(word -> fake(word, true));

    private final RecentWords familySeen = new RecentWords(word -> fake(word, false));

    public PersonNames(MaskingKey key) {
        this(key, "givenName", "familyName");
    }

    public PersonNames(MaskingKey key, String givenDomain, String familyDomain) {
        this(key, givenDomain, familyDomain, word -> true, word -> true);
    }

    /** Only words that these admit are given, as long as there are such words. */
    public PersonNames(MaskingKey key, Predicate<String> admitsGiven, Predicate<String> admitsFamily) {
        this(key, "givenName", "familyName", admitsGiven, admitsFamily);
    }

    private PersonNames(
            MaskingKey key,
            String givenDomain,
            String familyDomain,
            Predicate<String> admitsGiven,
            Predicate<String> admitsFamily) {
        this.admitsGiven = admitsGiven;
        this.admitsFamily = admitsFamily;
        this.given = key.prf(givenDomain);
        this.family = key.prf(familyDomain);
        this.initials = key.prf("initials");
    }

    /** The fake for one word of a given name, written like the original; a single letter gives a letter. */
    public String given(String word) {
        return givenSeen.apply(word);
    }

    /** The fake for one word of a family name, written like the original. */
    public String family(String word) {
        return familySeen.apply(word);
    }

    /** Another letter for an initial. */
    public char initial(char letter) {
        if (!Character.isLetter(letter)) {
            return letter;
        }
        String key = String.valueOf(Character.toLowerCase(letter));
        int at = initials.index(key, 25);
        char fake = (char) ('a' + at);
        if (fake >= Character.toLowerCase(letter)) {
            fake++;
        }
        return Character.isUpperCase(letter) ? Character.toUpperCase(fake) : fake;
    }

    private String fake(String word, boolean isGiven) {
        String folded = NameFold.of(word);
        if (folded.isEmpty()) {
            return word;
        }
        if (folded.length() == 1) {
            return String.valueOf(initial(word.charAt(firstLetter(word))));
        }
        String fake = isGiven
                ? pick(given, givenList(folded), folded, admitsGiven)
                : pick(family, Lexicon.FAMILY, folded, admitsFamily);
        return LetterCase.like(word, fake);
    }

    private static int firstLetter(String word) {
        int i = 0;
        while (i < word.length() - 1 && !Character.isLetter(word.charAt(i))) {
            i++;
        }
        return i;
    }

    private WordList givenList(String folded) {
        boolean female = Lexicon.GIVEN_FEMALE.has(folded);
        boolean male = Lexicon.GIVEN_MALE.has(folded);
        if (female != male) {
            return female ? Lexicon.GIVEN_FEMALE : Lexicon.GIVEN_MALE;
        }
        if (Lexicon.GIVEN_NEUTRAL.has(folded)) {
            return Lexicon.GIVEN_NEUTRAL;
        }
        return given.index("list/" + folded, 2) == 0 ? Lexicon.GIVEN_FEMALE : Lexicon.GIVEN_MALE;
    }

    /** Never the original itself. */
    private static String pick(Prf prf, WordList list, String folded, Predicate<String> admits) {
        String fake = drawn(prf, list, folded, folded);
        for (int draw = 1; draw < DRAWS && !admits.test(fake); draw++) {
            fake = drawn(prf, list, folded + "/" + draw, folded);
        }
        return fake;
    }

    private static String drawn(Prf prf, WordList list, String lot, String folded) {
        int at = prf.index(lot, list.size());
        return list.get(list.folded(at).equals(folded) ? (at + 1) % list.size() : at);
    }
}
