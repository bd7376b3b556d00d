package dev.datamig.anonymizer.redact;

import dev.datamig.anonymizer.classify.NameBook;
import dev.datamig.anonymizer.classify.NameTokens;
import dev.datamig.anonymizer.redact.Span.Kind;
import dev.datamig.anonymizer.redact.Vocabulary.Facts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Full names of a run's people, given and family name in either order and any case, with signs between their words or with none: {@code Doe, Jane},
 * {@code JANE DOE}, {@code janedoe}. What else of their names stands beside the two belongs to them. Not for several threads.
 */
final class WrittenNames {

    /** Words that a name has at most, those between included. */
    private static final int MOST_WORDS = 6;
    /** Signs between two words of a name. */
    private static final int LONGEST_GAP = 3;
    /** Letters of a name without signs: fewer are met by accident. */
    private static final int SHORTEST = 7;

    private static final int LONGEST = 60;
    private static final int LONGEST_PART = 20;
    private static final int SHORTEST_PART = 2;
    private static final int TELLING_PART = 3;
    /** Words without names in them that are remembered: texts use few words often. */
    private static final int PLACES = 1 << 10;

    private final KnownNames known;
    private final KnownCodes people;
    private final Vocabulary vocabulary;
    /** Words in which no two names are, whoever's text they stand in; forgotten by overwriting. */
    private final @Nullable String[] single = new String[PLACES];

    WrittenNames(KnownNames known, Vocabulary vocabulary) {
        this.known = known;
        this.people = known.codes();
        this.vocabulary = vocabulary;
    }

    /** Somebody of the run whose name begins with a word: its last word; -1 when none does. */
    int last(String text, List<Word> words, int first) {
        if (!isPart(words.get(first))) {
            return -1;
        }
        int last = -1;
        for (int j = first + 1; j < words.size() && j < first + MOST_WORDS; j++) {
            if (!isGap(text, words.get(j - 1).end(), words.get(j).start())) {
                break;
            }
            Word word = words.get(j);
            if (isPerson(words, first, j) || last >= 0 && isTold(word)) {
                last = j;
            } else if (!isPart(word) && (last >= 0 || j > first + 1 || !isBetween(word))) {
                break;
            }
        }
        return last;
    }

    /** Whether the word at {@code j} and one before it are somebody's. */
    private boolean isPerson(List<Word> words, int first, int j) {
        String last = words.get(j).folded();
        for (int i = first; i < j; i++) {
            String one = words.get(i).folded();
            boolean told = isTold(words.get(i)) && isTold(words.get(j))
                    || Neighbours.written(words.get(i)) && Neighbours.written(words.get(j));
            if (told && (i == first || isTold(words.get(first))) && isPerson(one, last)) {
                return true;
            }
        }
        return false;
    }

    private boolean isPerson(String one, String other) {
        return people.person(one, other) || people.person(other, one);
    }

    /** A word of somebody's name, or one that stands inside names. */
    private boolean isPart(Word word) {
        return vocabulary.of(word).known() || FamilyParticles.has(word.text());
    }

    /** A word of somebody's name that is not taken for a plain one. */
    private boolean isTold(Word word) {
        Facts facts = vocabulary.of(word);
        return facts.known() && (Neighbours.written(word) || !facts.plain());
    }

    private boolean isBetween(Word word) {
        return Neighbours.written(word) && !vocabulary.of(word).never();
    }

