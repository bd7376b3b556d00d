package dev.datamig.anonymizer.redact;

import static dev.datamig.anonymizer.redact.Neighbours.adjacent;
import static dev.datamig.anonymizer.redact.Neighbours.aloneOnLine;
import static dev.datamig.anonymizer.redact.Neighbours.behind;
import static dev.datamig.anonymizer.redact.Neighbours.capitalNext;
import static dev.datamig.anonymizer.redact.Neighbours.startsSentence;
import static dev.datamig.anonymizer.redact.Neighbours.written;

import dev.datamig.anonymizer.persona.NameText.Part;
import dev.datamig.anonymizer.redact.Span.Kind;
import dev.datamig.anonymizer.redact.Vocabulary.Facts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds words of persons' names: those of the row's own person first, then those of the run's people, then well-known names and what
 * stands behind "Mr." or "called". A word that is a plain word too (Grace, Park, Will) needs company: another name beside it,
 * a title before it, or a capital letter inside a sentence.
 */
final class NameFinder {

    /** Also what somebody is. */
    private static final Set<String> TITLES = Stream.concat(
                    Titles.OF_ADDRESS.stream(),
                    Stream.of(
                            "sir",
                            "madam",
                            "coach",
                            "principal",
                            "teacher",
                            "student",
                            "nurse",
                            "counselor",
                            "pupil",
                            "guardian",
                            "uncle",
                            "aunt",
                            "grandma",
                            "grandpa",
                            "rev",
                            "officer",
                            "judge"))
            .collect(Collectors.toUnmodifiableSet());
    /** Before a single letter only these announce somebody. */
    private static final Set<String> RESPECT = Set.of("mr", "mrs", "ms", "miss", "mx", "dr", "coach");

    private static final Set<String> CALLED = Set.of(
            "called",
            "named",
            "name",
            "hi",
            "hello",
            "dear",
            "hey",
            "thanks",
            "regards",
            "sincerely",
            "signed",
            "mother",
            "father",
            "brother",
            "sister",
            "mom",
            "dad",
            "parent",
            "friend",
            "classmate",
            "cc");

