package dev.datamig.anonymizer.redact;

import dev.datamig.anonymizer.classify.DataClass;
import dev.datamig.anonymizer.classify.NameBook;
import dev.datamig.anonymizer.classify.NameTokens;
import dev.datamig.anonymizer.persona.CommonWords;
import dev.datamig.anonymizer.persona.NameFold;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * User names, numbers and addresses of a run's people, by which they are recognised in texts whatever they look like. Kept as hashes of 64
 * bits: one to three for each value, twenty to forty bytes each. Only codes count that are no plain word: with a digit or a sign inside, or
 * user names of letters that are neither a word nor a name.
 */
public final class KnownCodes {

    public static final KnownCodes NONE = new KnownCodes(new CodeTable(0), false, false);

    /** The unmixed hash of no character. */
    static final long EMPTY = 0xcbf29ce484222325L;

    private static final Kind[] KINDS = Kind.values();
    private static final int SHORTEST = 5;
    private static final int SHORTEST_LOGIN = 4;
    private static final int SHORTEST_PART = 3;
    private static final int FEWEST_DIGITS = 6;
    /** Accounts that are nobody's. */
    private static final Set<String> ROLES = Set.of(
            "admin",
            "administrator",
            "system",
            "sysadmin",
            "guest",
            "nobody",
            "postgres",
            "support",
            "helpdesk",
            "daemon",
            "service",
            "anonymous",
            "master",
            "public",
            "office",
            "webmaster",
            "migration",
            "scheduler",
            "import",
            "batch");

    /** What a code is. */
    public enum Kind {
        USER_NAME(Span.Kind.LOGIN),
        NUMBER(Span.Kind.NUMBER),
        NATIONAL_ID(Span.Kind.SSN),
        /** A given and a family name, by which a person is known whatever the words mean. */
        PERSON(Span.Kind.FAMILY),
        PHONE(Span.Kind.PHONE),
        CARD(Span.Kind.CARD),
        ACCOUNT(Span.Kind.IBAN),
        NETWORK(Span.Kind.IP),
        STREET(Span.Kind.STREET),
        ADDRESS(Span.Kind.ADDRESS),
        LINK(Span.Kind.URL);

        private final Span.Kind span;

        Kind(Span.Kind span) {
            this.span = span;
        }

        Span.Kind span() {
            return span;
        }

        /** Whether it is known by its words or digits in any writing, too. */
        private boolean written() {
            return this != PERSON && this != USER_NAME;
        }

        /** The kind of a class' values; empty for classes whose values are found by other means. */
        public static Optional<Kind> of(DataClass dataClass) {
            return switch (dataClass) {
                case USER_NAME -> Optional.of(USER_NAME);
                case STUDENT_NUMBER, STAFF_NUMBER, DOCUMENT_NUMBER -> Optional.of(NUMBER);
                case NATIONAL_ID -> Optional.of(NATIONAL_ID);
                case PHONE -> Optional.of(PHONE);
                case CARD_NUMBER -> Optional.of(CARD);
                case BANK_ACCOUNT -> Optional.of(ACCOUNT);
                case IP_ADDRESS -> Optional.of(NETWORK);
                case STREET_ADDRESS -> Optional.of(STREET);
                case ADDRESS -> Optional.of(ADDRESS);
                case URL -> Optional.of(LINK);
                default -> Optional.empty();
            };
        }
    }

    private final CodeTable table;
    /** Whether user names are among them, which may be of letters alone. */
    private final boolean letters;
    /** Whether there are any that may be written in several ways. */
    private final boolean writings;

    private final KnownWritings inWritings;

    private KnownCodes(CodeTable table, boolean letters, boolean writings) {
        this.table = table;
        this.letters = letters;
        this.writings = writings;
        this.inWritings = new KnownWritings(this);
    }

    boolean anyWritings() {
        return writings;
    }

    /** What is kept under such a writing. */
    @Nullable
    Kind kind(CharSequence writing) {
        return kind(hash(writing, 0, writing.length()));
    }

    /** What is kept under a hash; null for nothing. */
    @Nullable
    Kind kind(long hash) {
        int kind = table.find(hash);
        return kind < 0 ? null : KINDS[kind];
    }