    /** Up to three signs, or one as addresses write it ({@code %20}). */
    private static boolean isGap(String text, int from, int to) {
        if (to == from || to - from > LONGEST_GAP) {
            return false;
        }
        if (text.charAt(from) == '%' && to - from == LONGEST_GAP) {
            return true;
        }
        for (int i = from; i < to; i++) {
            if (Letters.orDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Adds the names without signs between their words that no other find overlaps. */
    void joined(List<Word> words, List<Span> out) {
        if (known.words().isEmpty()) {
            return;
        }
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            int length = word.folded().length();
            if (length >= SHORTEST && length <= LONGEST) {
                Pair pair = remembered(word);
                if (pair != null && out.stream().noneMatch(span -> span.overlaps(word.start(), word.end()))) {
                    out.addAll(spans(word, pair));
                }
            }
        }
    }

    private @Nullable Pair remembered(Word word) {
        int hash = word.text().hashCode();
        int place = (hash ^ hash >>> 15) & (PLACES - 1);
        if (word.text().equals(single[place])) {
            return null;
        }
        Pair pair = isOneWord(word) ? null : pair(word);
        if (pair == null) {
            single[place] = word.text();
        }
        return pair;
    }

    private boolean isOneWord(Word word) {
        Facts facts = vocabulary.of(word);
        String folded = word.folded();
        return facts.plain()
                || facts.known()
                || NameTokens.known(folded)
                || NameBook.given(folded)
                || NameBook.family(folded);
    }

    /** Two names beside each other inside a word: where the first begins, where the second does, where that ends. */
    private record Pair(int from, int middle, int to) {}

    private @Nullable Pair pair(Word word) {
        String letters = word.folded();
        Pair best = null;
        for (int from = 0; from + SHORTEST <= letters.length(); from++) {
            long one = KnownCodes.EMPTY;
            int most = Math.min(letters.length() - SHORTEST_PART, from + LONGEST_PART);
            for (int middle = from + 1; middle <= most; middle++) {
                one = KnownCodes.longer(one, letters.charAt(middle - 1));
                if (middle - from >= SHORTEST_PART && known.words().find(KnownCodes.mixed(one)) >= 0) {
                    int to = second(word, one, from, middle);
                    if (to > 0 && (best == null || to - from > best.to() - best.from())) {
                        best = new Pair(from, middle, to);
                    }
                }
            }
        }
        return best;
    }

    /** @param one the hash of the first name @return where the longest second name ends; -1 when there is none */
    private int second(Word word, long one, int from, int middle) {
        String letters = word.folded();
        long both = KnownCodes.longer(one, ' ');
        long second = KnownCodes.EMPTY;
        int found = -1;
        int most = Math.min(letters.length(), middle + LONGEST_PART);
        for (int to = middle + 1; to <= most; to++) {
            both = KnownCodes.longer(both, letters.charAt(to - 1));
            second = KnownCodes.longer(second, letters.charAt(to - 1));
            boolean enough = to - from > SHORTEST && to - middle >= SHORTEST_PART
                    || to - from == SHORTEST && to - middle >= TELLING_PART && middle - from >= TELLING_PART;
            if (enough
                    && (people.has(both) || known.words().find(KnownCodes.mixed(second)) >= 0)
                    && isPerson(letters.substring(from, middle), letters.substring(middle, to))
                    && isTold(word, from, middle, to)) {
                found = to;
            }
        }
        return found;
    }

    /** Two plain words are a name only where their capitals say so. */
    private boolean isTold(Word word, int from, int middle, int to) {
        String text = word.text();
        boolean plain = Vocabulary.isPlain(word.folded().substring(from, middle))
                && Vocabulary.isPlain(word.folded().substring(middle, to));
        return !plain || text.length() == word.folded().length() && begins(text, from) && begins(text, middle);
    }

    private static boolean begins(String text, int at) {
        return Character.isUpperCase(text.charAt(at)) && Character.isLowerCase(text.charAt(at + 1));
    }

    private List<Span> spans(Word word, Pair pair) {
        String letters = word.folded();
        if (letters.length() != word.text().length()) {
            return List.of(new Span(word.start(), word.end(), Kind.FAMILY));
        }
        var out = new ArrayList<Span>();
        boolean turned = !people.person(
                letters.substring(pair.from(), pair.middle()), letters.substring(pair.middle(), pair.to()));
        before(word, pair.from(), out);
        out.add(span(word, pair.from(), pair.middle(), turned));
        out.add(span(word, pair.middle(), pair.to(), !turned));
        behind(word, pair.to(), out);
        return out;
    }

    /** Other names of the same person, also with a particle between. */
    private void before(Word word, int end, List<Span> out) {
        for (int from = Math.max(0, end - LONGEST_PART); from < end; from++) {
            if (isName(word, from, end)) {
                before(word, from, out);
                out.add(span(word, from, end, isFamily(word, from, end)));
                return;
            }
            if (FamilyParticles.has(word.folded().substring(from, end)) && from > 0) {
                int found = out.size();
                before(word, from, out);
                if (out.size() > found) {
                    return;
                }
            }
        }
    }

    private void behind(Word word, int from, List<Span> out) {
        for (int end = Math.min(word.folded().length(), from + LONGEST_PART); end > from; end--) {
            if (isName(word, from, end)) {
                out.add(span(word, from, end, isFamily(word, from, end)));
                behind(word, end, out);
                return;
            }
            if (FamilyParticles.has(word.folded().substring(from, end))) {
                int found = out.size();
                behind(word, end, out);
                if (out.size() > found) {
                    return;
                }
            }
        }
    }

    private boolean isName(Word word, int from, int end) {
        return end - from >= TELLING_PART && known.has(word.folded().substring(from, end));
    }

    private boolean isFamily(Word word, int from, int end) {
        return known.isFamily(word.folded().substring(from, end));
    }

    private static Span span(Word word, int from, int end, boolean family) {
        return new Span(word.start() + from, word.start() + end, family ? Kind.FAMILY : Kind.GIVEN);
    }
}
