package dev.datamig.extractor.rows;

import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import org.roaringbitmap.longlong.LongIterator;

/**
 * A set's rows in ascending order, taken from the bitmap some hundred at a time. The way through the bitmap's containers is long code:
 * taken here alone, it is not compiled once more into every loop over rows.
 */
final class Ascending implements PrimitiveIterator.OfLong {

    private static final int AT_ONCE = 256;

    private final LongIterator bitmap;
    private final long[] rows = new long[AT_ONCE];
    private int at;
    private int end;

    Ascending(LongIterator bitmap) {
        this.bitmap = bitmap;
    }

    @Override
    public boolean hasNext() {
        return at < end || fill();
    }

    @Override
    public long nextLong() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return rows[at++];
    }

    private boolean fill() {
        at = 0;
        end = 0;
        while (end < AT_ONCE && bitmap.hasNext()) {
            rows[end++] = bitmap.next();
        }
        return end > 0;
    }
}
