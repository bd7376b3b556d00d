package dev.datamig.anonymizer.persona;

/** The shipped word lists, read once. */
public final class Lexicon {

    public static final WordList GIVEN_FEMALE = WordList.load("given-female");
    public static final WordList GIVEN_MALE = WordList.load("given-male");
    public static final WordList GIVEN_NEUTRAL = WordList.load("given-neutral");
    public static final WordList FAMILY = WordList.load("family");
    public static final WordList STREETS = WordList.load("streets");
    static final WordList PLACES = WordList.load("places");

    private Lexicon() {}

    /** Whether a folded word is a well-known given name. */
    public static boolean isGiven(String folded) {
        return isGiven(folded, 0, folded.length());
    }

    /** Whether a folded word is a well-known family name. */
    public static boolean isFamily(String folded) {
        return isFamily(folded, 0, folded.length());
    }

    static boolean isGiven(String folded, int from, int to) {
        return GIVEN_FEMALE.has(folded, from, to)
                || GIVEN_MALE.has(folded, from, to)
                || GIVEN_NEUTRAL.has(folded, from, to);
    }

    static boolean isFamily(String folded, int from, int to) {
        return FAMILY.has(folded, from, to);
    }
}
