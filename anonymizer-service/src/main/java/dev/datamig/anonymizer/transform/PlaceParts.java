package dev.datamig.anonymizer.transform;

import dev.datamig.anonymizer.classify.Classifier;
import dev.datamig.anonymizer.classify.DataClass;
import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.persona.Places;
import dev.datamig.anonymizer.persona.Places.Place;
import dev.datamig.contracts.schema.ColumnSchema;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * City, state and ZIP code that fit each other: all three follow from the row's ZIP code, where it has none from its city. Of several
 * addresses in one row, columns belong together that begin alike.
 */
final class PlaceParts {

    private static final Set<DataClass> PARTS = Set.of(DataClass.POSTAL_CODE, DataClass.CITY, DataClass.STATE);

    private static final String ANY_ZIP = "00000";

    private PlaceParts() {}

    static Tools.Rewriter of(Target target, Generator generator, MaskingKey key, Tools.Rewriter sweep) {
        var places = new Places(key, target.domain().name());
        Map<DataClass, List<String>> beside = beside(target);
        String zip = partner(target, DataClass.POSTAL_CODE, beside);
        String city = partner(target, DataClass.CITY, beside);
        String state = partner(target, DataClass.STATE, beside);
        return (value, row) -> {
            String original = firstOf(row, zip, city);
            String anchor = original == null ? value : original;
            String stateNow = state == null ? null : row.text(state);
            Place place = places.of(anchor, stateNow == null ? "" : stateNow);
            return switch (generator) {
                case STATE ->
                    value.strip().length() == 2 || Misplaced.amongStates(value)
                            ? place.state()
                            : swept(value, sweep, row);
                case POSTAL_CODE -> places.zip(place, Misplaced.amongPostalCodes(value) ? ANY_ZIP : value);
                default -> place.city();
            };
        };
    }

    /** Names of states and regions stay; what is unmistakably somebody's does not. */
    private static String swept(String value, Tools.Rewriter sweep, Row row) {
        return value.indexOf(' ') > 0 ? sweep.rewrite(value, row) : value;
    }

    /** The columns of the row that decide. */
    static List<String> columns(Target target) {
        Map<DataClass, List<String>> beside = beside(target);
        return PARTS.stream()
                .map(wanted -> partner(target, wanted, beside))
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable String firstOf(Row row, @Nullable String zip, @Nullable String city) {
        String fromZip = zip == null ? null : row.text(zip);
        return fromZip != null ? fromZip : city == null ? null : row.text(city);
    }

    /** The columns of the table that are parts of places. */
    private static Map<DataClass, List<String>> beside(Target target) {
        var classifier = new Classifier();
        var out = new EnumMap<DataClass, List<String>>(DataClass.class);
        for (ColumnSchema column : target.table().columns()) {
            DataClass dataClass = classifier.classify(target.table(), column).dataClass();
            if (dataClass != null && PARTS.contains(dataClass)) {
                out.computeIfAbsent(dataClass, key -> new ArrayList<>()).add(column.name());
            }
        }
        return out;
    }

    /** The column of that class in the same table whose name begins most like the target's. */
    private static @Nullable String partner(Target target, DataClass wanted, Map<DataClass, List<String>> beside) {
        String own = target.column().name();
        if (target.dataClass() == wanted) {
            return own;
        }
        String best = null;
        int bestLength = -1;
        for (String candidate : beside.getOrDefault(wanted, List.of())) {
            int length = commonPrefix(own, candidate);
            if (length > bestLength) {
                best = candidate;
                bestLength = length;
            }
        }
        return best;
    }

    private static int commonPrefix(String a, String b) {
        int i = 0;
        while (i < Math.min(a.length(), b.length()) && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        return i;
    }
}
