package dev.datamig.extractor.postgres;

/**
 * A row's place as one number: leaf (20 bits), block (32 bits), line (11 bits: a page of 32 kB has fewer than 1,200 lines). The
 * place of a row version does not change while a snapshot sees it.
 */
final class TidCode {

    private static final int LINE_BITS = 11;
    private static final int BLOCK_BITS = 32;

    private TidCode() {}

    static long of(int leaf, long block, int line) {
        return ((long) leaf << (LINE_BITS + BLOCK_BITS)) | (block << LINE_BITS) | line;
    }

    static int leaf(long row) {
        return (int) (row >>> (LINE_BITS + BLOCK_BITS));
    }

    static long block(long row) {
        return (row >>> LINE_BITS) & 0xffff_ffffL;
    }

    static int line(long row) {
        return (int) (row & ((1 << LINE_BITS) - 1));
    }

    /** Adds {@code "(block,line)"} as an element of an array literal. */
    static void append(StringBuilder sql, long row) {
        sql.append("\"(").append(block(row)).append(',').append(line(row)).append(")\"");
    }
}
