package dev.datamig.anonymizer.persona;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Any text as a number of few bits, and back: a prefix code (Huffman, "A Method for the Construction of Minimum-Redundancy Codes",
 * 1952) over letters, digits, well-known names and the words of addresses, with an end mark. Different texts have different codes, for
 * a code can be read back. The model is fixed; changing it changes every fake made with it.
 */
final class TextCode {

    private static final int ALPHABET = 128;
    private static final String LETTERS = "etaoinsrhldcumfgpwybvkxjqz";
    private static final int[] LETTER_WEIGHTS = {
        80, 50, 80, 55, 60, 60, 50, 55, 35, 45, 30, 30, 28, 28, 14, 18, 16, 14, 20, 16, 12, 14, 4, 10, 4, 6
    };
    private static final String[] WORDS = {
        "gmail.com",
        "yahoo.com",
        "hotmail.com",
        "outlook.com",
        "icloud.com",
        "aol.com",
        ".com",
        ".org",
        ".net",
        ".edu",
        ".gov",
        ".us",
        ".k12.",
        ".test",
        ".example",
        "example",
        "mail.",
        "district",
        "schools",
        "school",
        "academy",
        "student",
        "staff",
        "teacher",
        "isd",
        "usd",
        "unified",
        "county",
        "city",
        "https://",
        "http://",
        "www.",
        "user",
        "admin",
        "info",
        "test"
    };

    private static final int END = 0;
    private static final int SHIFT = 1;
    private static final int BYTE = 2;
    private static final int CHAR = 3;
    private static final String[] CONTROLS = {"END", "SHIFT", "BYTE", "CHAR"};

    private static final TextCode MODEL = new TextCode();

    /** A symbol of the code: what it stands for and its bits. */
    private static final class Symbol {
        final String text;
        final long weight;
        long bits;
        int length;

        Symbol(String text, long weight) {
            this.text = text;
            this.weight = weight;
        }
    }

    /** A subtree of the code. */
    private static final class Node {
        final @Nullable Node[] next;
        int symbol = -1;

        Node(int width) {
            next = new @Nullable Node[width];
        }
    }

    /**
     * A text's code.
     *
     * @param words the bits, 56 in each, the first one highest; zeros behind the last
     * @param length how many bits there are
     */
    record Code(long[] words, int length) {

        static final int WORD = 56;

        /** A few bits, at most {@value #WORD}, as a number; zeros behind the last word. */
        long bits(int from, int count) {
            int word = from / WORD;
            int before = from % WORD;
            long high = word < words.length ? words[word] << before & (1L << WORD) - 1 : 0;
            long low = before > 0 && word + 1 < words.length ? words[word + 1] >>> WORD - before : 0;
            return (high | low) >>> WORD - count;
        }

        int bit(int index) {
            return (int) (words[index / WORD] >>> (WORD - 1 - index % WORD)) & 1;
        }

        int number(int from, int count) {
            int out = 0;
            for (int i = 0; i < count; i++) {
                out = out << 1 | bit(from + i);
            }
            return out;
        }
    }

    private final List<Symbol> symbols = new ArrayList<>();
    private final Node tree = new Node(2);
    private final SymbolTexts texts = new SymbolTexts();
    private final long[] bits;
    private final byte[] lengths;

