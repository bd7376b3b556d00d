package dev.datamig.anonymizer.persona;

import java.util.Arrays;

/** The texts that symbols of a code stand for, as a trie in one array, so that looking one up stays in the processor's cache. */
final class SymbolTexts {

    private static final int ALPHABET = 128;
    private static final String INSIDE = "abcdefghijklmnopqrstuvwxyz0123456789./:";
    private static final int WIDTH = INSIDE.length();
    private static final byte[] COLUMNS = columns();

    /** The symbol of each single character, -1 where there is none. */
    private final int[] single = new int[ALPHABET];
    /** For each node and character the following node, 0 where there is none. */
    private char[] next = new char[64 * WIDTH];

    private int[] symbols = new int[64];
    private int nodes = 1;

    SymbolTexts() {
        Arrays.fill(single, -1);
        Arrays.fill(symbols, -1);
    }

    private static byte[] columns() {
        var out = new byte[ALPHABET];
        Arrays.fill(out, (byte) -1);
        for (int i = 0; i < WIDTH; i++) {
            out[INSIDE.charAt(i)] = (byte) i;
        }
        return out;
    }

    /** @param text a single character, or letters, digits, dots, slashes and colons */
    void put(String text, int symbol) {
        if (text.length() == 1) {
            single[text.charAt(0)] = symbol;
            return;
        }
        int at = 0;
        for (int i = 0; i < text.length(); i++) {
            int place = at * WIDTH + COLUMNS[text.charAt(i)];
            if (next[place] == 0) {
                char fresh = node();
                next[place] = fresh;
            }
            at = next[place];
        }
        symbols[at] = symbol;
    }

    private char node() {
        if (nodes == symbols.length) {
            next = Arrays.copyOf(next, 2 * next.length);
            symbols = Arrays.copyOf(symbols, 2 * nodes);
            Arrays.fill(symbols, nodes, symbols.length, -1);
        }
        return (char) nodes++;
    }

    /** The symbol of a single character. */
    int of(char c) {
        return single[c];
    }

    /** The longest text that stands there: its symbol below, the index behind it above bit 32. @param from where an ASCII character stands */
    long longest(String text, int from) {
        int symbol = single[text.charAt(from)];
        int behind = from + 1;
        int at = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            int column = c < ALPHABET ? COLUMNS[c] : -1;
            at = column < 0 ? 0 : next[at * WIDTH + column];
            if (at == 0) {
                break;
            }
            if (symbols[at] >= 0) {
                symbol = symbols[at];
                behind = i + 1;
            }
        }
        return (long) behind << 32 | symbol & 0xffff_ffffL;
    }
}
