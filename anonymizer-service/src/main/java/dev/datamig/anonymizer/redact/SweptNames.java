package dev.datamig.anonymizer.redact;

import dev.datamig.anonymizer.classify.NameBook;
import dev.datamig.anonymizer.classify.NameTokens;
import dev.datamig.anonymizer.redact.Span.Kind;
import dev.datamig.anonymizer.redact.Vocabulary.Facts;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names of people where nothing speaks of people: the run's own by given and family name together, strangers' behind a word that announces
 * somebody or where a cell is nothing but a well-known given and family name. No single names, no plain words: products and companies are called
 * after people too.
 */
final class SweptNames {

    private static final int LONGEST_GAP = 3;
    /** Letters of a name that is hardly anything else. */
    private static final int RARE = 6;

    private final Vocabulary vocabulary;
    private final KnownCodes people;
    private final WrittenNames known;

    SweptNames(KnownNames known) {
        this.vocabulary = new Vocabulary(known);
        this.known = new WrittenNames(known, vocabulary);
        this.people = known.codes();
    }

    /** Adds what is found to what was found before. @param words in order */
    void find(String text, List<Word> words, List<Span> out) {
        boolean alone = alone(text, words);
        for (int i = 0; i < words.size(); i++) {
            int last = known.last(text, words, i);
            if (last < 0 && alone && i == 0 && stranger(text, words)) {
                last = words.size() - 1;
            }
            last = last < 0 ? announced(text, words, i) : last;
            last = last < 0 ? acting(text, words, i) : last;
            last = last < 0 && (rare(text, words.get(i)) || ofFamily(text, words, i)) ? i : last;
            last = last < 0 ? filed(text, words, i) : last;
            if (last >= i) {
                take(words, i, last, out);
                i = last;
            }
        }
        joined(words, out);
    }

    /** The run's people whose names are written without a sign between. */
    void joined(List<Word> words, List<Span> out) {
        known.joined(words, out);
    }

    /**
     * Words with a capital among which a well-known name is, where no name has its place: a number or a colour stands there else. Also one word
     * alone.
     *
     * @param capital whether no name needs to be well known: where nothing is written with a capital else
     */
    void outOfPlace(String text, List<Word> words, boolean capital, List<Span> out) {
        for (int i = 0; i < words.size(); i++) {
            if (!title(words.get(i))) {
                continue;
            }
            int last = i;
            boolean named = capital && unheard(words.get(i)) || wellKnown(words.get(i));
            while (last + 1 < words.size()
                    && last < i + 2
                    && title(words.get(last + 1))
                    && joined(text, words.get(last), words.get(last + 1))) {
                last++;
                named |= capital && unheard(words.get(last)) || wellKnown(words.get(last));
            }
            if (named) {
                take(words, i, last, out);
            }
            i = last;
        }
    }

    /** Also a word of a script that has no capitals, which stands beside others alone. */
    private boolean title(Word word) {
        return titled(word) && !plain(word) && !NameTokens.known(word.folded())
                || Character.getType(word.text().charAt(0)) == Character.OTHER_LETTER;
    }

    private static boolean wellKnown(Word word) {
        return NameBook.given(word.folded()) || NameBook.family(word.folded());
    }

    /** {@code Jane Doe asked for it}: where the name that begins here ends; -1 when none does. */
    private int acting(String text, List<Word> words, int i) {
        if (i + 2 >= words.size()) {
            return -1;
        }
        String act = words.get(i + 2).text();
        String gap = NameOpeners.ACTS.contains(act) ? " " : NameOpeners.KIN.contains(act) ? " (" : null;
        if (gap == null) {
            return -1;
        }
        Word first = words.get(i);
        Word last = words.get(i + 1);
        boolean pair = titled(first) && titled(last) && Neighbours.beside(text, first, last);
        boolean named = NameBook.given(first.folded()) && (NameBook.family(last.folded()) || unheard(last))
                || unheard(first) && NameBook.family(last.folded()) && !plain(last);
        return pair && named && !plain(first) && text.startsWith(gap, last.end()) ? i + 1 : -1;
    }

    /** A family name of the run's people, or what is somebody's by his given name, that is no plain word, no place, and so rare that no fake is called so. */
    private boolean rare(String text, Word word) {
        Facts facts = vocabulary.of(word);
        return (facts.knownFamily() || facts.knownGiven() && Neighbours.possessive(text, word))
                && !facts.wellKnown()
                && !NameBook.given(word.folded())
                && word.folded().length() >= RARE
                && Neighbours.written(word)
                && unheard(word);
    }