    /** Whether somebody of the run has this given and this family name. */
    boolean person(String foldedGiven, String foldedFamily) {
        return !table.isEmpty() && table.find(hashOf(foldedGiven, foldedFamily)) >= 0;
    }

    /** Adds what is found in the text to what was found before, unless they overlap. */
    void find(String text, List<Span> out) {
        if (table.isEmpty()) {
            return;
        }
        inWritings.find(text, out);
        int i = 0;
        while (i < text.length()) {
            if (!Character.isLetterOrDigit(text.charAt(i))) {
                i++;
                continue;
            }
            int start = i;
            int end = i;
            for (; i < text.length() && (Character.isLetterOrDigit(text.charAt(i)) || isSign(text.charAt(i))); i++) {
                end = isSign(text.charAt(i)) ? end : i + 1;
            }
            code(text, start, end, out);
        }
    }

    private void code(String text, int start, int end, List<Span> out) {
        if (!isCode(text, start, end)) {
            if (letters) {
                words(text, start, end, out);
            }
            return;
        }
        Kind kind = kind(hash(text, start, end));
        if (kind == null) {
            if (end - start != Uuids.LENGTH || !Uuids.hold(text, start, end)) {
                parts(text, start, end, out);
            }
        } else if (out.stream().noneMatch(span -> span.overlaps(start, end))) {
            out.add(new Span(start, end, kind.span));
        }
    }

    /** A user name of letters. */
    private void words(String text, int start, int end, List<Span> out) {
        if (end - start < SHORTEST_LOGIN) {
            return;
        }
        if (kind(hash(text, start, end)) == Kind.USER_NAME
                && out.stream().noneMatch(span -> span.overlaps(start, end))) {
            out.add(new Span(start, end, Span.Kind.LOGIN));
        }
    }

    /** {@code mvanderh_report.pdf}: no code, but one may be a part of it. */
    private void parts(String text, int start, int end, List<Span> out) {
        int from = start;
        for (int i = start; i <= end; i++) {
            if (i == end || isSign(text.charAt(i))) {
                if (from > start || i < end) {
                    code(text, from, i, out);
                }
                from = i + 1;
            }
        }
    }

    private static boolean isSign(char c) {
        return c == '.' || c == '_' || c == '-';
    }