    static final Set<String> WHERE =
            Set.of("in", "from", "at", "to", "near", "of", "via", "across", "around", "towards", "into");
    private static final Set<String> MONTHS_AND_DAYS = Set.of(
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
            "december",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday");

    private final Vocabulary vocabulary;
    /** Whether the text in hand has words with and without capitals, so that capitals tell something. */
    private boolean mixed;

    /** Where words of the text in hand begin that are called after somebody and are nobody here. */
    private final BitSet nobodys = new BitSet();

    NameFinder(KnownNames known) {
        this.vocabulary = new Vocabulary(known);
    }

    /** Places and peoples among words that are nothing else yet. */
    List<Span> origins(String text, List<Word> words) {
        return Origins.find(text, words, vocabulary);
    }

    /** Whether a word only announces a name. */
    static boolean announces(Word word) {
        return TITLES.contains(word.folded()) || CALLED.contains(word.folded());
    }

    /** What was found, with organizations. */
    List<Span> companies(String text, List<Word> words, List<Span> found) {
        return Companies.complete(text, words, found, vocabulary, nobodys);
    }

    /** @param prose whether capital letters inside tell names from plain words; false for bare values */
    List<Span> find(String text, List<Word> words, Map<String, Part> rowNames, boolean prose) {
        mixed = words.stream().anyMatch(word -> !word.capital());
        var kinds = new Kind[words.size()];
        boolean[] renowned = prose ? Renowned.of(words, vocabulary, rowNames) : new boolean[kinds.length];
        if (prose) {
            NamedPlaces.mark(text, words, vocabulary, rowNames, renowned);
            Things.mark(text, words, vocabulary, rowNames, renowned);
        }
        nobodys.clear();
        for (int i = 0; i < kinds.length; i++) {
            if (renowned[i]) {
                nobodys.set(words.get(i).start());
            }
            kinds[i] = renowned[i] ? null : certain(text, words, i, rowNames, prose);
        }
        for (int i = 0; i < kinds.length; i++) {
            if (kinds[i] == null && !renowned[i]) {
                kinds[i] = byCompany(text, words, i, kinds);
            }
        }
        for (int i = kinds.length - 1; i >= 0; i--) {
            if (kinds[i] == null && !renowned[i]) {
                kinds[i] = byCompany(text, words, i, kinds);
            }
        }
        hyphenated(text, words, kinds);
        var out = new ArrayList<Span>();
        for (int i = 0; i < kinds.length; i++) {
            if (kinds[i] != null) {
                out.add(new Span(words.get(i).start(), words.get(i).end(), kinds[i]));
            }
        }
        return out;
    }

    /** {@code Hauta-aho}: what hangs on a name by a hyphen and is no plain word is a part of it. */
    private void hyphenated(String text, List<Word> words, Kind[] kinds) {
        for (int i = 1; i < kinds.length; i++) {
            Word before = words.get(i - 1);
            Word word = words.get(i);
            boolean joined = kinds[i] == null
                    && kinds[i - 1] != null
                    && word.start() - before.end() == 1
                    && text.charAt(before.end()) == '-';
            if (joined && (written(word) || !vocabulary.of(word).plain())) {
                kinds[i] = kinds[i - 1];
            }
        }
    }

    /** A name for sure: without looking at neighbours, or with a title before it. */
    private @Nullable Kind certain(String text, List<Word> words, int i, Map<String, Part> rowNames, boolean prose) {
        Word word = words.get(i);
        if (word.folded().length() < 2) {
            return written(word) && behind(RESPECT, text, words, i) ? Kind.GIVEN : null;
        }
        Part own = rowNames.get(word.folded());
        Facts facts = vocabulary.of(word);
        boolean plain = facts.plain();
        if (own != null && (word.capital() || !plain)) {
            return own == Part.GIVEN ? Kind.GIVEN : Kind.FAMILY;
        }
        if (plain && !word.capital()) {
            return null;
        }
        boolean knownName = facts.known();
        if (knownName && !plain) {
            return kind(word, words, i, text);
        }
        if (!word.capital()) {
            return null;
        }
        if (!prose) {
            return wellKnownPair(text, words, i) || knownPair(words) ? kind(word, words, i, text) : null;
        }
        boolean wellKnown = facts.wellKnown();
        if (plain && (wellKnown || knownName) && !facts.never() && initialled(text, word)) {
            return Kind.FAMILY;
        }
        if (wellKnown && !plain) {
            return kind(word, words, i, text);
        }
        boolean titled = behind(TITLES, text, words, i);
        boolean introduced = behind(CALLED, text, words, i);
        boolean said = plain
                && written(word)
                && mixed
                && (PlainNames.frames(text, words, i)
                        || !MONTHS_AND_DAYS.contains(word.folded()) && PlainNames.acts(text, words, i, vocabulary));
        if (titled && (!plain || wellKnown || knownName)) {
            return titledKind(words, i, text);
        }
        if (introduced && (!plain || wellKnown || knownName) || said) {
            return kind(word, words, i, text);
        }
        if (plain && mixed && PlainNames.town(text, words, i)) {
            return Kind.PLACE;
        }
        if (plain) {
            boolean inside = !startsSentence(text, word) && !facts.never() && !MONTHS_AND_DAYS.contains(word.folded());
            return inside && (knownName || facts.given()) && !capitalNext(words, i, text)
                    ? kind(word, words, i, text)
                    : null;
        }
        return properNoun(text, words, i);
    }

    /** {@code J. Carter}, {@code J.M. Young}: a single capital letter with a full stop right before. */
    private static boolean initialled(String text, Word word) {
        int stop = word.start() - (word.start() > 0 && text.charAt(word.start() - 1) == ' ' ? 2 : 1);
        return stop > 0
                && text.charAt(stop) == '.'
                && Character.isUpperCase(text.charAt(stop - 1))
                && (stop == 1 || !Character.isLetter(text.charAt(stop - 2)));
    }

    /** A capital word that is no plain word: somebody or some place that nobody told us of. */
    private @Nullable Kind properNoun(String text, List<Word> words, int i) {
        Word word = words.get(i);
        boolean acronym = word.text().length() < 5
                && word.text().equals(word.text().toUpperCase(Locale.ROOT))
                && word.text().length() > 1;
        if (acronym) {
            return behind(WHERE, text, words, i) && word.text().length() > 3 || aloneOnLine(text, word)
                    ? Kind.PLACE
                    : null;
        }
        return behind(WHERE, text, words, i) ? Kind.PLACE : kind(word, words, i, text);
    }

    /** Two well-known names beside each other are a person also where nothing else is said. */
    private boolean wellKnownPair(String text, List<Word> words, int i) {
        Word word = words.get(i);
        boolean opens = i + 1 < words.size()
                && vocabulary.of(word).given()
                && vocabulary.of(words.get(i + 1)).family()
                && adjacent(text, word, words.get(i + 1));
        boolean closes = i > 0
                && vocabulary.of(word).family()
                && vocabulary.of(words.get(i - 1)).given()
                && adjacent(text, words.get(i - 1), word);
        return opens || closes;
    }

    /** Two plain words that are nothing but the given and the family name of people of the run. */
    private boolean knownPair(List<Word> words) {
        if (words.size() != 2 || !words.getFirst().capital() || !words.getLast().capital()) {
            return false;
        }
        Facts first = vocabulary.of(words.getFirst());
        Facts last = vocabulary.of(words.getLast());
        return first.knownGiven() && last.knownFamily() || first.knownFamily() && last.knownGiven();
    }

    private @Nullable Kind byCompany(String text, List<Word> words, int i, Kind[] kinds) {
        Word word = words.get(i);
        Kind before = i > 0 && adjacent(text, words.get(i - 1), word) ? kinds[i - 1] : null;
        Kind behind = i + 1 < words.size() && adjacent(text, word, words.get(i + 1)) ? kinds[i + 1] : null;
        if (before == null && behind == null) {
            return null;
        }
        if (word.folded().length() < 2) {
            return PlainNames.initial(text, word, before, behind);
        }
        Facts facts = vocabulary.of(word);
        if (facts.never() || !word.capital()) {
            return null;
        }
        boolean name = facts.known() || facts.wellKnown();
        boolean plain = facts.plain();
        if (before != null && (name || !plain)) {
            return Kind.FAMILY;
        }
        boolean beforeFamily = behind == Kind.FAMILY;
        boolean likely = name && (!plain || beforeFamily || !startsSentence(text, word));
        if (behind != null && likely) {
            return Kind.GIVEN;
        }
        return PlainNames.part(text, words, i, kinds, mixed);
    }

    private Kind titledKind(List<Word> words, int i, String text) {
        boolean more =
                i + 1 < words.size() && words.get(i + 1).capital() && adjacent(text, words.get(i), words.get(i + 1));
        return more ? Kind.GIVEN : Kind.FAMILY;
    }

    /** A word that can be both is a given name when a capital follows, a family name when one is before. */
    private Kind kind(Word word, List<Word> words, int i, String text) {
        Facts facts = vocabulary.of(word);
        boolean given = facts.knownGiven() || !facts.known() && facts.given();
        boolean family = facts.knownFamily() || !facts.known() && facts.family();
        if (given && family) {
            boolean behind = i > 0
                    && words.get(i - 1).capital()
                    && adjacent(text, words.get(i - 1), word)
                    && !TITLES.contains(words.get(i - 1).folded());
            return behind ? Kind.FAMILY : Kind.GIVEN;
        }
        return family ? Kind.FAMILY : Kind.GIVEN;
    }
}
