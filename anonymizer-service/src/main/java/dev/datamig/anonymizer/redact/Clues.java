package dev.datamig.anonymizer.redact;

import dev.datamig.anonymizer.persona.Digit;
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
        UNIT
    }

    private static final Map<String, Hint> HINTS = hints();

    private int hints;
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
            Hint hint = HINTS.get(words.get(i).folded());
            if (hint != null) {
                clues.hints |= 1 << hint.ordinal();
            }
        }
        return clues;
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
            number = " .-()+/#".indexOf(c) >= 0 || c == '\u00a0' ? number : 0;
            letters = asciiLetter(c) ? letters + 1 : 0;
            switch (c) {
                case '@' -> at = true;
                case ':' -> {
                    colons++;
                    web |= text.startsWith("//", i + 1);
                }
                case '-' -> dashes++;
                case '.' -> dot(text, i);
                default -> {}
            }
        }
    }

    private void dot(String text, int i) {
        dotsBetween +=
                i > 0 && i + 1 < text.length() && Digit.is(text.charAt(i - 1)) && Digit.is(text.charAt(i + 1)) ? 1 : 0;
        web |= i >= 3 && text.regionMatches(true, i - 3, "www", 0, 3);
        dottedBirth |= i >= 3 && text.regionMatches(true, i - 3, "d.o", 0, 3);
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
        return digits >= 4 && (has(Hint.BIRTH) || dottedBirth);
    }

    boolean numbered() {
        return digits >= 4 && has(Hint.NUMBERED);
    }

    boolean street() {
        return digits > 0 && has(Hint.STREET);
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

    boolean unit() {
        return digits > 0 && has(Hint.UNIT);
    }

    private boolean has(Hint hint) {
        return (hints & 1 << hint.ordinal()) != 0;
    }

    private static Map<String, Hint> hints() {
        var out = new java.util.HashMap<String, Hint>();
        put(out, Hint.STREET, Patterns.STREET_KINDS);
        put(out, Hint.CORNER, "corner");
        put(out, Hint.BOX, "box|pobox");
        put(out, Hint.COMPANY, Patterns.COMPANY_KINDS.toLowerCase(java.util.Locale.ROOT));
        put(out, Hint.BIRTH, "born|dob|birth|birthdate|birthday");
        put(out, Hint.SSN, "ssn|social");
        put(out, Hint.NUMBERED, Patterns.NUMBERED);
        put(out, Hint.UNIT, AddressParts.UNITS);
        return Map.copyOf(out);
    }

    private static void put(Map<String, Hint> into, Hint hint, String words) {
        for (String word : words.split("\\|")) {
            into.put(word, hint);
        }
    }
}
