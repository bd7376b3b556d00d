package dev.datamig.extractor.analysis.drift;

import dev.datamig.extractor.analysis.drift.DriftFinding.Severity;
import dev.datamig.extractor.analysis.shape.ColumnShape;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What becomes of a source's values in the target's type.
 *
 * @param hint what to do
 */
record TypeChange(Severity severity, String what, String hint) {

    private static final Pattern SIZES = Pattern.compile("\\((\\d+)(?:,(-?\\d+))?\\)");
    private static final List<String> INTEGERS = List.of("int2", "int4", "int8");
    private static final List<String> FLOATS = List.of("float4", "float8");
    private static final List<String> TEXTS = List.of("bpchar", "varchar", "text");
    private static final int UNLIMITED = Integer.MAX_VALUE;

    /** Empty when source and target are of one type. */
    static Optional<TypeChange> of(ColumnShape source, ColumnShape target) {
        if (source.plainType().equals(target.plainType()) || sameEnum(source, target)) {
            return Optional.empty();
        }
        String what = "is " + source.plainType() + " in the source and " + target.plainType() + " in the target";
        if (holds(source, target)) {
            return Optional.of(new TypeChange(
                    Severity.INFORMATION, what, "Nothing to do: the target's type holds every value of the source's."));
        }
        if (narrower(source, target)) {
            return Optional.of(new TypeChange(
                    Severity.MAY_STOP, what, "Widen the target's column: a longer or larger value stops the load."));
        }
        return Optional.of(new TypeChange(Severity.STOPS, what, "Give the target's column the source's type."));
    }

    private static boolean sameEnum(ColumnShape source, ColumnShape target) {
        return !source.allowed().isEmpty()
                && !target.allowed().isEmpty()
                && source.baseType().equals(target.baseType());
    }

    private static boolean holds(ColumnShape source, ColumnShape target) {
        String from = source.baseType();
        String to = target.baseType();
        if (TEXTS.contains(to) && (TEXTS.contains(from) || !source.allowed().isEmpty())) {
            return size(target, 1) >= size(source, 1) && !(to.equals("bpchar") && !from.equals("bpchar"));
        }
        if (INTEGERS.contains(from) && INTEGERS.contains(to)) {
            return INTEGERS.indexOf(to) >= INTEGERS.indexOf(from);
        }
        if (from.equals("numeric") && to.equals("numeric")) {
            return size(target, 1) == UNLIMITED
                    || (size(source, 1) != UNLIMITED
                            && scale(target) >= scale(source)
                            && size(target, 1) - scale(target) >= size(source, 1) - scale(source));
        }
        return (INTEGERS.contains(from) && to.equals("numeric") && size(target, 1) == UNLIMITED)
                || (FLOATS.contains(from) && FLOATS.indexOf(to) >= FLOATS.indexOf(from));
    }

    /** Of the same family, but with less room. */
    private static boolean narrower(ColumnShape source, ColumnShape target) {
        return family(source.baseType()).equals(family(target.baseType()));
    }

    private static String family(String baseType) {
        if (INTEGERS.contains(baseType) || FLOATS.contains(baseType) || baseType.equals("numeric")) {
            return "number";
        }
        return TEXTS.contains(baseType) ? "text" : baseType;
    }

    private static int size(ColumnShape column, int group) {
        Matcher sizes = SIZES.matcher(column.plainType());
        return sizes.find() && sizes.group(group) != null ? Integer.parseInt(sizes.group(group)) : UNLIMITED;
    }

    private static int scale(ColumnShape column) {
        int scale = size(column, 2);
        return scale == UNLIMITED ? 0 : scale;
    }
}
