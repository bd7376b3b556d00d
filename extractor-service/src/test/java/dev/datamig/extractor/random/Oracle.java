package dev.datamig.extractor.random;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The definition of the subset, taken literally: every set is grown one row at a time until nothing changes. Shares no code and no
 * idea with what it checks.
 */
final class Oracle {

    private final Model model;
    private final Map<Model.Row, Set<Model.Row>> descendants = new HashMap<>();
    private final Map<Model.Row, Set<Model.Row>> parents = new HashMap<>();
    final Set<Integer> owned;
    final Set<Integer> reference;

    Oracle(Model model, int district) {
        this.model = model;
        model.rows.forEach(row -> {
            descendants.put(row, new HashSet<>());
            parents.put(row, new HashSet<>());
        });
        model.refs.forEach(this::connect);
        Set<Model.Row> chosen =
                rows(row -> isRoot(row) && Integer.valueOf(district).equals(row.values.get("d")));
        Set<Model.Row> others = rows(row -> isRoot(row) && !chosen.contains(row));
        Set<Model.Row> d0 = down(chosen, Set.of());
        Set<Model.Row> foreign = down(others, Set.of());
        foreign.removeAll(d0);
        Set<Model.Row> d = new HashSet<>(d0);
        for (int before = -1; before != d.size(); ) {
            before = d.size();
            Set<Model.Row> adopted = d.stream()
                    .flatMap(row -> parents.get(row).stream())
                    .filter(row -> model.adopted.contains(row.table) && !foreign.contains(row))
                    .collect(Collectors.toSet());
            d.addAll(adopted);
            d = down(d, foreign);
        }
        Set<Model.Row> all = new HashSet<>(d);
        for (int before = -1; before != all.size(); ) {
            before = all.size();
            all.addAll(all.stream().flatMap(row -> parents.get(row).stream()).toList());
        }
        owned = rids(d);
        all.removeAll(d);
        reference = rids(all);
    }

    private void connect(Model.Ref ref) {
        List<Model.Row> children =
                model.rows.stream().filter(row -> row.table == ref.from()).toList();
        List<Model.Row> targets =
                model.rows.stream().filter(row -> row.table == ref.to()).toList();
        for (Model.Row child : children) {
            for (Model.Row parent : targets) {
                if (ref.refers(child, parent)) {
                    parents.get(child).add(parent);
                    if (ref.children()) {
                        descendants.get(parent).add(child);
                    }
                    if (model.subtypes && ref.entity()) {
                        descendants.get(child).add(parent);
                    }
                }
            }
        }
    }

    private boolean isRoot(Model.Row row) {
        return model.roots.stream().anyMatch(root -> root.covers(row));
    }

    private Set<Model.Row> rows(Predicate<Model.Row> wanted) {
        return model.rows.stream().filter(wanted).collect(Collectors.toSet());
    }

    private Set<Model.Row> down(Set<Model.Row> from, Set<Model.Row> never) {
        Set<Model.Row> found = new HashSet<>(from);
        for (int before = -1; before != found.size(); ) {
            before = found.size();
            found.addAll(found.stream()
                    .flatMap(row -> descendants.get(row).stream())
                    .filter(row -> !never.contains(row))
                    .toList());
        }
        return found;
    }

    private static Set<Integer> rids(Set<Model.Row> rows) {
        return rows.stream().map(row -> row.rid).collect(Collectors.toSet());
    }
}
