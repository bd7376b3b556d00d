package dev.datamig.extractor.analysis;

import dev.datamig.extractor.analysis.shape.TableShape;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rows and bytes as people read them; a tilde before what is estimated. */
public final class Volume {

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

    private Volume() {}

    /** {@code ~1,200 rows, 3.4 MB}. */
    public static String of(TableShape table) {
        Long bytes = table.bytes();
        return rows(table) + " rows" + (bytes == null ? "" : ", " + bytes(bytes));
    }

    /** {@code ~1,200}; a question mark when nobody knows. */
    public static String rows(TableShape table) {
        return rows(table.rows(), table.exact());
    }

    /** The same for a number. */
    public static String rows(@Nullable Long rows, boolean exact) {
        return rows == null ? "?" : (exact || rows == 0 ? "" : "~") + count(rows);
    }

    /** {@code 1,234,567}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 3.4 MB}, in powers of 1,000. */
    public static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1000 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 || value >= 100 ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
    }
}
