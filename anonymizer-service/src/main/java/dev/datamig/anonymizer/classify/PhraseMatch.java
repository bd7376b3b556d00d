package dev.datamig.anonymizer.classify;

import dev.datamig.anonymizer.classify.Phrases.Needs;
import dev.datamig.anonymizer.classify.Phrases.Phrase;
import dev.datamig.anonymizer.classify.Phrases.Where;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which phrase the words of a name contain, and whether the name is of what the phrase says or only about it. */
final class PhraseMatch {

    /** Words before others that say which kind of something there is: {@code tipo_identificacion}. */
    private static final Set<String> KIND_OF = Set.of("tipo", "type", "typ", "kind", "soort", "rodzaj", "art");

    /** {@code do_addr} stands beside {@code pu_addr}. */
    private static final Set<DataClass> ADDRESSES = Set.of(DataClass.STREET_ADDRESS, DataClass.ADDRESS);

    /** What special categories may be told by. */
    private static final Set<String> CODED = Set.of("code", "status", "type", "flag", "category", "level");

    private PhraseMatch() {}

    /** The phrase that decides, of those that mean the same everywhere; null when there is none. */
    static @Nullable Phrase longest(List<String> words, ColumnShape shape) {
        return longest(words, shape, where -> where == Where.ANYWHERE);
    }

    /** The phrase that decides, of those that hold where the column stands; null when there is none. */
    static @Nullable Phrase longest(List<String> words, ColumnShape shape, Predicate<Where> holds) {
        Phrase best = null;
        int bestAt = -1;
        for (Phrase phrase : Phrases.starting(words)) {
            int at = Collections.lastIndexOfSubList(words, phrase.words());
            boolean partly = phrase.where() == Where.ADDRESS && phrase.words().size() < words.size();
            if (at < 0 || partly || !fits(phrase.needs(), shape) || !holds.test(phrase.where())) {
                continue;
            }
            if (best == null || better(phrase, at, best, bestAt, words.size())) {
                best = phrase;
                bestAt = at;
            }
        }
        return best;
    }

    /** What stands at the end says what the whole is; else the longer one, else the later one. */
    private static boolean better(Phrase phrase, int at, Phrase best, int bestAt, int end) {
        boolean ends = at + phrase.words().size() == end;
        boolean bestEnds = bestAt + best.words().size() == end;
        if (ends != bestEnds) {
            return ends;
        }
        return phrase.words().size() > best.words().size()
                || phrase.words().size() == best.words().size() && at > bestAt;
    }

    /** Whether a column of that shape can hold what a phrase says. */
    static boolean fits(Needs needs, ColumnShape shape) {
        boolean text = shape.wordy();
        boolean number = shape == ColumnShape.WHOLE || shape == ColumnShape.DECIMAL;
        return switch (needs) {
            case TEXT -> text || shape == ColumnShape.NETWORK || shape == ColumnShape.MAC;
            case DATE ->
                shape == ColumnShape.DATE
                        || shape == ColumnShape.TIMESTAMP
                        || shape == ColumnShape.DATES
                        || shape == ColumnShape.ANY;
            case NUMBER -> number;
            case TEXT_OR_NUMBER -> text || number;
            case ANY -> shape != ColumnShape.UUID;
        };
    }

    /** What has a fingerprint without being a body: a checksum. */
    private static final Set<String> SUMMED = Set.of(
            "certificate",
            "cert",
            "key",
            "ssl",
            "tls",
            "ssh",
            "gpg",
            "pgp",
            "insert",
            "content",
            "request",
            "query",
            "error",
            "exception",
            "commit",
            "build",
            "file");

    /** {@code email_type}, {@code phone_verified_at} and {@code address_id} are about a value, not the value. */
    static boolean weakened(List<String> words, Phrase phrase) {
        List<String> said = phrase.words();
        boolean special = special(phrase.dataClass());
        String last = words.getLast();
        String first = words.getFirst();
        int start = Collections.lastIndexOfSubList(words, said);
        int end = start + said.size();
        String before = start > 0 ? words.get(start - 1) : "";
        boolean flagged =
                Vocabulary.FLAGS.contains(before) || Vocabulary.FLAGS.contains(first) && !said.contains(first);
        boolean dropOff =
                before.equals("do") && words.size() == 1 + said.size() && ADDRESSES.contains(phrase.dataClass());
        boolean kind = KIND_OF.contains(before) || KIND_OF.contains(first) && start > 0;
        boolean followed = end < words.size()
                && (Vocabulary.NOT_A_VALUE.contains(words.get(end))
                        || said.getLast().equals("by") && Vocabulary.SOFTWARE.contains(words.get(end))
                        || !special && words.get(end).equals("country"));
        boolean technical = said.contains("fingerprint")
                && !(Collections.disjoint(words, Vocabulary.SOFTWARE) && Collections.disjoint(words, SUMMED));
        boolean ended = !said.contains(last) && Vocabulary.NOT_A_VALUE.contains(last);
        boolean tolerant = phrase.dataClass() == DataClass.PASSWORD && last.equals("hash")
                || special
                        && Set.of("code", "status", "type", "flag", "category").contains(last);
        return ((flagged && !dropOff || kind) && !special || followed || ended || technical) && !tolerant;
    }

    /** Classes that hold where they are only coded or flagged. */
    static boolean special(DataClass dataClass) {
        return switch (dataClass) {
            case HEALTH, ETHNICITY, RELIGION, BELIEF, ORIENTATION, DISABILITY, LUNCH_STATUS, GENDER -> true;
            default -> false;
        };
    }
}
