package dev.datamig.anonymizer.redact;

import dev.datamig.anonymizer.persona.Digit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a text has that forms cannot do without, found in one pass: a regular expression is only tried on a text that could match it.
 * Each clue is necessary, never sufficient.
 */
final class Clues {

    /** Words without which a form does not occur. */
    private enum Hint {
        STREET,
        CORNER,
        BOX,
        COMPANY,
        BIRTH,
        SSN,
        NUMBERED,
        UNIT,
        MILITARY,
        AGE,
        OPENER,
        PHONE,
        LOGIN,
        NUMBER_OF
    }

    private static final Map<String, Integer> HINTS = hints();
    /** What tells small letters of ASCII from capitals. */
    private static final int CASE = 0x20;

    private int hints;
    /** Where words stand that streets of other languages begin with. */
    private List<Integer> openers = List.of();
    /** Where words stand that units of buildings and postal codes follow. */
    private List<Integer> units = List.of();

    private int digits;
    private int longestRun;
    /** The most digits with nothing but signs of numbers between them. */
    private int longestNumber;

    private int colons;
    private int dashes;
    private int dotsBetween;
    private boolean at;
    private boolean web;
    private boolean lettersThenDigits;
    private boolean dottedBirth;

    private Clues() {}

    static Clues of(String text, List<Word> words) {
        var clues = new Clues();
        clues.scan(text);
        for (int i = 0; i < words.size(); i++) {
            Integer hint = HINTS.get(words.get(i).folded());
            if (hint != null) {
                clues.hints |= hint;
                clues.openers = noted(hint, Hint.OPENER, clues.openers, words.get(i));
                clues.units = noted(hint, Hint.UNIT, clues.units, words.get(i));
            }
        }
        return clues;
    }

    private static List<Integer> noted(int hints, Hint hint, List<Integer> places, Word word) {
        if ((hints & 1 << hint.ordinal()) == 0) {
            return places;
        }
        List<Integer> out = places.isEmpty() ? new ArrayList<>() : places;
        out.add(word.start());
        return out;
    }

    private void scan(String text) {
        int run = 0;
        int number = 0;
        int letters = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Digit.is(c)) {
                digits++;
                run++;
                number++;
                longestNumber = Math.max(longestNumber, number);
                longestRun = Math.max(longestRun, run);
                lettersThenDigits |= run >= 2 && letters >= 2;
                continue;
            }
            run = 0;
            number = number > 0 && (" .-()+/#".indexOf(c) >= 0 || c == '\u00a0') ? number : 0;
            letters = asciiLetter(c) ? letters + 1 : 0;
            switch (c) {
                case '@' -> at = true;
                case ':' -> {
                    colons++;
                    web |= text.startsWith("//", i + 1);
                }
                case '/' -> web |= i > 3 && text.lastIndexOf('.', i) >= i - 5;
                case '-' -> dashes++;
                case '.' -> dot(text, i);
                default -> {}
            }
        }
    }

    private void dot(String text, int i) {
        dotsBetween +=
                i > 0 && i + 1 < text.length() && Digit.is(text.charAt(i - 1)) && Digit.is(text.charAt(i + 1)) ? 1 : 0;
        if (i >= 3) {
            int last = text.charAt(i - 1) | CASE;
            int first = text.charAt(i - 3) | CASE;
            web |= last == 'w' && first == 'w' && (text.charAt(i - 2) | CASE) == 'w';
            dottedBirth |= last == 'o' && first == 'd' && text.charAt(i - 2) == '.';
        }
    }

    private static boolean asciiLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    boolean email() {
        return at;
    }

    boolean url() {
        return web;
    }

    boolean iban() {
        return lettersThenDigits;
    }

    boolean mac() {
        return colons + dashes >= 5;
    }

    boolean ipv4() {
        return dotsBetween >= 3;
    }

    boolean ipv6() {
        return colons >= 3;
    }

    boolean letteredNumber() {
        return longestRun >= 6;
    }

    boolean ssn() {
        return longestNumber >= 9 && (dashes >= 2 || has(Hint.SSN));
    }

    boolean card() {
        return longestNumber >= 12;
    }

    boolean phone() {
        return longestNumber >= 7;
    }

    boolean birth() {
        return digits >= 1 && (has(Hint.BIRTH) || dottedBirth);
    }

    boolean login() {
        return has(Hint.LOGIN);
    }

    boolean somebodysNumber() {
        return digits >= 4 && has(Hint.NUMBER_OF);
    }

    boolean numbered() {
        return digits >= 4 && has(Hint.NUMBERED);
    }

    boolean street() {
        return digits > 0 && has(Hint.STREET);
    }

    boolean military() {
        return digits > 4 && has(Hint.MILITARY);
    }

    List<Integer> openers() {
        return digits > 0 ? openers : List.of();
    }

    boolean phoneWord() {
        return phone() && has(Hint.PHONE);
    }

    boolean age() {
        return digits > 0 && has(Hint.AGE);
    }

    boolean corner() {
        return has(Hint.CORNER);
    }

    boolean box() {
        return digits > 0 && has(Hint.BOX);
    }

    boolean company() {
        return has(Hint.COMPANY);
    }

    boolean digits() {
        return digits > 0;
    }

    List<Integer> units() {
        return digits > 0 ? units : List.of();
    }

    private boolean has(Hint hint) {
        return (hints & 1 << hint.ordinal()) != 0;
    }

    private static Map<String, Integer> hints() {
        var out = new HashMap<String, Integer>();
        put(out, Hint.STREET, Patterns.STREET_KINDS);
        put(out, Hint.CORNER, "corner");
        put(out, Hint.BOX, "box|pobox");
        put(out, Hint.COMPANY, Patterns.COMPANY_KINDS.toLowerCase(java.util.Locale.ROOT));
        put(out, Hint.BIRTH, "born|dob|b|birth|birthdate|birthday|bday");
        put(out, Hint.SSN, "ssn|social");
        put(out, Hint.NUMBERED, Patterns.NUMBERED);
        put(out, Hint.UNIT, AddressParts.UNITS);
        put(out, Hint.MILITARY, "apo|fpo|dpo");
        put(out, Hint.AGE, Ages.WORDS);
        put(out, Hint.PHONE, Patterns.PHONE_WORDS);
        put(out, Hint.LOGIN, Contexts.LOGIN_WORDS);
        put(out, Hint.NUMBER_OF, Contexts.NUMBER_WORDS);
        put(out, Hint.OPENER, "praca|allee");
        put(out, Hint.OPENER, Patterns.STREET_OPENERS);
        put(out, Hint.OPENER, Patterns.SHORT_OPENERS);
        return out;
    }

    private static void put(Map<String, Integer> into, Hint hint, String words) {
        for (String word : words.split("\\|")) {
            into.merge(word, 1 << hint.ordinal(), (one, other) -> one | other);
        }
    }
}
