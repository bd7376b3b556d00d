package dev.datamig.anonymizer.redact;

import dev.datamig.anonymizer.persona.NameText.Part;
import dev.datamig.anonymizer.redact.Span.Kind;
import dev.datamig.anonymizer.redact.Vocabulary.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds words of persons' names: those of the row's own person first, then those of the run's people, then well-known names and what
 * stands behind "Mr." or "called". A word that is a plain word too (Grace, Park, Will) needs company: another name beside it,
 * a title before it, or a capital letter inside a sentence.
 */
final class NameFinder {

    private static final Set<String> TITLES = Set.of(
            "mr",
            "mrs",
            "ms",
            "miss",
            "mx",
            "dr",
            "prof",
            "professor",
            "sir",
            "madam",
            "coach",
            "principal",
            "teacher",
            "student",
            "nurse",
            "counselor",
            "herr",
            "frau",
            "senor",
            "senora",
            "monsieur",
            "madame",
            "pupil",
            "guardian",
            "uncle",
            "aunt",
            "grandma",
            "grandpa",
            "rev",
            "officer",
            "judge");
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

    private static final Set<String> WHERE =
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

    NameFinder(KnownNames known) {
        this.vocabulary = new Vocabulary(known);
    }

    /** @param prose whether capital letters inside tell names from plain words; false for bare values */
    List<Span> find(String text, List<Word> words, Map<String, Part> rowNames, boolean prose) {
        var kinds = new Kind[words.size()];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = certain(text, words, i, rowNames, prose);
        }
        for (int i = 0; i < kinds.length; i++) {
            if (kinds[i] == null) {
                kinds[i] = byCompany(text, words, i, kinds);
            }
        }
        for (int i = kinds.length - 1; i >= 0; i--) {
            if (kinds[i] == null) {
                kinds[i] = byCompany(text, words, i, kinds);
            }
        }
        var out = new ArrayList<Span>();
        for (int i = 0; i < kinds.length; i++) {
            if (kinds[i] != null) {
                out.add(new Span(words.get(i).start(), words.get(i).end(), kinds[i]));
            }
        }
        return out;
    }

    /** A name for sure: without looking at neighbours, or with a title before it. */
    private @Nullable Kind certain(String text, List<Word> words, int i, Map<String, Part> rowNames, boolean prose) {
        Word word = words.get(i);
        if (word.folded().length() < 2) {
            return null;
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
            return wellKnownPair(text, words, i) ? kind(word, words, i, text) : null;
        }
        boolean wellKnown = facts.wellKnown();
        if (wellKnown && !plain) {
            return kind(word, words, i, text);
        }
        boolean titled = behind(TITLES, text, words, i);
        boolean introduced = behind(CALLED, text, words, i);
        if (titled && (!plain || wellKnown || knownName)) {
            return titledKind(words, i, text);
        }
        if (introduced && (!plain || wellKnown || knownName)) {
            return kind(word, words, i, text);
        }
        if (plain) {
            boolean inside = !startsSentence(text, word) && !facts.never() && !MONTHS_AND_DAYS.contains(word.folded());
            return inside && (knownName || facts.given()) && !capitalNext(words, i, text)
                    ? kind(word, words, i, text)
                    : null;
        }
        return properNoun(text, words, i);
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

    private static boolean behind(Set<String> openers, String text, List<Word> words, int i) {
        return i > 0
                && adjacent(text, words.get(i - 1), words.get(i))
                && openers.contains(words.get(i - 1).folded());
    }

    private static boolean capitalNext(List<Word> words, int i, String text) {
        return i + 1 < words.size() && words.get(i + 1).capital() && adjacent(text, words.get(i), words.get(i + 1));
    }

    private @Nullable Kind byCompany(String text, List<Word> words, int i, Kind[] kinds) {
        Word word = words.get(i);
        if (!word.capital() || word.folded().length() < 2) {
            return null;
        }
        Facts facts = vocabulary.of(word);
        if (facts.never()) {
            return null;
        }
        boolean afterName = i > 0 && kinds[i - 1] != null && adjacent(text, words.get(i - 1), word);
        boolean beforeName = i + 1 < words.size() && kinds[i + 1] != null && adjacent(text, word, words.get(i + 1));
        boolean name = facts.known() || facts.wellKnown();
        boolean plain = facts.plain();
        if (afterName && (name || !plain)) {
            return Kind.FAMILY;
        }
        boolean beforeFamily = beforeName && kinds[i + 1] == Kind.FAMILY;
        boolean likely = name && (!plain || beforeFamily || !startsSentence(text, word));
        return beforeName && likely ? Kind.GIVEN : null;
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

    private static boolean adjacent(String text, Word before, Word after) {
        int gap = after.start() - before.end();
        if (gap < 1 || gap > 3) {
            return false;
        }
        for (int i = before.end(); i < after.start(); i++) {
            char c = text.charAt(i);
            if (c != ' ' && c != '.' && c != '-' && c != ':' && c != ',') {
                return false;
            }
        }
        return true;
    }

    private static boolean aloneOnLine(String text, Word word) {
        int before = word.start() - 1;
        while (before >= 0 && (text.charAt(before) == ' ' || text.charAt(before) == '>')) {
            before--;
        }
        int after = word.end();
        while (after < text.length() && text.charAt(after) == ' ') {
            after++;
        }
        return before >= 0 && text.charAt(before) == '\n' && (after == text.length() || text.charAt(after) == '\n');
    }

    static boolean startsSentence(String text, Word word) {
        int i = word.start() - 1;
        while (i >= 0 && (text.charAt(i) == ' ' || text.charAt(i) == '"' || text.charAt(i) == '\'')) {
            i--;
        }
        return i < 0 || ".!?\n:>".indexOf(text.charAt(i)) >= 0;
    }
}