    /** A sign inside, letters with digits, or digits enough. */
    private static boolean isCode(CharSequence text, int start, int end) {
        if (end - start < SHORTEST) {
            return false;
        }
        int digits = 0;
        boolean letters = false;
        boolean signs = false;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            digits += Character.isDigit(c) ? 1 : 0;
            letters |= Character.isLetter(c);
            signs |= isSign(c);
        }
        return digits > 0 ? letters || signs || digits >= FEWEST_DIGITS : signs;
    }

    /** FNV-1a over small letters, its bits mixed; never 0. */
    private static long hash(CharSequence text, int start, int end) {
        long hash = EMPTY;
        for (int i = start; i < end; i++) {
            hash = longer(hash, text.charAt(i));
        }
        return mixed(hash);
    }

    /** The hash of a given name, a blank and a family name. */
    private static long hashOf(String given, String family) {
        return mixed(longer(longer(longer(EMPTY, given), ' '), family));
    }

    private static long longer(long hash, String text) {
        long out = hash;
        for (int i = 0; i < text.length(); i++) {
            out = longer(out, text.charAt(i));
        }
        return out;
    }

    /** The unmixed hash of a text with one more character. */
    static long longer(long hash, char c) {
        return (hash ^ Character.toLowerCase(c)) * 0x100000001b3L;
    }

    static long mixed(long unmixed) {
        long hash = unmixed;
        hash = (hash ^ hash >>> 32) * 0x9e3779b97f4a7c15L;
        return (hash ^ hash >>> 29) | 1;
    }

    /** Collects codes. */
    public static final class Collector {

        private final Map<Kind, LongStream.Builder> codes = new EnumMap<>(Kind.class);
        private final int most;
        private int held;

        public Collector() {
            this(Integer.MAX_VALUE / 2);
        }

        /** @param most how many different hashes are kept: the least, whatever order they come in */
        Collector(int most) {
            this.most = most;
        }

        public void add(Kind kind, byte[] utf8) {
            add(kind, new String(utf8, StandardCharsets.UTF_8));
        }

        public void add(Kind kind, String code) {
            String bare = code.strip();
            boolean counts = isCode(bare, 0, bare.length()) || kind == Kind.USER_NAME && isNoWord(bare);
            if (counts && isOne(bare)) {
                add(kind, hash(bare, 0, bare.length()));
            }
            if (kind.written()) {
                written(kind, KnownWritings.digits(bare));
                written(kind, KnownWritings.phrase(bare));
            }
        }

        private void written(Kind kind, @Nullable String writing) {
            if (writing != null) {
                add(kind, hash(writing, 0, writing.length()));
            }
        }

        /** Notes that somebody is called so; words as {@link NameFold} has them. */
        public void person(String foldedGiven, String foldedFamily) {
            add(Kind.PERSON, hashOf(foldedGiven, foldedFamily));
        }

        /** Letters that are no word of a language or of a schema ({@code admin}) and nobody's name. */
        private static boolean isNoWord(String bare) {
            String folded = NameFold.of(bare);
            return folded.length() >= SHORTEST_LOGIN
                    && !CommonWords.has(folded)
                    && !isCompound(folded)
                    && !NameTokens.known(folded)
                    && !NameBook.given(folded)
                    && !NameBook.family(folded)
                    && !ROLES.contains(folded);
        }

        /** {@code sunshine}. */
        private static boolean isCompound(String folded) {
            for (int i = SHORTEST_PART; i <= folded.length() - SHORTEST_PART; i++) {
                if (CommonWords.has(folded.substring(0, i)) && CommonWords.has(folded.substring(i))) {
                    return true;
                }
            }
            return false;
        }

        private static boolean isOne(String bare) {
            for (int i = 0; i < bare.length(); i++) {
                if (!Character.isLetterOrDigit(bare.charAt(i)) && !isSign(bare.charAt(i))) {
                    return false;
                }
            }
            return true;
        }

        /** @param hash as {@link #hashes} has it */
        public void add(Kind kind, long hash) {
            codes.computeIfAbsent(kind, any -> LongStream.builder()).add(hash);
            held++;
            if (held > 2 * most) {
                drop();
            }
        }

        /** Keeps the least hashes. */
        private void drop() {
            var all = new EnumMap<Kind, long[]>(Kind.class);
            codes.forEach((kind, hashes) ->
                    all.put(kind, hashes.build().sorted().distinct().toArray()));
            long[] least = all.values().stream()
                    .flatMapToLong(Arrays::stream)
                    .sorted()
                    .distinct()
                    .limit(most)
                    .toArray();
            codes.clear();
            held = 0;
            all.forEach((kind, hashes) -> {
                LongStream.Builder kept = LongStream.builder();
                for (int i = 0; i < hashes.length && hashes[i] <= least[least.length - 1]; i++) {
                    kept.add(hashes[i]);
                    held++;
                }
                codes.put(kind, kept);
            });
        }

        /** What was collected of a kind, in order, none twice; after it nothing more can be added. */
        public long[] hashes(Kind kind) {
            if (held > most) {
                drop();
            }
            LongStream.Builder some = codes.remove(kind);
            return some == null ? new long[0] : some.build().sorted().distinct().toArray();
        }

        /** What was collected; a code that is in both is what the first one says. */
        static KnownCodes codes(Collector first, Collector second) {
            var all = new ArrayList<Map.Entry<Kind, long[]>>();
            for (Collector one : List.of(first, second)) {
                for (Kind kind : Kind.values()) {
                    all.add(Map.entry(kind, one.hashes(kind)));
                }
            }
            all.removeIf(each -> each.getValue().length == 0);
            int most = all.stream().mapToInt(each -> each.getValue().length).sum();
            if (most == 0) {
                return NONE;
            }
            boolean logins = all.stream().anyMatch(each -> each.getKey() == Kind.USER_NAME);
            boolean writings = all.stream().anyMatch(each -> each.getKey().written());
            var table = new CodeTable(most);
            all.forEach(each -> {
                for (long hash : each.getValue()) {
                    table.put(hash, each.getKey().ordinal());
                }
            });
            return new KnownCodes(table, logins, writings);
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "KnownCodes[%d]", table.size());
    }
}
