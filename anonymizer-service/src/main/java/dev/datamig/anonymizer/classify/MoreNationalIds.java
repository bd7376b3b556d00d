package dev.datamig.anonymizer.classify;

import static dev.datamig.anonymizer.classify.NationalIds.scheme;

import dev.datamig.anonymizer.classify.NationalIds.Scheme;
import java.util.List;

/**
 * Numbers that states give their people, of which a single one proves little: a tenth of all random numbers of that length have a right
 * check digit. Where nearly all values of a column have one, it tells.
 */
final class MoreNationalIds {

    private static final int[][] VERHOEFF_TIMES = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 2, 3, 4, 0, 6, 7, 8, 9, 5}, {2, 3, 4, 0, 1, 7, 8, 9, 5, 6},
        {3, 4, 0, 1, 2, 8, 9, 5, 6, 7}, {4, 0, 1, 2, 3, 9, 5, 6, 7, 8}, {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
        {6, 5, 9, 8, 7, 1, 0, 4, 3, 2}, {7, 6, 5, 9, 8, 2, 1, 0, 4, 3}, {8, 7, 6, 5, 9, 3, 2, 1, 0, 4},
        {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}
    };
    private static final int[] VERHOEFF_MOVE = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};

    static final List<Scheme> ALL = List.of(
            scheme("Finnish henkilötunnus", "\\d{6}[-+A-FU-Y]\\d{3}[\\dA-Y]", MoreNationalIds::hetu),
            scheme("Chinese resident id", "\\d{17}[\\dXx]", MoreNationalIds::chinese),
            scheme("Russian SNILS", "\\d{3}-\\d{3}-\\d{3}[ -]\\d{2}", MoreNationalIds::snils),
            scheme("Chilean RUT", "\\d{1,2}\\.?\\d{3}\\.?\\d{3}-[\\dKk]", MoreNationalIds::rut),
            scheme(
                    "Argentine CUIL",
                    "(?:20|23|24|27)-?\\d{8}-?\\d",
                    id -> elevens(id, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)),
            scheme("Turkish identity number", "[1-9]\\d{10}", MoreNationalIds::turkish),
            scheme(
                    "Norwegian birth number",
                    "\\d{6} ?\\d{5}",
                    id -> day(id, 0)
                            && elevens(id, 3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
                            && elevens(id, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)),
            scheme("Indian Aadhaar", "[2-9]\\d{3} ?\\d{4} ?\\d{4}", MoreNationalIds::verhoeff),
            scheme("Indian PAN", "(?i)[A-Z]{3}[PCHFATBLJG][A-Z]\\d{4}[A-Z]", id -> true),
            scheme("Romanian CNP", "[1-8]\\d{12}", MoreNationalIds::cnp),
            scheme("Czech or Slovak birth number", "\\d{6}/\\d{4}", id -> Long.parseLong(id) % 11 == 0),
            scheme("Danish CPR number", "(?:0[1-9]|[12]\\d|3[01])(?:0[1-9]|1[0-2])\\d{2}-\\d{4}", id -> true),
            scheme(
                    "British NHS number",
                    "[467]\\d{2} ?\\d{3} ?\\d{4}",
                    id -> elevens(id, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1)),
            scheme("Swedish personal number", "(?:19|20)?\\d{10}", id -> swedish(id.substring(id.length() - 10))),
            scheme("South African id", "\\d{13}", id -> month(id, 2) && Digits.luhn(id)),
            scheme("Swiss AHV number", "756\\.?\\d{4}\\.?\\d{4}\\.?\\d{2}", MoreNationalIds::ean),
            scheme(
                    "Belgian national number",
                    "\\d{2}\\.?\\d{2}\\.?\\d{2}-?\\d{3}[.-]?\\d{2}",
                    MoreNationalIds::belgian),
            scheme("Bulgarian EGN", "\\d{10}", MoreNationalIds::egn),
            scheme("Korean resident number", "\\d{6}-[1-8]\\d{6}", id -> month(id, 2)),
            scheme("Mexican RFC", "(?i)[A-ZÑ&]{4}\\d{6}[A-Z\\d]{3}", id -> month(id, 6)),
            scheme("Portuguese NIF", "[123]\\d{8}", id -> elevensOrNone(id, 9, 8, 7, 6, 5, 4, 3, 2)),
            scheme(
                    "Australian tax file number",
                    "\\d{3} \\d{3} \\d{3}",
                    id -> elevens(id, 1, 4, 3, 7, 5, 8, 6, 9, 10)));

    private MoreNationalIds() {}

    /** Whether the digits, each times its weight, make a multiple of eleven. */
    private static boolean elevens(String id, int... weights) {
        return Digits.weighted(id, weights) % 11 == 0;
    }

    private static boolean elevensOrNone(String id, int... weights) {
        int check = 11 - Digits.weighted(id, weights) % 11;
        return (check > 9 ? 0 : check) == at(id, id.length() - 1);
    }

    /** Decree 128/2010: the rest of the number by 31 is the check character. */
    private static boolean hetu(String id) {
        boolean signed = id.length() == 11 || id.length() == 10;
        if (!signed || !day(id, 0)) {
            return false;
        }
        String digits = id.substring(0, 6) + id.substring(id.length() - 4, id.length() - 1);
        return "0123456789ABCDEFHJKLMNPRSTUVWXY".charAt((int) (Long.parseLong(digits) % 31))
                == id.charAt(id.length() - 1);
    }

    /** GB 11643-1999, ISO 7064 MOD 11-2. */
    private static boolean chinese(String id) {
        int sum = Digits.weighted(id.substring(0, 17), new int[] {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2});
        return month(id, 10) && "10X98765432".charAt(sum % 11) == id.charAt(17);
    }

    private static boolean snils(String id) {
        return Digits.weighted(id, new int[] {9, 8, 7, 6, 5, 4, 3, 2, 1}) % 101 % 100
                == Integer.parseInt(id.substring(9));
    }

    private static boolean rut(String id) {
        int sum = 0;
        for (int i = id.length() - 2, weight = 2; i >= 0; i--, weight = weight == 7 ? 2 : weight + 1) {
            sum += at(id, i) * weight;
        }
        return "0K987654321".charAt(sum % 11) == id.charAt(id.length() - 1);
    }

    private static boolean turkish(String id) {
        int odd = Digits.weighted(id, new int[] {1, 0, 1, 0, 1, 0, 1, 0, 1});
        int even = Digits.weighted(id, new int[] {0, 1, 0, 1, 0, 1, 0, 1});
        return Math.floorMod(odd * 7 - even, 10) == at(id, 9) && (odd + even + at(id, 9)) % 10 == at(id, 10);
    }

    private static boolean verhoeff(String id) {
        int state = 0;
        int[] moves = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        for (int i = id.length() - 1; i >= 0; i--) {
            state = VERHOEFF_TIMES[state][moves[at(id, i)]];
            int[] next = new int[10];
            for (int digit = 0; digit < 10; digit++) {
                next[digit] = moves[VERHOEFF_MOVE[digit]];
            }
            moves = next;
        }
        return state == 0;
    }

    private static boolean cnp(String id) {
        int rest = Digits.weighted(id, new int[] {2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9}) % 11;
        return month(id, 3) && (rest == 10 ? 1 : rest) == at(id, 12);
    }

    private static boolean swedish(String id) {
        return month(id, 2) && Digits.luhn(id);
    }

    private static boolean ean(String id) {
        return Digits.weighted(id, new int[] {1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1}) % 10 == 0;
    }

    private static boolean belgian(String id) {
        long check = Long.parseLong(id.substring(9));
        return month(id, 2)
                && (97 - Long.parseLong(id.substring(0, 9)) % 97 == check
                        || 97 - Long.parseLong("2" + id.substring(0, 9)) % 97 == check);
    }

    private static boolean egn(String id) {
        return month(id, 2) && Digits.weighted(id, new int[] {2, 4, 8, 5, 10, 9, 7, 3, 6}) % 11 % 10 == at(id, 9);
    }

    /** Whether two digits are a month; Czech women, and Bulgarians of other centuries, have 20, 40 or 50 more. */
    private static boolean month(String id, int from) {
        int month = Integer.parseInt(id.substring(from, from + 2)) % 20;
        return month >= 1 && month <= 12;
    }

    private static boolean day(String id, int from) {
        int day = Integer.parseInt(id.substring(from, from + 2)) % 40;
        return day >= 1 && day <= 31;
    }

    private static int at(String id, int index) {
        return id.charAt(index) - '0';
    }
}