    /** Somebody behind a title or a word that announces: where the name that begins here ends; -1 when none does. */
    private int announced(String text, List<Word> words, int i) {
        Word word = words.get(i);
        if (i == 0 || !Neighbours.written(word) || !follows(text, words.get(i - 1), word)) {
            return -1;
        }
        int last = i;
        while (last + 1 < words.size()
                && last < i + 2
                && Neighbours.written(words.get(last + 1))
                && Neighbours.adjacent(text, words.get(last), words.get(last + 1))
                && somebody(words.get(last + 1))) {
            last++;
        }
        if (Titles.OF_ADDRESS.contains(words.get(i - 1).folded())) {
            return somebody(word) || initial(word) && last > i ? last : -1;
        }
        if (i == 1 && words.size() == 2 && NameOpeners.BY.contains(words.get(0).folded())) {
            return titled(word) && !plain(word) && wellKnown(word) ? i : -1;
        }
        boolean announces = NameOpeners.ANNOUNCING.contains(words.get(i - 1).folded())
                || byline(words, i - 1)
                || addressed(text, words, i - 1);
        boolean somebody = NameBook.given(word.folded()) || titled(word) && unheard(word) && unheard(words.get(last));
        boolean pair = last > i && somebody && !vocabulary.of(word).never();
        return announces && (pair || last > i && turned(text, word, words.get(last))) ? last : -1;
    }

    /** {@code Doe, Jane}. */
    private boolean turned(String text, Word first, Word last) {
        return text.startsWith(", ", first.end())
                && NameBook.given(last.folded())
                && titled(first)
                && !plain(first)
                && (NameBook.family(first.folded()) || unheard(first));
    }

    /** Also as {@code name=Jane}. */
    private static boolean follows(String text, Word before, Word after) {
        boolean assigned = after.start() - before.end() <= 2 && "=:\"'".indexOf(text.charAt(before.end())) >= 0;
        return assigned || Neighbours.adjacent(text, before, after);
    }

    /** {@code spoke to}, {@code c/o}. */
    private static boolean addressed(String text, List<Word> words, int last) {
        if (last == 0) {
            return false;
        }
        Word before = words.get(last - 1);
        return words.get(last).folded().equals("to") && NameOpeners.TO.contains(before.folded())
                || text.regionMatches(true, before.start(), "c/o", 0, 3)
                        && words.get(last).end() == before.start() + 3;
    }

    /** {@code the Throckmorton family}. */
    private boolean ofFamily(String text, List<Word> words, int i) {
        return i > 0
                && i + 1 < words.size()
                && words.get(i - 1).folded().equals("the")
                && words.get(i + 1).folded().equals("family")
                && Neighbours.beside(text, words.get(i), words.get(i + 1))
                && titled(words.get(i))
                && (unheard(words.get(i)) || NameBook.family(words.get(i).folded()) && !plain(words.get(i)));
    }

    /** {@code Rodriguez_Zbigniew_cv.pdf}: a well-known given and family name in a file's name. */
    private int filed(String text, List<Word> words, int i) {
        if (i + 1 >= words.size()
                || words.get(i + 1).start() - words.get(i).end() != 1
                || text.charAt(words.get(i).end()) != '_') {
            return -1;
        }
        Word one = words.get(i);
        Word other = words.get(i + 1);
        boolean named = NameBook.given(one.folded()) && NameBook.family(other.folded())
                || NameBook.family(one.folded()) && NameBook.given(other.folded());
        return named && !plain(one) && !plain(other) ? i + 1 : -1;
    }

    private static boolean byline(List<Word> words, int by) {
        if (!words.get(by).folded().equals("by") || by == 0) {
            return false;
        }
        String act = words.get(by - 1).folded();
        return act.endsWith("ed") && !NameOpeners.PUBLIC_ACTS.contains(act)
                || Set.of("done", "written", "taken", "seen", "sent", "given", "made")
                        .contains(act);
    }

