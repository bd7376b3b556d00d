package dev.datamig.anonymizer.staging;

import dev.datamig.anonymizer.classify.ArrayText;
import dev.datamig.anonymizer.policy.ColumnPlan;
import dev.datamig.anonymizer.transform.Several;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The codes that stand in a column's cells: mostly one in each, but arrays and lists have several. */
final class CodesInCell {

    private final boolean array;
    private final @Nullable Several lists;

    CodesInCell(ColumnPlan column) {
        this.array = column.target().column().baseType().startsWith("_");
        this.lists =
                Several.of(column.strategy(), column.target(), column.params()).orElse(null);
    }

    List<String> of(String cell) {
        if (array) {
            var out = new ArrayList<String>();
            ArrayText.map(cell, element -> {
                out.add(element);
                return element;
            });
            return out;
        }
        List<String> listed = lists == null ? List.of() : lists.of(cell);
        return listed.isEmpty() ? List.of(cell) : listed;
    }
}
