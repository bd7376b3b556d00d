package dev.datamig.validator.proof;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for originals inside a text: its words, neighbouring words, e-mail addresses, and numbers in the usual ways of writing
 * them. Not for several threads.
 */
final class TextProbe {

    static final Pattern EMAIL = Pattern.compile("[\\p{L}\\p{N}._%+'-]+@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+){1,40}");
    private static final int UUID_LENGTH = 36;
    private static final Pattern UUID = Pattern.compile("(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int LONGEST_NAME = 4;
    private static final int LONGEST_ADDRESS = 8;
    /** Signs between two words of a name. */
    private static final int LONGEST_GAP = 3;

    private static final int SHORTEST_JOINED = 7;
    private static final int LONGEST_JOINED = 40;
    private static final int SHORTEST_PART = 2;
    private static final int PROSE_WORDS = 5;

    private final Originals originals;
    private final Prints prints;
    /** Numbers that are no original's in any way of writing them: days come again and again. */
    private final QuietTexts nobodys = new QuietTexts();

    TextProbe(Originals originals, Prints prints) {
        this.originals = originals;
        this.prints = prints;
    }

    /**
     * What is found inside the text, apart from the text as a whole.
     *
     * @param whole the fingerprint of the text as a whole, which is not reported again
     * @param cell takes what is found, and the words
     * @return whether there is nothing in it, not even a word of anybody's name
     */
    boolean probe(String text, long whole, CellSightings cell) {
        int before = cell.found().size();
        boolean[] named = {false};
        Set<Long> seen = new HashSet<>();
        seen.add(whole);
        Pieces.each(text, piece -> named[0] |= piece(piece, cell, seen));
        return !named[0] && cell.found().size() == before;
    }

    /** @return whether there is a word of somebody's name in it */
    private boolean piece(String text, CellSightings cell, Set<Long> seen) {
        List<Sighting> found = cell.found();
        boolean named = false;
        patterns(text, found, seen);
        List<Word> words = Word.of(text);
        long[] wordPrints = new long[words.size()];
        int lower = 0;
        for (int i = 0; i < wordPrints.length; i++) {
            wordPrints[i] = prints.of(words.get(i).text());
            cell.word(wordPrints[i]);
            lower += words.get(i).capital() || words.get(i).hasDigit() ? 0 : 1;
        }
        boolean prose = wordPrints.length >= PROSE_WORDS && lower >= 2;
        for (int i = 0; i < wordPrints.length; i++) {
            Word word = words.get(i);
            if (originals.isValue(wordPrints[i]) && seen.add(wordPrints[i])) {
                found.add(Sighting.value(wordPrints[i], word.text()));
            }
            if (originals.isName(wordPrints[i])) {
                named = true;
                names(text, words, wordPrints, i, cell, seen);
                single(word, wordPrints[i], prose, found, seen);
            } else if (word.hasDigit()) {
                phrases(text, words, i, LONGEST_ADDRESS, found, seen);
            }
        }
        return named;
    }

    private void patterns(String text, List<Sighting> found, Set<Long> seen) {
        if (text.indexOf('@') >= 0) {
            emails(text, email -> value(email, found, seen));
        }
        for (int at = 0, end; at < text.length(); at = end) {
            int last = Numbers.end(text, at);
            end = Math.max(at + 1, last);
            if (last > at) {
                number(text, at, last, found, seen);
            }
        }
    }

    private void number(String text, int start, int end, List<Sighting> found, Set<Long> seen) {
        String number = text.substring(start, end);
        if (nobodys.has(number)) {
            return;
        }
        boolean nobodysNumber = true;
        for (String writing : NumberWritings.of(number)) {
            long print = prints.once(writing);
            if (originals.isValue(print)) {
                nobodysNumber = false;
                if (!inUuid(text, start, end) && seen.add(print)) {
                    found.add(number(print, writing, inWord(text, start, end)));
                }
            }
        }
        if (nobodysNumber) {
            nobodys.keep(number);
        }
    }

    /** Digits that belong to a word (a hash, a code) are a number by accident as often as not. */
    private static Sighting number(long print, String writing, boolean inWord) {
        Sighting sighting = Sighting.value(print, writing);
        return inWord && sighting.shape() == Shape.NUMBER
                ? new Sighting(print, new long[0], Shape.DIGITS, Kind.VALUE, sighting.reserved(), false)
                : sighting;
    }

    private static boolean inWord(String text, int start, int end) {
        return start > 0 && Character.isLetterOrDigit(text.charAt(start - 1))
                || end < text.length() && Character.isLetterOrDigit(text.charAt(end));
    }

    /** Random digits: in hundreds of thousands of them any number comes up. */
    private static boolean inUuid(String text, int start, int end) {
        int from = start;
        while (from > 0 && start - from < UUID_LENGTH && uuid(text.charAt(from - 1))) {
            from--;
        }
        Matcher uuid = UUID.matcher(text).region(from, Math.min(text.length(), end + UUID_LENGTH));
        while (uuid.find() && uuid.start() <= start) {
            if (uuid.end() >= end) {
                return true;
            }
        }
        return false;
    }

    private static boolean uuid(char c) {
        return c == '-' || c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }

    /** An address begins where the characters before its sign do: nowhere else is the expression tried. */
    static void emails(String text, Consumer<String> taker) {
        Matcher email = EMAIL.matcher(text);
        int from = 0;
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', Math.max(at + 1, from))) {
            int start = at;
            while (start > from && local(text.codePointBefore(start))) {
                start -= Character.charCount(text.codePointBefore(start));
            }
            if (start < at && email.region(start, text.length()).lookingAt()) {
                taker.accept(email.group());
                from = email.end();
            }
        }
    }

