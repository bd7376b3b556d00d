package dev.datamig.validator.check;

import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.contracts.schema.TableId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The references of a run as they are checked. A landscape's reference to a label stands for one to each set of labels that
 * contains it: such references of one name and child form one, which resolves in any of its parents.
 */
public final class References {

    private record Child(
            String name,
            TableId from,
            List<String> columns,
            @Nullable String when) {}

    /** One reference with all the places where it may resolve. */
    public record Group(Reference first, List<Reference> alternatives) {}

    private References() {}

    public static List<Group> of(RunSchema schema) {
        Map<Child, List<Reference>> groups = new LinkedHashMap<>();
        for (Reference reference : schema.references()) {
            var child = new Child(reference.name(), reference.from(), reference.fromColumns(), reference.when());
            groups.computeIfAbsent(child, key -> new ArrayList<>()).add(reference);
        }
        return groups.values().stream()
                .map(list -> new Group(list.getFirst(), List.copyOf(list)))
                .toList();
    }
}
