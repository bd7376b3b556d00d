package dev.datamig.anonymizer.transform;

import dev.datamig.anonymizer.classify.ColumnShape;
import java.util.List;
import java.util.Set;

/** Empties the column: NULL, or the empty search vector where NULL is forbidden. */
final class NullifyStrategy implements Strategy {

    @Override
    public Definition definition() {
        return new Definition("nullify", "NULL", List.of());
    }

    @Override
    public Set<Promise> promises() {
        return Set.of(Promise.HIDES_ORDER, Promise.HIDES_LENGTH, Promise.HIDES_FREQUENCY);
    }

    @Override
    public List<String> problems(Target target, Params params) {
        return target.column().nullable() || target.shape() == ColumnShape.SEARCH_VECTOR
                ? List.of()
                : List.of("the column is NOT NULL and cannot be emptied: use constant, or another strategy");
    }

    @Override
    public Mask mask(Target target, Params params, Tools tools) {
        return target.column().nullable() ? (cell, row) -> null : (cell, row) -> new byte[0];
    }
}
