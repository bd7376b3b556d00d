package dev.datamig.anonymizer.transform;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Short cells that a mask, which looks at the value alone, left as they are: codes and labels come again and again. A fixed number of
 * places, forgotten by overwriting; half a megabyte at most. Not for several threads.
 */
final class QuietCells {

    private static final int PLACES = 1 << 11;
    private static final int LONGEST = 200;

    private final byte[] @Nullable [] places = new byte[PLACES][];

    /** What the mask makes of a cell; the very cell when that is equal to it. */
    @Nullable
    Object orMasked(Object cell, Mask mask, Row row) {
        if (!(cell instanceof byte[] bytes) || bytes.length > LONGEST) {
            return mask.mask(cell, row);
        }
        int place = Arrays.hashCode(bytes) * 0x9e3779b9 >>> 21;
        if (Arrays.equals(bytes, places[place])) {
            return cell;
        }
        Object masked = mask.mask(cell, row);
        if (masked instanceof byte[] same && Arrays.equals(same, bytes)) {
            places[place] = bytes;
        }
        return masked;
    }
}