    /**
     * A cell that is nothing but somebody's name: a well-known given name with a family name that no list needs to know, or with one that is a
     * plain word too ({@code David Miller}); the other way round, in small letters or in capitals alone only where both are well known.
     */
    private boolean stranger(String text, List<Word> words) {
        Word first = words.getFirst();
        Word last = words.getLast();
        if (Gazetteer.PLACES.match(text, words, 0) > 1) {
            return false;
        }
        if (words.size() == 3 && !initial(words.get(1))) {
            Word middle = words.get(1);
            return NameBook.given(first.folded())
                    && !plain(first)
                    && text.startsWith(" ", first.end())
                    && titled(first)
                    && titled(middle)
                    && titled(last)
                    && (unheard(middle) || NameBook.family(middle.folded()) && !plain(middle));
        }
        if (initial(first)) {
            return written(first, last)
                    && titled(last)
                    && (NameBook.family(last.folded()) && !plain(last)
                            || text.startsWith(".", first.end()) && unheard(last));
        }
        if (text.indexOf(',') > 0) {
            boolean given =
                    NameBook.given(last.folded()) || NameBook.family(first.folded()) && titled(last) && unheard(last);
            return given && !plain(last) && !plain(first) && (NameBook.family(first.folded()) || unheard(first));
        }
        boolean both = NameBook.given(first.folded()) && NameBook.family(last.folded());
        boolean turned = !plain(last)
                && NameBook.family(first.folded())
                && NameBook.given(last.folded())
                && !NameBook.given(first.folded());
        boolean unknown = NameBook.given(first.folded()) && titled(first) && titled(last) && unheard(last);
        return !plain(first) && (both && !capitals(text, last) || turned || unknown);
    }

    /** In capitals alone a plain word is rather a word of a title. */
    private boolean capitals(String text, Word last) {
        return plain(last) && text.equals(text.toUpperCase(Locale.ROOT));
    }

    /** A word that is neither plain nor a place nor one of schemas and companies. */
    private boolean unheard(Word word) {
        return word.folded().length() > LONGEST_GAP
                && !plain(word)
                && !NameTokens.known(word.folded())
                && Gazetteer.PLACES.match("", List.of(word), 0) == 0;
    }

    private static boolean titled(Word word) {
        return Neighbours.written(word) && word.text().chars().skip(1).anyMatch(Character::isLowerCase);
    }

    /** Two words, or three with an initial between, with nothing but a blank, a comma or a full stop beside them. */
    private static boolean alone(String text, List<Word> words) {
        if (words.size() < 2
                || words.size() > 3
                || words.size() == 3 && !initial(words.get(1)) && !hyphened(text, words.get(1), words.get(2))) {
            return false;
        }
        for (int i = 1; i < words.size(); i++) {
            if (!joined(text, words.get(i - 1), words.get(i))) {
                return false;
            }
        }
        return text.substring(0, words.getFirst().start()).isBlank()
                && text.substring(words.getLast().end()).isBlank();
    }

    /** {@code Mbeki-Stone}. */
    private static boolean hyphened(String text, Word one, Word other) {
        return other.start() == one.end() + 1 && text.charAt(one.end()) == '-';
    }

    private static boolean joined(String text, Word before, Word after) {
        int gap = after.start() - before.end();
        if (gap < 1 || gap > LONGEST_GAP) {
            return false;
        }
        for (int i = before.end(); i < after.start(); i++) {
            if (" ,._-+".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean somebody(Word word) {
        Facts facts = vocabulary.of(word);
        return word.folded().length() > 1
                && !facts.never()
                && (!facts.plain() || facts.known() || facts.wellKnown() && NameBook.family(word.folded()));
    }

    private boolean plain(Word word) {
        return vocabulary.of(word).plain();
    }

    private static boolean initial(Word word) {
        return word.folded().length() == 1;
    }

    private static boolean written(Word one, Word other) {
        return Neighbours.written(one) && Neighbours.written(other);
    }

    private void take(List<Word> words, int first, int last, List<Span> out) {
        for (int i = first; i <= last; i++) {
            Word word = words.get(i);
            boolean particle = i < last && FamilyParticles.has(word.text());
            if (!particle && out.stream().noneMatch(span -> span.overlaps(word.start(), word.end()))) {
                out.add(new Span(word.start(), word.end(), kind(words, i, first, last)));
            }
        }
    }

    /** {@code Doe, Jane} has the family name first. */
    private Kind kind(List<Word> words, int i, int first, int last) {
        Facts facts = vocabulary.of(words.get(i));
        if (first == last || i > first && i < last) {
            return facts.knownGiven() && !facts.knownFamily() ? Kind.GIVEN : Kind.FAMILY;
        }
        boolean reversed = people.person(
                        words.get(last).folded(), words.get(first).folded())
                || !people.person(words.get(first).folded(), words.get(last).folded())
                        && !NameBook.given(words.get(first).folded())
                        && NameBook.given(words.get(last).folded());
        return i == (reversed ? last : first) ? Kind.GIVEN : Kind.FAMILY;
    }
}
