package dev.datamig.anonymizer.redact;

import dev.datamig.anonymizer.persona.CommonWords;
import dev.datamig.anonymizer.redact.Span.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Organizations whose names are plain words, known by what stands before or behind them: {@code works for Clean Power}, {@code the Credit
 * Karma office}. What schools call their own things (programs, subjects, days) is none.
 */
final class Companies {

    private static final Set<String> SCHOOL = Gazetteer.words("school-words");
    private static final Set<String> BEFORE =
            Set.of("for", "by", "of", "from", "with", "at", "joined", "became", "via");
    private static final Set<String> WORK = Set.of(
            "work",
            "works",
            "worked",
            "working",
            "job",
            "employed",
            "employee",
            "intern",
            "interned",
            "hired",
            "ceo",
            "founder",
            "manager",
            "president");
    private static final Set<String> BEHIND = Set.of(
            "office",
            "offices",
            "website",
            "employee",
            "employees",
            "ceo",
            "store",
            "branch",
            "account",
            "headquarters",
            "team",
            "representative",
            "customer",
            "customers",
            "manager",
            "spokesperson",
            "spokeswoman",
            "spokesman",
            "founder",
            "songwriter",
            "resignation",
            "version",
            "shares",
            "stock");
    private static final int LONGEST = 6;

    private Companies() {}

    /**
     * @param found in order of position
     * @param nobodys where words begin that are nobody's and no organization's
     */
    static List<Span> complete(String text, List<Word> words, List<Span> found, Vocabulary vocabulary, BitSet nobodys) {
        List<Span> out = firms(text, found, vocabulary);
        boolean address = text.indexOf('\n') >= 0 && found.stream().anyMatch(Companies::inAddress);
        int i = 0;
        while (i < words.size()) {
            int end = i;
            if (written(words.get(i))) {
                while (end + 1 < words.size()
                        && end - i < LONGEST
                        && written(words.get(end + 1))
                        && beside(text, words.get(end), words.get(end + 1))) {
                    end++;
                }
                boolean said = end - i < LONGEST
                        && (told(text, words, i, end)
                                || address && end > i && aLine(text, words.get(i), words.get(end)))
                        && free(words, i, end, found)
                        && nobodys.get(words.get(i).start(), words.get(end).end())
                                .isEmpty();
                out = said ? with(words, i, end, out, vocabulary) : out;
            }
            i = end + 1;
        }
        if (out != found) {
            out.sort(Comparator.comparingInt(Span::start));
        }
        return out;
    }

    /** {@code Quorl, Brandt and Nakamura}: three family names that are nobody's given names are a firm, where nobody of the run is called so. */
    private static List<Span> firms(String text, List<Span> found, Vocabulary vocabulary) {
        List<Span> out = found;
        for (int i = 0; i + 2 < out.size(); i++) {
            Span first = out.get(i);
            Span last = out.get(i + 2);
            boolean listed = text.substring(first.end(), out.get(i + 1).start()).equals(", ")
                    && text.substring(out.get(i + 1).end(), last.start()).equals(" and ");
            if (listed && out.subList(i, i + 3).stream().allMatch(span -> onlyFamily(text, span, vocabulary))) {
                out = out == found ? new ArrayList<>(found) : out;
                out.subList(i, i + 3).clear();
                out.add(i, new Span(first.start(), last.end(), Kind.COMPANY));
            }
        }
        return out;
    }

    private static boolean onlyFamily(String text, Span span, Vocabulary vocabulary) {
        List<Word> words = Word.of(text.substring(span.start(), span.end()));
        return (span.kind() == Kind.FAMILY || span.kind() == Kind.GIVEN)
                && words.size() == 1
                && vocabulary.of(words.getFirst()).family()
                && !vocabulary.of(words.getFirst()).given()
                && !vocabulary.of(words.getFirst()).known();
    }

    private static boolean inAddress(Span span) {
        return span.kind() == Kind.STREET || span.kind() == Kind.HOUSE;
    }

    private static boolean written(Word word) {
        return Character.isUpperCase(word.text().charAt(0));
    }

    private static boolean beside(String text, Word before, Word after) {
        int gap = after.start() - before.end();
        return gap == 1 && text.charAt(before.end()) == ' '
                || gap == 3 && text.charAt(before.end() + 1) == '&' && text.charAt(before.end()) == ' ';
    }

    private static boolean told(String text, List<Word> words, int first, int last) {
        Word before = first > 0 ? words.get(first - 1) : null;
        Word behind = last + 1 < words.size() ? words.get(last + 1) : null;
        boolean opened = before != null && beside(text, before, words.get(first)) && BEFORE.contains(before.folded());
        boolean closed = behind != null && beside(text, words.get(last), behind) && BEHIND.contains(behind.folded());
        boolean work = opened && first > 1 && WORK.contains(words.get(first - 2).folded());
        return work || last > first && (opened || closed);
    }

    private static boolean aLine(String text, Word first, Word last) {
        int before = first.start() - 1;
        while (before >= 0 && " >?\t".indexOf(text.charAt(before)) >= 0) {
            before--;
        }
        return before >= 0
                && text.charAt(before) == '\n'
                && last.end() < text.length()
                && text.charAt(last.end()) == '\n';
    }

    /** Whether something of it is nothing else yet, and nothing of it is the school's. */
    private static boolean free(List<Word> words, int first, int last, List<Span> found) {
        boolean open = false;
        for (int i = first; i <= last; i++) {
            Word word = words.get(i);
            if (SCHOOL.contains(word.folded()) || CommonWords.never(word.folded()) && i == first) {
                return false;
            }
            boolean taken = false;
            for (Span span : found) {
                if (span.overlaps(word.start(), word.end())) {
                    boolean name =
                            span.kind() == Kind.GIVEN || span.kind() == Kind.FAMILY || span.kind() == Kind.PEOPLE;
                    if (!name) {
                        return false;
                    }
                    taken = true;
                }
            }
            open |= !taken;
        }
        return open;
    }

    /** As one span; where somebody of the run is called like a word of it, that word keeps the persona's fake. */
    private static List<Span> with(List<Word> words, int first, int last, List<Span> found, Vocabulary vocabulary) {
        var out = new ArrayList<>(found);
        int i = first;
        while (i <= last) {
            int end = i;
            while (end <= last && !vocabulary.of(words.get(end)).known()) {
                end++;
            }
            if (end > i) {
                int start = words.get(i).start();
                int stop = words.get(end - 1).end();
                out.removeIf(span -> span.overlaps(start, stop));
                out.add(new Span(start, stop, Kind.COMPANY));
            }
            i = end + 1;
        }
        return out;
    }
}
