package dev.datamig.anonymizer.transform;

import dev.datamig.anonymizer.classify.ColumnShape;
import dev.datamig.contracts.schema.ColumnSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Texts that hold several values of a kind, one behind another ({@code jane@x.org; joe@x.org}). Each of them gets the replacement that it has
 * by itself, so that it stays the same person's as elsewhere; what stands between them stays.
 */
public final class Several {

    /** E-mail addresses, also one in angle brackets or with space around it. */
    static final Several ADDRESSES = new Several(Pattern.compile("[\\s;,|<>]+"), 1, part -> part.indexOf('@') > 0);

    private static final Pattern BETWEEN = Pattern.compile("\\s*[;,|\\n]\\s*");
    private static final Pattern LOGIN = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}._@+$-]*");
    private static final Pattern PHONE = Pattern.compile("[\\d\\s()+./x#-]{7,30}");
    private static final Pattern CODE = Pattern.compile("(?=\\D*\\d)[\\p{L}\\p{N}._/-]{4,}");
    private static final int PHONE_DIGITS = 7;

    static final Several LOGINS =
            new Several(BETWEEN, 2, part -> LOGIN.matcher(part).matches());
    static final Several PHONES = new Several(
            BETWEEN,
            2,
            part -> PHONE.matcher(part).matches()
                    && part.chars().filter(c -> c >= '0' && c <= '9').count() >= PHONE_DIGITS);

    private final Pattern between;
    private final int fewest;
    private final Predicate<String> value;

    private Several(Pattern between, int fewest, Predicate<String> value) {
        this.between = between;
        this.fewest = fewest;
        this.value = value;
    }

    /** What a strategy takes a column's texts apart by; empty for columns that are no texts, and where a text is always one value. */
    public static Optional<Several> of(Strategy strategy, Target target, Params params) {
        return target.shape() == ColumnShape.TEXT ? strategy.several(target, params) : Optional.empty();
    }

    /** Numbers that are given out ({@code S-10023}), and what the value space treats as a number or a uuid. */
    static Several codes(Domain domain) {
        return new Several(
                BETWEEN,
                2,
                part -> domain.number(part)
                        || domain.uuid(part)
                        || CODE.matcher(part).matches());
    }

    /** The values in a text; empty where it is a single one or anything else. */
    public List<String> of(String text) {
        List<int[]> parts = parts(text);
        if (parts.isEmpty()) {
            return List.of();
        }
        var out = new ArrayList<String>(parts.size());
        for (int[] part : parts) {
            out.add(text.substring(part[0], part[1]));
        }
        return out;
    }

    /**
     * @param one the mask of single values
     * @param permutes whether it permutes values of one shape, to which lists belong: no single value may then become one
     */
    public Mask around(Mask one, ColumnSchema column, boolean permutes) {
        boolean padded = column.baseType().equals("bpchar");
        return (cell, row) -> {
            if (!(cell instanceof byte[] utf8) || !mayHold(utf8)) {
                return one.mask(cell, row);
            }
            String text = padded ? Cells.text(cell).stripTrailing() : Cells.text(cell);
            List<int[]> parts = parts(text);
            if (!parts.isEmpty()) {
                String listed = each(text, parts, one, row);
                Integer most = column.maxLength();
                if (listed != null && (most == null || listed.codePointCount(0, listed.length()) <= most)) {
                    return Cells.utf8(Cells.fitting(column, listed));
                }
            }
            Object fake = one.mask(cell, row);
            for (int i = 0; permutes && i < Variants.ROUNDS && fake != null && isOne(Cells.text(fake), parts); i++) {
                fake = one.mask(fake, row);
            }
            return fake;
        };
    }

    private boolean isOne(String fake, List<int[]> parts) {
        return parts.isEmpty() && !parts(fake).isEmpty();
    }

    /**
     * What a text was before the mask {@link #around} took it apart.
     *
     * @param one the originals of single values; empty for what is no replacement of one
     */
    Function<String, Optional<String>> back(Function<String, Optional<String>> one) {
        return fake -> {
            List<int[]> parts = parts(fake);
            if (!parts.isEmpty()) {
                return back(fake, parts, one);
            }
            Optional<String> original = one.apply(fake);
            for (int i = 0; i < Variants.ROUNDS && original.isPresent() && isOne(original.get(), parts); i++) {
                original = one.apply(original.get());
            }
            return original;
        };
    }

    private static Optional<String> back(String fake, List<int[]> parts, Function<String, Optional<String>> one) {
        var out = new StringBuilder(fake.length());
        int at = 0;
        for (int[] part : parts) {
            Optional<String> original = one.apply(fake.substring(part[0], part[1]));
            if (original.isEmpty()) {
                return original;
            }
            out.append(fake, at, part[0]).append(original.get());
            at = part[1];
        }
        return Optional.of(out.append(fake, at, fake.length()).toString());
    }

    private static @Nullable String each(String text, List<int[]> parts, Mask one, Row row) {
        var out = new StringBuilder(text.length());
        int at = 0;
        for (int[] part : parts) {
            Object fake = one.mask(Cells.utf8(text.substring(part[0], part[1])), row);
            if (fake == null) {
                return null;
            }
            out.append(text, at, part[0]).append(Cells.text(fake).stripTrailing());
            at = part[1];
        }
        return out.append(text, at, text.length()).toString();
    }

    /** Where the values begin and end; none unless all are of the kind and there are enough of them, or something stands around one. */
    private List<int[]> parts(String text) {
        int i = 0;
        while (i < text.length() && !mayPart(text.charAt(i))) {
            i++;
        }
        if (i == text.length()) {
            return List.of();
        }
        var out = new ArrayList<int[]>();
        Matcher gap = between.matcher(text);
        int at = 0;
        while (gap.find()) {
            add(out, at, gap.start());
            at = gap.end();
        }
        add(out, at, at + text.substring(at).stripTrailing().length());
        boolean all =
                out.size() >= fewest && out.stream().allMatch(part -> value.test(text.substring(part[0], part[1])));
        return all ? out : List.of();
    }

    private static void add(List<int[]> parts, int from, int to) {
        if (to > from) {
            parts.add(new int[] {from, to});
        }
    }

    /** Nearly all texts are single values, and are seen to be so at little cost. */
    private boolean mayHold(byte[] utf8) {
        for (byte b : utf8) {
            if (mayPart(b)) {
                return true;
            }
        }
        return false;
    }

    private boolean mayPart(int c) {
        return c == ';' || c == ',' || c == '|' || c == '\n' || this == ADDRESSES && (c == '<' || c >= 0 && c <= ' ');
    }
}
