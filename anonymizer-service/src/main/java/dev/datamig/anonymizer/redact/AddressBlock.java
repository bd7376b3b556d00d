package dev.datamig.anonymizer.redact;

import dev.datamig.anonymizer.persona.CommonWords;
import dev.datamig.anonymizer.redact.Span.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Whole postal addresses: from a street or house number that was found, what stands beside it, to the end of the address. Most words of
 * addresses are plain words ({@code 67 Devon Street West, Mill Village}) and are known by the company they keep only.
 */
final class AddressBlock {

    private static final Set<String> KINDS = Gazetteer.words("street-kinds");
    private static final Set<String> OPENERS = Gazetteer.words("street-openers");
    private static final Set<String> UNITS = Set.of(
            "apt",
            "apartment",
            "suite",
            "ste",
            "flat",
            "unit",
            "floor",
            "fl",
            "bldg",
            "building",
            "box",
            "lot",
            "room",
            "psc",
            "apo",
            "fpo",
            "dpo",
            "po",
            "nan");
    private static final Set<String> PARTICLES = Set.of(
            "de", "del", "della", "delle", "dei", "degli", "di", "da", "do", "dos", "das", "du", "des", "la", "le",
            "les", "los", "las", "el", "al", "van", "von", "der", "den", "het", "ten", "ter", "am", "an", "im", "in",
            "sur", "sous", "en", "nad", "pod", "u", "v", "na", "ved", "och", "y", "e", "of", "upon", "the", "on", "l",
            "d");
    private static final List<String> ENDINGS = List.of(
            "strasse", "gasse", "weg", "platz", "allee", "gata", "gatan", "vagen", "veien", "vegen", "vej", "gade",
            "katu", "straat", "laan", "plein", "kade", "utca", "ulica", "gate");
    private static final Set<String> DAYS_AND_MONTHS = Set.of(
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");
    private static final int WORDS_OF_A_LINE = 7;
    private static final int LEFT = 6;

    private final String text;
    private final List<Token> tokens;
    private final boolean[] inside;
    private boolean street;

    private AddressBlock(String text, List<Word> words, List<Span> found) {
        this.text = text;
        this.tokens = Token.of(text, words, found);
        this.inside = new boolean[tokens.size()];
    }

    /**
     * Everything found with addresses made whole.
     *
     * @param found in order of position
     */
    static List<Span> complete(String text, List<Word> words, List<Span> found) {
        if (found.stream().noneMatch(AddressBlock::anchors)) {
            return found;
        }
        return new AddressBlock(text, words, found).complete(found);
    }

    private static boolean anchors(Span span) {
        return span.kind() == Kind.HOUSE || span.kind() == Kind.STREET;
    }

    private List<Span> complete(List<Span> found) {
        boolean more = false;
        for (int i = 0; i < inside.length; i++) {
            Span owner = tokens.get(i).owner();
            if (owner != null && anchors(owner) && !inside[i]) {
                inside[i] = true;
                street = owner.kind() == Kind.STREET;
                more |= left(i) | right(i);
            }
        }
        return more ? merged(found) : found;
    }

    /** Whether something was added. */
    private boolean right(int from) {
        boolean more = false;
        for (int i = from + 1; i < inside.length; i++) {
            Token token = tokens.get(i);
            Gap gap = gap(i - 1);
            if (gap == Gap.NONE || gap == Gap.LINE && !addressLine(i) || !accepts(i, gap)) {
                return more;
            }
            inside[i] = true;
            more |= token.owner() == null;
            street |= streetWord(token);
        }
        return more;
    }

    /** Street words, house numbers and what stands between them, before a number that was found. */
    private boolean left(int from) {
        int opener = from;
        boolean uncovered = false;
        for (int i = from - 1; i >= 0 && from - i <= LEFT && gap(i) == Gap.BLANK; i--) {
            Token token = tokens.get(i);
            Word word = token.word();
            boolean named = token.owner() != null && names(token.owner().kind());
            boolean fits = named || token.owner() == null && (token.number() || fitsBefore(token));
            if (!fits) {
                break;
            }
            boolean opens = word != null && word.capital() == written(word) && OPENERS.contains(word.folded())
                    || token.number() && !taken(token) && token.end() - token.start() <= 6;
            opener = opens ? i : opener;
        }
        for (int i = opener; i < from; i++) {
            inside[i] = true;
            uncovered |= tokens.get(i).owner() == null;
        }
        street |= uncovered;
        return uncovered;
    }

    private static boolean taken(Token token) {
        return token.owner() != null;
    }

    private static boolean written(Word word) {
        return Character.isUpperCase(word.text().charAt(0));
    }

    private boolean fitsBefore(Token token) {
        Word word = token.word();
        return word != null
                && (PARTICLES.contains(word.folded())
                        || OPENERS.contains(word.folded())
                        || KINDS.contains(word.folded()) && word.capital()
                        || written(word) && !CommonWords.never(word.folded()));
    }

    private boolean accepts(int i, Gap gap) {
        Token token = tokens.get(i);
        if (token.owner() != null) {
            return inAddresses(token.owner().kind());
        }
        Word word = token.word();
        if (word == null) {
            return token.end() - token.start() <= 6 && !measured(token);
        }
        String folded = word.folded();
        boolean particle = PARTICLES.contains(folded) && !written(word);
        if (particle || folded.length() == 1) {
            return folded.length() == 1
                            && (written(word)
                                    || KINDS.contains(folded)
                                            && i + 1 < inside.length
                                            && tokens.get(i + 1).number())
                    || i + 1 < inside.length && gap(i) == Gap.BLANK && goesOn(i + 1);
        }
        if (folded.length() <= 3
                && word.text().equals(word.text().toUpperCase(Locale.ROOT))
                && (gap == Gap.COMMA || gap == Gap.LINE)) {
            return true;
        }
        boolean numbered =
                i + 1 < inside.length && tokens.get(i + 1).number() && gap == Gap.BLANK && gap(i) == Gap.BLANK;
        if (KINDS.contains(folded) && numbered) {
            return true;
        }
        if (KINDS.contains(folded) && word.capital() && gap != Gap.SENTENCE || UNITS.contains(folded)) {
            return true;
        }
        if (!written(word)
                || CommonWords.never(folded)
                || DAYS_AND_MONTHS.contains(folded)
                || gap == Gap.SENTENCE
                || followedBy(token, ':')) {
            return false;
        }
        return street
                || gap == Gap.LINE
                || !CommonWords.has(folded)
                || word.text().equals(word.text().toUpperCase(Locale.ROOT));
    }

    private boolean goesOn(int i) {
        Token token = tokens.get(i);
        Word word = token.word();
        return token.owner() != null && names(token.owner().kind())
                || word != null && written(word) && !CommonWords.never(word.folded())
                || word != null && PARTICLES.contains(word.folded()) && i + 1 < inside.length && goesOn(i + 1);
    }

    private boolean measured(Token token) {
        return followedBy(token, '%') || followedBy(token, ':') || followedBy(token, '/');
    }

    private boolean followedBy(Token token, char sign) {
        return token.end() < text.length() && text.charAt(token.end()) == sign;
    }

    /** Whether the line that begins at a token has nothing but words in capitals, numbers and small words of names. */
    private boolean addressLine(int from) {
        int words = 0;
        for (int i = from; i < inside.length; i++) {
            Token token = tokens.get(i);
            Word word = token.word();
            boolean fits = token.owner() != null
                    ? inAddresses(token.owner().kind())
                    : word == null
                            || written(word) && !followedBy(token, ':')
                            || word.capital() && KINDS.contains(word.folded())
                            || PARTICLES.contains(word.folded())
                            || UNITS.contains(word.folded());
            if (!fits || ++words > WORDS_OF_A_LINE) {
                return false;
            }
            if (text.substring(
                                    token.end(),
                                    i + 1 < inside.length ? tokens.get(i + 1).start() : text.length())
                            .indexOf('\n')
                    >= 0) {
                return true;
            }
        }
        return true;
    }

    private boolean streetWord(Token token) {
        Word word = token.word();
        return word != null
                && (KINDS.contains(word.folded())
                        || UNITS.contains(word.folded())
                        || OPENERS.contains(word.folded()) && written(word)
                        || ENDINGS.stream().anyMatch(word.folded()::endsWith));
    }

    private static boolean names(Kind kind) {
        return kind == Kind.GIVEN || kind == Kind.FAMILY || kind == Kind.PLACE;
    }

    private static boolean inAddresses(Kind kind) {
        return names(kind) || anchors(new Span(0, 0, kind)) || kind == Kind.PEOPLE || numbers(kind);
    }

    private static boolean numbers(Kind kind) {
        return kind == Kind.NUMBER || kind == Kind.STAFF_NUMBER || kind == Kind.DOCUMENT_NUMBER;
    }

    /** What is between two tokens. */
    private enum Gap {
        BLANK,
        COMMA,
        LINE,
        /** A full stop that may end a sentence. */
        SENTENCE,
        NONE
    }

    private Gap gap(int i) {
        if (i + 1 >= inside.length) {
            return Gap.NONE;
        }
        Token before = tokens.get(i);
        int from = before.end();
        int to = tokens.get(i + 1).start();
        Gap gap = Gap.BLANK;
        for (int at = from; at < to; at++) {
            char c = text.charAt(at);
            if (c == '\n') {
                gap = Gap.LINE;
            } else if (gap != Gap.LINE && (c == ',' || c == '(' || c == ')')) {
                gap = Gap.COMMA;
            } else if (gap == Gap.BLANK && c == '.' && !abbreviated(before)) {
                gap = Gap.SENTENCE;
            } else if (" ,.>?#/-'’()\t\r".indexOf(c) < 0) {
                return Gap.NONE;
            }
        }
        return to - from > 12 ? Gap.NONE : gap;
    }

    private static boolean abbreviated(Token token) {
        Word word = token.word();
        return word != null
                && (word.folded().length() <= 4
                        && (KINDS.contains(word.folded())
                                || UNITS.contains(word.folded())
                                || OPENERS.contains(word.folded())
                                || word.folded().length() == 1));
    }

    /** Stretches with something new become one span each: a street, or a place and its numbers. */
    private List<Span> merged(List<Span> found) {
        var out = new ArrayList<>(found);
        int i = 0;
        while (i < inside.length) {
            int end = i;
            while (inside[i] && end + 1 < inside.length && inside[end + 1] && gap(end) == Gap.BLANK) {
                end++;
            }
            if (inside[i]) {
                stretch(i, end, out);
            }
            i = end + 1;
        }
        out.sort(Comparator.comparingInt(Span::start));
        return out;
    }

    private void stretch(int first, int last, List<Span> out) {
        boolean uncovered = false;
        boolean numbers = false;
        boolean words = false;
        boolean kind = false;
        for (int i = first; i <= last; i++) {
            Token token = tokens.get(i);
            uncovered |= token.owner() == null;
            numbers |= token.number();
            words |= !token.number();
            kind |= streetWord(token);
        }
        if (!uncovered) {
            return;
        }
        if (words && numbers && (kind || tokens.get(first).number())) {
            replace(first, last, Kind.STREET, out);
            return;
        }
        int i = first;
        while (i <= last) {
            int end = i;
            while (!tokens.get(i).number() && end < last && !tokens.get(end + 1).number()) {
                end++;
            }
            replace(i, end, tokens.get(i).number() ? Kind.HOUSE : Kind.PLACE, out);
            i = end + 1;
        }
    }

    private void replace(int first, int last, Kind kind, List<Span> out) {
        int start = tokens.get(first).start();
        int end = tokens.get(last).end();
        for (Span span : List.copyOf(out)) {
            if (span.overlaps(start, end)) {
                start = Math.min(start, span.start());
                end = Math.max(end, span.end());
                out.remove(span);
            }
        }
        out.add(new Span(start, end, kind));
    }
}
