package dev.datamig.anonymizer.redact;

import dev.datamig.anonymizer.redact.Span.Kind;
import dev.datamig.anonymizer.redact.Vocabulary.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Names of countries, states and towns that plain words could hide, and words that say somebody's nation, ethnic group or religion. A
 * language that is taught or spoken ({@code Spanish class}) is nobody's origin.
 */
final class Origins {

    private static final Set<String> TAUGHT = Set.of(
            "class",
            "classes",
            "teacher",
            "language",
            "languages",
            "homework",
            "test",
            "tests",
            "exam",
            "quiz",
            "essay",
            "lesson",
            "lessons",
            "book",
            "books",
            "textbook",
            "grade",
            "grades",
            "course",
            "courses",
            "learner",
            "learners",
            "speaking",
            "speaker",
            "department",
            "literature",
            "words",
            "word",
            "assignment",
            "assignments",
            "project",
            "proficiency",
            "skills",
            "i",
            "ii",
            "iii",
            "iv",
            "lit",
            "ap",
            "honors",
            "club",
            "paper",
            "unit",
            "notebook",
            "credit",
            "credits",
            "instruction",
            "tutor",
            "tutoring",
            "composition",
            "immersion",
            "toast",
            "fries",
            "period",
            "final",
            "midterm",
            "second",
            "reading",
            "writing",
            "interpreter",
            "translation",
            "version",
            "history");
    private static final Set<String> SPOKEN = Set.of(
            "in",
            "speaks",
            "speak",
            "speaking",
            "learn",
            "learns",
            "learning",
            "ap",
            "teaches",
            "taught",
            "study",
            "studies",
            "studying",
            "into",
            "honors",
            "failed",
            "failing",
            "passed",
            "passing",
            "understands",
            "read",
            "reads",
            "missed");

    private Origins() {}

    /** @param words those that are nothing else yet */
    static List<Span> find(String text, List<Word> words, Vocabulary vocabulary) {
        List<Span> out = List.of();
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            if (!word.capital()) {
                out = small(words, i, vocabulary, out);
                continue;
            }
            Span span = at(text, words, i, vocabulary);
            if (span != null) {
                out = out.isEmpty() ? new ArrayList<>() : out;
                out.add(span);
                while (i + 1 < words.size() && words.get(i + 1).start() < span.end()) {
                    i++;
                }
            }
        }
        return out;
    }

    /** {@code american}: in a small letter only what is neither a plain word nor anybody's name, and no language. */
    private static List<Span> small(List<Word> words, int i, Vocabulary vocabulary, List<Span> found) {
        Word word = words.get(i);
        Facts facts = vocabulary.of(word);
        if (facts.plain()
                || facts.known()
                || facts.wellKnown()
                || Gazetteer.PEOPLES.match("", words.subList(i, i + 1), 0) != 1
                || language(words, i)) {
            return found;
        }
        List<Span> out = found.isEmpty() ? new ArrayList<>() : found;
        out.add(new Span(word.start(), word.end(), Kind.PEOPLE));
        return out;
    }

    private static @org.jspecify.annotations.Nullable Span at(
            String text, List<Word> words, int i, Vocabulary vocabulary) {
        Word word = words.get(i);
        int place = Gazetteer.PLACES.match(text, words, i);
        if (place > 1 || place == 1 && nobody(word, vocabulary)) {
            return new Span(word.start(), words.get(i + place - 1).end(), Kind.PLACE);
        }
        int people = Gazetteer.PEOPLES.match(text, words, i);
        boolean group = people > 1 || people == 1 && origin(text, words, i, vocabulary) && !language(words, i);
        return group ? new Span(word.start(), words.get(i + people - 1).end(), Kind.PEOPLE) : null;
    }

    /** Whether no person is called so, as far as is known; in a text without capitals only what is no plain word. */
    private static boolean nobody(Word word, Vocabulary vocabulary) {
        Facts facts = vocabulary.of(word);
        boolean written = Character.isUpperCase(word.text().charAt(0));
        return !facts.known() && !facts.wellKnown() && (written || !facts.plain());
    }

    /** Some are family names as well ({@code English}): these only where no other word in a capital stands beside. */
    private static boolean origin(String text, List<Word> words, int i, Vocabulary vocabulary) {
        if (nobody(words.get(i), vocabulary)) {
            return true;
        }
        Word word = words.get(i);
        boolean before = i > 0
                && words.get(i - 1).capital()
                && word.start() - words.get(i - 1).end() == 1;
        boolean behind = i + 1 < words.size()
                && !words.get(i + 1).capital()
                && words.get(i + 1).start() - word.end() == 1
                && text.charAt(word.end()) == ' ';
        return !vocabulary.of(word).known() && !before && behind;
    }

    private static boolean language(List<Word> words, int i) {
        return i + 1 < words.size() && TAUGHT.contains(words.get(i + 1).folded())
                || i > 0 && SPOKEN.contains(words.get(i - 1).folded());
    }
}