    private TextCode() {
        for (int i = 0; i < CONTROLS.length; i++) {
            symbols.add(new Symbol(CONTROLS[i], new long[] {60_000, 12_000, 3_000, 500}[i]));
        }
        weights().forEach((text, weight) -> {
            texts.put(text, symbols.size());
            symbols.add(new Symbol(text, weight));
        });
        assign();
        bits = symbols.stream().mapToLong(symbol -> symbol.bits).toArray();
        lengths = new byte[bits.length];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = (byte) symbols.get(i).length;
        }
    }

    private static Map<String, Long> weights() {
        var out = new LinkedHashMap<String, Long>();
        for (int i = 0; i < LETTERS.length(); i++) {
            out.put(LETTERS.substring(i, i + 1), LETTER_WEIGHTS[i] * 1000L);
        }
        for (char c = ' '; c < 127; c++) {
            boolean letter = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
            if (!letter) {
                out.put(String.valueOf(c), Digit.is(c) ? 28_000L : weight(c));
            }
        }
        for (String word : WORDS) {
            out.put(word, 7_000L);
        }
        for (WordList list : List.of(Lexicon.GIVEN_FEMALE, Lexicon.GIVEN_MALE, Lexicon.GIVEN_NEUTRAL, Lexicon.FAMILY)) {
            for (String word : list.words()) {
                String folded = NameFold.of(word);
                if (folded.length() > 2 && folded.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
                    out.putIfAbsent(folded, 110L);
                }
            }
        }
        return out;
    }

    private static long weight(char c) {
        return switch (c) {
            case '.' -> 60_000;
            case ' ' -> 20_000;
            case '@' -> 40_000;
            case '-', '_' -> 12_000;
            case '/', '+', '\'' -> 4_000;
            default -> 400;
        };
    }

    private record Branch(long weight, int order, Node node) {}

    /** Joins the two lightest, until one tree is left; of equal weights the one that came first. */
    private void assign() {
        var queue = new PriorityQueue<Branch>(
                Comparator.comparingLong(Branch::weight).thenComparingInt(Branch::order));
        for (int i = 0; i < symbols.size(); i++) {
            var leaf = new Node(2);
            leaf.symbol = i;
            queue.add(new Branch(symbols.get(i).weight, i, leaf));
        }
        int order = symbols.size();
        while (queue.size() > 1) {
            Branch one = queue.remove();
            Branch other = queue.remove();
            var joined = queue.isEmpty() ? tree : new Node(2);
            joined.next[0] = one.node();
            joined.next[1] = other.node();
            queue.add(new Branch(one.weight() + other.weight(), order++, joined));
        }
        number(tree, 0, 0);
    }

    private void number(Node node, long bits, int length) {
        if (node.symbol >= 0) {
            Symbol symbol = symbols.get(node.symbol);
            symbol.bits = bits;
            symbol.length = length;
            return;
        }
        for (int bit = 0; bit < 2; bit++) {
            Node next = node.next[bit];
            if (next != null) {
                number(next, bits << 1 | bit, length + 1);
            }
        }
    }

    /** The code of a text. */
    static Code of(String text) {
        var out = new Bits();
        for (int i = 0; i < text.length(); ) {
            i = MODEL.next(text, i, out);
        }
        MODEL.add(END, out);
        return out.code();
    }

    private void add(int symbol, Bits out) {
        out.add(bits[symbol], lengths[symbol]);
    }

    /** The longest symbol that the text goes on with. */
    private int next(String text, int from, Bits out) {
        char c = text.charAt(from);
        if (c >= ALPHABET || c < ' ' || c == 127) {
            add(c < 256 ? BYTE : CHAR, out);
            out.add(c, c < 256 ? 8 : 16);
            return from + 1;
        }
        if (c >= 'A' && c <= 'Z') {
            add(SHIFT, out);
            add(texts.of((char) (c + 32)), out);
            return from + 1;
        }
        long longest = texts.longest(text, from);
        add((int) longest, out);
        return (int) (longest >>> 32);
    }

    /** The text of a code, which may have any bits behind its end; empty when it has no end. */
    static Optional<String> text(Code code) {
        return MODEL.read(code);
    }

    private Optional<String> read(Code code) {
        var out = new StringBuilder();
        boolean shift = false;
        int at = 0;
        while (at < code.length()) {
            Node node = tree;
            while (node != null && node.symbol < 0 && at < code.length()) {
                node = node.next[code.bit(at++)];
            }
            if (node == null || node.symbol < 0) {
                return Optional.empty();
            }
            switch (node.symbol) {
                case END -> {
                    return Optional.of(out.toString());
                }
                case SHIFT -> shift = true;
                case BYTE, CHAR -> {
                    int size = node.symbol == BYTE ? 8 : 16;
                    if (at + size > code.length()) {
                        return Optional.empty();
                    }
                    out.append((char) code.number(at, size));
                    at += size;
                }
                default -> {
                    String text = symbols.get(node.symbol).text;
                    out.append(shift ? text.toUpperCase(Locale.ROOT) : text);
                    shift = false;
                }
            }
        }
        return Optional.empty();
    }

    /** Bits put one behind the other. */
    static final class Bits {

        private long[] words = new long[4];
        private int length;

        void add(long more, int count) {
            int word = length / Code.WORD;
            int free = Code.WORD - length % Code.WORD;
            if (word + 1 >= words.length) {
                words = Arrays.copyOf(words, words.length * 2);
            }
            if (count <= free) {
                words[word] |= more << free - count;
            } else {
                words[word] |= more >>> count - free;
                words[word + 1] = (more & (1L << count - free) - 1) << Code.WORD - (count - free);
            }
            length += count;
        }

        Code code() {
            return new Code(words, length);
        }
    }
}
