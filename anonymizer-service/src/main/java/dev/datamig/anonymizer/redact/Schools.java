package dev.datamig.anonymizer.redact;

import dev.datamig.anonymizer.persona.CommonWords;
import dev.datamig.anonymizer.redact.Span.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Schools, hospitals and churches by name: {@code Lincoln Middle School} has another name afterwards and is a middle school still. */
final class Schools {

    private static final Set<String> KINDS = Set.of(
            "elementary",
            "academy",
            "hospital",
            "clinic",
            "university",
            "college",
            "church",
            "preschool",
            "montessori",
            "parish",
            "synagogue",
            "mosque",
            "hospice",
            "orphanage");
    /** What stands before "School" in the name of one. */
    private static final Set<String> LEVELS = Set.of(
            "middle",
            "high",
            "elementary",
            "primary",
            "intermediate",
            "charter",
            "magnet",
            "junior",
            "grammar",
            "secondary");
    /** What a school is, and not what it is called. */
    private static final Set<String> NO_NAMES = Set.of(
            "the",
            "our",
            "your",
            "my",
            "this",
            "that",
            "each",
            "every",
            "any",
            "summer",
            "winter",
            "spring",
            "fall",
            "sunday",
            "saturday",
            "junior",
            "senior",
            "public",
            "private",
            "charter",
            "local",
            "community",
            "state",
            "online",
            "virtual",
            "home",
            "dear",
            "at",
            "in",
            "a",
            "an",
            "old",
            "his",
            "her",
            "their",
            "to",
            "from",
            "middle",
            "high",
            "elementary",
            "early",
            "after",
            "night",
            "sixth",
            "eighth",
            "ap",
            "dual",
            "medical",
            "children's",
            "khan",
            "technical");

    private static final int LONGEST = 4;

    private Schools() {}

    /** @param found in order of position */
    static List<Span> find(String text, List<Word> words, List<Span> found) {
        List<Span> out = found;
        for (int i = 1; i < words.size(); i++) {
            if (kind(words, i, text)) {
                int last = i - 1;
                int first = i;
                while (first > 0 && i - first < LONGEST && names(text, words, first - 1)) {
                    first--;
                }
                if (first <= last) {
                    out = with(out, words.get(first).start(), words.get(last).end());
                }
            }
        }
        return out;
    }

    private static boolean kind(List<Word> words, int i, String text) {
        Word word = words.get(i);
        if (!Neighbours.written(word)) {
            return false;
        }
        boolean school = LEVELS.contains(word.folded())
                && i + 1 < words.size()
                && words.get(i + 1).text().equals("School")
                && Neighbours.beside(text, word, words.get(i + 1));
        return school || KINDS.contains(word.folded());
    }

    /** A word in a capital right before the next that is a part of the name. */
    private static boolean names(String text, List<Word> words, int i) {
        Word word = words.get(i);
        int gap = words.get(i + 1).start() - word.end();
        boolean beside = gap == 1 && text.charAt(word.end()) == ' '
                || gap == 2 && text.startsWith(". ", word.end()) && word.text().length() <= 2
                || gap == 3 && text.startsWith("'s ", word.end());
        return beside
                && Neighbours.written(word)
                && !NO_NAMES.contains(word.folded())
                && !CommonWords.never(word.folded())
                && !NameFinder.announces(word);
    }

    private static List<Span> with(List<Span> found, int start, int end) {
        boolean taken = found.stream().anyMatch(span -> span.overlaps(start, end) && !word(span));
        if (taken) {
            return found;
        }
        var out = new ArrayList<>(found);
        out.removeIf(span -> span.overlaps(start, end));
        out.add(new Span(start, end, Kind.PLACE));
        out.sort(Comparator.comparingInt(Span::start));
        return out;
    }

    private static boolean word(Span span) {
        return span.kind() == Kind.GIVEN
                || span.kind() == Kind.FAMILY
                || span.kind() == Kind.PLACE
                || span.kind() == Kind.PEOPLE;
    }
}
