package dev.datamig.anonymizer.transform;

import dev.datamig.anonymizer.classify.Classifier;
import dev.datamig.anonymizer.classify.DataClass;
import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.persona.Places;
import dev.datamig.anonymizer.persona.Places.Place;
import dev.datamig.contracts.schema.ColumnSchema;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * City, state and ZIP code that fit each other: all three follow from the row's ZIP code, where it has none from its city. Of several
 * addresses in one row, columns belong together that begin alike.
 */
final class PlaceParts {

    private PlaceParts() {}

    static Tools.Rewriter of(Target target, Generator generator, MaskingKey key) {
        var places = new Places(key, target.domain().name());
        String zip = partner(target, DataClass.POSTAL_CODE);
        String city = partner(target, DataClass.CITY);
        String state = partner(target, DataClass.STATE);
        return (value, row) -> {
            String original = firstOf(row, zip, city);
            String anchor = original == null ? value : original;
            String stateNow = state == null ? null : row.text(state);
            Place place = places.of(anchor, stateNow == null ? "" : stateNow);
            return switch (generator) {
                case STATE -> value.strip().length() == 2 ? place.state() : value;
                case POSTAL_CODE -> places.zip(place, value);
                default -> place.city();
            };
        };
    }

    /** The columns of the row that decide. */
    static List<String> columns(Target target) {
        return Stream.of(DataClass.POSTAL_CODE, DataClass.CITY, DataClass.STATE)
                .map(wanted -> partner(target, wanted))
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable String firstOf(Row row, @Nullable String zip, @Nullable String city) {
        String fromZip = zip == null ? null : row.text(zip);
        return fromZip != null ? fromZip : city == null ? null : row.text(city);
    }

    /** The column of that class in the same table whose name begins most like the target's. */
    private static @Nullable String partner(Target target, DataClass wanted) {
        var classifier = new Classifier();
        String own = target.column().name();
        if (target.dataClass() == wanted) {
            return own;
        }
        List<ColumnSchema> candidates = target.table().columns().stream()
                .filter(column -> classifier.classify(target.table(), column).dataClass() == wanted)
                .toList();
        String best = null;
        int bestLength = -1;
        for (ColumnSchema candidate : candidates) {
            int length = commonPrefix(own, candidate.name());
            if (length > bestLength) {
                best = candidate.name();
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
