package dev.datamig.extractor.analysis.suggest;

import dev.datamig.extractor.analysis.shape.ColumnShape;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Columns whose values are so rare that they tell by themselves where they point: uuids, as such or written out as text. */
final class UuidTexts {

    private static final Pattern UUID = Pattern.compile("\\{?[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}\\}?");
    /** Too few to believe that a column has nothing else. */
    private static final int FEW = 3;

    private UuidTexts() {}

    /** Whether it is worth a look: a uuid, or a text that is long enough for one and named like a key. */
    static boolean mayBe(ColumnShape column) {
        return switch (TypeFamily.ofValues(column)) {
            case UUID -> true;
            case TEXT -> ColumnName.of(column.name()).keyWord().isPresent();
            case INTEGER, NUMERIC, ENUM, NONE -> false;
        };
    }

    /** Whether all values that were seen are uuids. */
    static boolean are(ColumnShape column, Set<List<String>> values) {
        return TypeFamily.ofValues(column) == TypeFamily.UUID
                || (values.size() >= FEW
                        && values.stream()
                                .allMatch(value -> UUID.matcher(value.get(0)).matches()));
    }
}
