package dev.datamig.anonymizer.redact;

import dev.datamig.anonymizer.classify.DataClass;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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
    static final int SHORTEST_LOGIN = 4;
    private static final int FEWEST_DIGITS = 6;
    /** What is found by its form alone, which numbers of the run may have too: a student number in the form of a telephone number. */
    private static final Set<Span.Kind> FORMED = EnumSet.of(
            Span.Kind.PHONE,
            Span.Kind.SSN,
            Span.Kind.CARD,
            Span.Kind.IBAN,
            Span.Kind.NUMBER,
            Span.Kind.STAFF_NUMBER,
            Span.Kind.DOCUMENT_NUMBER);
    /** What a code is. */
    public enum Kind {
        USER_NAME(Span.Kind.LOGIN),
        NUMBER(Span.Kind.NUMBER),
        STAFF_NUMBER(Span.Kind.STAFF_NUMBER),
        DOCUMENT_NUMBER(Span.Kind.DOCUMENT_NUMBER),
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
        boolean written() {
            return this != PERSON && this != USER_NAME;
        }

        /** The kind of a class' values; empty for classes whose values are found by other means. */
        public static Optional<Kind> of(DataClass dataClass) {
            return switch (dataClass) {
                case USER_NAME -> Optional.of(USER_NAME);
                case STUDENT_NUMBER -> Optional.of(NUMBER);
                case STAFF_NUMBER -> Optional.of(STAFF_NUMBER);
                case DOCUMENT_NUMBER -> Optional.of(DOCUMENT_NUMBER);
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

    KnownCodes(CodeTable table, boolean letters, boolean writings) {
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

    /** Whether anything is kept under the unmixed hash of a text. */
    boolean has(long unmixed) {
        return table.find(mixed(unmixed)) >= 0;
    }

    /** What a number is whose form or context alone does not say whose it is: what the run's columns say. */
    Span.Kind known(Span.Kind found, String code) {
        Kind kind = found != Span.Kind.NUMBER || table.isEmpty() ? null : kind(code);
        return kind == null || kind == Kind.PERSON ? found : kind.span;
    }

    /** Adds what is found in the text to what was found before, unless they overlap. */
    void find(String text, List<Span> out) {
        if (table.isEmpty()) {
            return;
        }
        inWritings.find(text, out);
        int i = 0;
        while (i < text.length()) {
            if (!Letters.orDigit(text.charAt(i))) {
                i++;
                continue;
            }
            int start = i;
            int end = i;
            for (; i < text.length() && (Letters.orDigit(text.charAt(i)) || isSign(text.charAt(i))); i++) {
                end = isSign(text.charAt(i)) ? end : i + 1;
            }
            code(text, start, end, out);
        }
    }

    private void code(String text, int start, int end, List<Span> out) {
        if (Seconds.hold(text, start)) {
            return;
        }
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
        } else {
            out.removeIf(span -> FORMED.contains(span.kind()) && isWithin(text, span, start, end));
            if (out.stream().noneMatch(span -> span.overlaps(start, end))) {
                out.add(new Span(start, end, kind.span));
            }
        }
    }

    /** An opening bracket or a plus may be taken for a part of a telephone number. */
    private static boolean isWithin(String text, Span span, int start, int end) {
        boolean opened = span.start() == start - 1 && "(+".indexOf(text.charAt(span.start())) >= 0;
        return (opened || span.start() >= start) && span.end() <= end;
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

    static boolean isSign(char c) {
        return c == '.' || c == '_' || c == '-';
    }

    /** A sign inside, letters with digits, or digits enough. */
    static boolean isCode(CharSequence text, int start, int end) {
        if (end - start < SHORTEST) {
            return false;
        }
        int digits = 0;
        boolean letters = false;
        boolean signs = false;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            digits += Character.isDigit(c) ? 1 : 0;
            letters |= Letters.is(c);
            signs |= isSign(c);
        }
        return digits > 0 ? letters || signs || digits >= FEWEST_DIGITS : signs;
    }

    /** FNV-1a over small letters, its bits mixed; never 0. */
    static long hash(CharSequence text, int start, int end) {
        long hash = EMPTY;
        for (int i = start; i < end; i++) {
            hash = longer(hash, text.charAt(i));
        }
        return mixed(hash);
    }

    /** The hash of a given name, a blank and a family name. */
    static long hashOf(String given, String family) {
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

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "KnownCodes[%d]", table.size());
    }
}