    private static boolean local(int c) {
        if (c < 128) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "._%+'-".indexOf(c) >= 0;
        }
        int type = Character.getType(c);
        return Character.isLetterOrDigit(c) || type == Character.LETTER_NUMBER || type == Character.OTHER_NUMBER;
    }

    private void value(String text, List<Sighting> found, Set<Long> seen) {
        long print = prints.of(text);
        if (originals.isValue(print) && seen.add(print)) {
            found.add(Sighting.value(print, text));
        }
    }

    /**
     * Full names: from a name's word on, also in the order family name, given name. Of people who stand in two columns only where nothing
     * was replaced: two words of a fake, a street's for instance, are easily somebody's.
     */
    private void names(String text, List<Word> words, long[] wordPrints, int i, CellSightings cell, Set<Long> seen) {
        List<Sighting> found = cell.found();
        int before = found.size();
        phrases(text, words, i, LONGEST_NAME, found, seen);
        if (i + 1 < wordPrints.length && originals.isName(wordPrints[i + 1])) {
            String turned = words.get(i + 1).text() + " " + words.get(i).text();
            long print = prints.of(turned);
            boolean person = cell.untouched()
                    && found.size() == before
                    && words.get(i + 1).start() - words.get(i).end() <= LONGEST_GAP
                    && originals.isPerson(wordPrints[i], wordPrints[i + 1]);
            long either = originals.isValue(print) ? print : Originals.person(wordPrints[i], wordPrints[i + 1]);
            if ((originals.isValue(print) || person) && seen.add(either)) {
                found.add(phrase(either, words.subList(i, i + 2)));
            }
        }
    }

    /** Given and family name of one person, in either order and with nothing between, where a cell is nothing but these. */
    void joined(String word, CellSightings cell) {
        if (word.length() < SHORTEST_JOINED || word.length() > LONGEST_JOINED) {
            return;
        }
        for (int i = SHORTEST_PART; i <= word.length() - SHORTEST_PART; i++) {
            long one = prints.once(word.substring(0, i));
            if (originals.isName(one)) {
                long other = prints.once(word.substring(i));
                if (originals.isName(other) && isPerson(one, other, word.substring(0, i), word.substring(i))) {
                    long both = Originals.person(one, other);
                    cell.found()
                            .add(new Sighting(both, new long[] {one, other}, Shape.PHRASE, Kind.VALUE, false, false));
                    return;
                }
            }
        }
    }

    private boolean isPerson(long one, long other, String first, String second) {
        return originals.isPerson(one, other)
                || originals.isValue(prints.of(first + " " + second))
                || originals.isValue(prints.of(second + " " + first));
    }

    private void phrases(String text, List<Word> words, int from, int longest, List<Sighting> found, Set<Long> seen) {
        int last = Math.min(words.size(), from + longest);
        for (int to = from + 2; to <= last; to++) {
            String phrase =
                    text.substring(words.get(from).start(), words.get(to - 1).end());
            if (phrase.indexOf('\n') >= 0 && phrase.indexOf("\n\n") >= 0) {
                return;
            }
            long print = prints.of(phrase);
            if (originals.isValue(print) && seen.add(print)) {
                found.add(phrase(print, words.subList(from, to)));
            }
        }
    }

    private Sighting phrase(long print, List<Word> words) {
        long[] each = words.stream().mapToLong(word -> prints.of(word.text())).toArray();
        boolean plain = words.stream().allMatch(word -> !word.capital());
        boolean digits = words.stream().anyMatch(Word::hasDigit);
        return new Sighting(print, each, Shape.PHRASE, Kind.VALUE, false, plain && !digits);
    }

    private void single(Word word, long print, boolean prose, List<Sighting> found, Set<Long> seen) {
        if (!word.capital()) {
            if (word.text().equals(word.text().toLowerCase(Locale.ROOT))) {
                originals.plainWord(print);
            }
        } else if (prose && word.text().length() > 2 && seen.add(print)) {
            found.add(new Sighting(print, new long[] {print}, Shape.WORD, Kind.NAME, false, word.opens()));
        }
    }
}
