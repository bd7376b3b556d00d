package dev.datamig.anonymizer.transform;

/**
 * Whether a text could hold anything of a person at all, seen in one pass over its bytes: most cells of a database are numbers, states and short
 * words, and these cost nothing more. What is not worth a look is never changed, whatever the run's names are.
 */
public final class Glance {

    private static final int SHORTEST = 5;
    private static final int LONGEST_LOGIN = 20;
    private static final int SHORTEST_NAMES = 7;
    private static final int LONGEST_NAMES = 60;
    private static final int UUID = 36;
    private static final int DIGITS = 7;

    private Glance() {}

    /** @param utf8 a cell */
    public static boolean isWorthIt(byte[] utf8) {
        if (utf8.length < SHORTEST || isUuid(utf8)) {
            return false;
        }
        int digits = 0;
        boolean letters = false;
        boolean signs = false;
        for (int i = 0; i < utf8.length; i++) {
            byte b = utf8[i];
            if (b >= '0' && b <= '9') {
                digits++;
            } else if (b < 0 || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z') {
                letters = true;
            } else if (i > 0 && i < utf8.length - 1) {
                signs = true;
            }
        }
        return letters ? signs || digits > 0 : digits >= DIGITS;
    }

    /** Whether it is one word that begins with a capital, which no cell of most columns is. */
    static boolean isTitle(byte[] utf8) {
        if (utf8.length < SHORTEST || utf8[0] < 'A' || utf8[0] > 'Z') {
            return false;
        }
        for (int i = 1; i < utf8.length; i++) {
            if (utf8[i] >= 0 && (utf8[i] < 'a' || utf8[i] > 'z')) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is one word of small letters, which may be a user name. */
    static boolean isSmallWord(byte[] utf8) {
        if (utf8.length < SHORTEST || utf8.length > LONGEST_LOGIN) {
            return false;
        }
        for (byte b : utf8) {
            if (b < 'a' || b > 'z') {
                return false;
            }
        }
        return true;
    }

    /** Whether it is nothing but letters, as many as a given and a family name without a sign between. */
    public static boolean isLongWord(byte[] utf8) {
        if (utf8.length < SHORTEST_NAMES || utf8.length > LONGEST_NAMES) {
            return false;
        }
        for (byte b : utf8) {
            if (b >= 0 && (b < 'a' || b > 'z') && (b < 'A' || b > 'Z')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUuid(byte[] utf8) {
        return utf8.length == UUID && utf8[8] == '-' && utf8[13] == '-' && utf8[18] == '-' && utf8[23] == '-';
    }
}
