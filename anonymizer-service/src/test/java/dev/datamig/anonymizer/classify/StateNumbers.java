package dev.datamig.anonymizer.classify;

import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Made-up numbers of states, with the check digits that these have, each in the form that is usual there. */
final class StateNumbers {

    private static final int[][] VERHOEFF_TIMES = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 2, 3, 4, 0, 6, 7, 8, 9, 5}, {2, 3, 4, 0, 1, 7, 8, 9, 5, 6},
        {3, 4, 0, 1, 2, 8, 9, 5, 6, 7}, {4, 0, 1, 2, 3, 9, 5, 6, 7, 8}, {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
        {6, 5, 9, 8, 7, 1, 0, 4, 3, 2}, {7, 6, 5, 9, 8, 2, 1, 0, 4, 3}, {8, 7, 6, 5, 9, 3, 2, 1, 0, 4},
        {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}
    };
    private static final int[][] VERHOEFF_MOVES = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 5, 7, 6, 2, 8, 3, 0, 9, 4}, {5, 8, 0, 3, 7, 9, 6, 1, 4, 2},
        {8, 9, 1, 6, 0, 4, 3, 5, 2, 7}, {9, 4, 5, 3, 1, 2, 6, 8, 7, 0}, {4, 2, 8, 6, 5, 7, 3, 9, 0, 1},
        {2, 7, 9, 3, 8, 0, 6, 4, 1, 5}, {7, 0, 4, 6, 9, 1, 3, 2, 5, 8}
    };

    private final Random random;

    StateNumbers(Random random) {
        this.random = random;
    }

    /** A number of a kind; null when there is no such kind. */
    @Nullable
    String of(String kind) {
        return switch (kind) {
            case "curp" -> letters(4) + date() + pick("H", "M") + pick("DF", "JC", "NL") + letters(3) + digits(2);
            case "hetu" -> hetu();
            case "personnummer" -> personnummer();
            case "rutCl" -> rut();
            case "chinaId" -> china();
            case "tckn" -> tckn();
            case "snils" -> snils();
            case "aadhaar" -> aadhaar();
            case "panIn" -> letters(3) + "P" + letters(1) + digits(4) + letters(1);
            case "steuerId" -> steuerId();
            case "nirFr" -> nir();
            case "fnrNo" -> fnr();
            case "rodneCislo" -> rodneCislo();
            case "nhs" -> nhs();
            case "cnpRo" -> cnp();
            case "cuitAr" -> cuit();
            default -> null;
        };
    }

    private String hetu() {
        String birth = day() + month() + digits(2);
        String serial = String.format(Locale.ROOT, "%03d", 2 + random.nextInt(890));
        return birth + "A" + serial
                + "0123456789ABCDEFHJKLMNPRSTUVWXY".charAt((int) (Long.parseLong(birth + serial) % 31));
    }

    private String personnummer() {
        String start = date() + digits(3);
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            int twice = at(start, i) * (2 - i % 2);
            sum += twice / 10 + twice % 10;
        }
        return start.substring(0, 6) + "-" + start.substring(6) + (10 - sum % 10) % 10;
    }

    private String rut() {
        int number = 5_000_000 + random.nextInt(20_000_000);
        int sum = 0;
        int weight = 2;
        for (int rest = number; rest > 0; rest /= 10) {
            sum += rest % 10 * weight;
            weight = weight == 7 ? 2 : weight + 1;
        }
        int check = 11 - sum % 11;
        return number + "-" + (check == 11 ? "0" : check == 10 ? "K" : String.valueOf(check));
    }

    private String china() {
        String start = pick("110101", "310104", "440305", "510107")
                + (1960 + random.nextInt(55))
                + month()
                + day()
                + digits(3);
        int sum = 0;
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        for (int i = 0; i < 17; i++) {
            sum += at(start, i) * weights[i];
        }
        return start + "10X98765432".charAt(sum % 11);
    }

    private String tckn() {
        String start = (1 + random.nextInt(9)) + digits(8);
        int odd = 0;
        int even = 0;
        for (int i = 0; i < 9; i++) {
            if (i % 2 == 0) {
                odd += at(start, i);
            } else {
                even += at(start, i);
            }
        }
        int tenth = Math.floorMod(odd * 7 - even, 10);
        return start + tenth + (odd + even + tenth) % 10;
    }

    private String snils() {
        String start = (1 + random.nextInt(9)) + digits(8);
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += at(start, i) * (9 - i);
        }
        return "%s-%s-%s %02d"
                .formatted(start.substring(0, 3), start.substring(3, 6), start.substring(6), sum % 101 % 100);
    }

    private String aadhaar() {
        String start = (2 + random.nextInt(8)) + digits(10);
        for (char check = '0'; check <= '9'; check++) {
            String whole = start + check;
            int state = 0;
            for (int i = 0; i < 12; i++) {
                state = VERHOEFF_TIMES[state][VERHOEFF_MOVES[i % 8][at(whole, 11 - i)]];
            }
            if (state == 0) {
                return whole;
            }
        }
        throw new IllegalStateException("no check digit");
    }

    private String steuerId() {
        String start = "13" + pick("254678901", "465780291").substring(0, 7) + random.nextInt(10);
        int product = 10;
        for (int i = 0; i < 10; i++) {
            int sum = (at(start, i) + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return start + (11 - product) % 10;
    }

    private String nir() {
        String start = (1 + random.nextInt(2)) + digits(2) + month() + "75" + digits(6);
        return start + String.format(Locale.ROOT, "%02d", 97 - Long.parseLong(start) % 97);
    }

    private String fnr() {
        while (true) {
            String start = day() + month() + digits(5);
            int first = check(start, 3, 7, 6, 1, 8, 9, 4, 5, 2);
            int second = first == 10 ? 10 : check(start + first, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2);
            if (second != 10) {
                return start + first + second;
            }
        }
    }

    private static int check(String digits, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += at(digits, i) * weights[i];
        }
        return (11 - sum % 11) % 11;
    }

    private String rodneCislo() {
        while (true) {
            String start = digits(2) + month() + day() + digits(3);
            long rest = Long.parseLong(start) * 10 % 11;
            long last = (11 - rest) % 11;
            if (last < 10) {
                return start.substring(0, 6) + "/" + start.substring(6) + last;
            }
        }
    }

    private String nhs() {
        while (true) {
            String start = "4" + digits(8);
            int check = check(start, 10, 9, 8, 7, 6, 5, 4, 3, 2);
            if (check < 10) {
                return start.substring(0, 3) + " " + start.substring(3, 6) + " " + start.substring(6) + check;
            }
        }
    }

    private String cnp() {
        String start = pick("1", "2", "5", "6") + date() + digits(5);
        int sum = 0;
        int[] weights = {2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9};
        for (int i = 0; i < 12; i++) {
            sum += at(start, i) * weights[i];
        }
        return start + (sum % 11 == 10 ? 1 : sum % 11);
    }

    private String cuit() {
        while (true) {
            String start = pick("20", "27", "23") + digits(8);
            int check = check(start, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2);
            if (check < 10) {
                return start.substring(0, 2) + "-" + start.substring(2) + "-" + check;
            }
        }
    }

    private String date() {
        return digits(2) + month() + day();
    }

    private String month() {
        return String.format(Locale.ROOT, "%02d", 1 + random.nextInt(12));
    }

    private String day() {
        return String.format(Locale.ROOT, "%02d", 1 + random.nextInt(28));
    }

    private static int at(String digits, int index) {
        return digits.charAt(index) - '0';
    }

    private String pick(String... of) {
        return of[random.nextInt(of.length)];
    }

    private String digits(int count) {
        return random.ints(count, 0, 10)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
    }

    private String letters(int count) {
        return random.ints(count, 'A', 'Z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
