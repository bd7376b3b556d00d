package dev.datamig.anonymizer.masking;

import dev.datamig.anonymizer.classify.ColumnShape;
import dev.datamig.anonymizer.classify.DataClass;
import dev.datamig.anonymizer.classify.JsonLeaves;
import dev.datamig.anonymizer.policy.ColumnPlan;
import dev.datamig.anonymizer.policy.ColumnPlan.PathPlan;
import dev.datamig.anonymizer.policy.LeafPlan;
import dev.datamig.anonymizer.policy.TablePlan;
import dev.datamig.anonymizer.redact.CompositeRedactor;
import dev.datamig.anonymizer.redact.CompositeRedactor.FieldMask;
import dev.datamig.anonymizer.redact.CompositeRedactor.FieldRewriter;
import dev.datamig.anonymizer.redact.Fakes;
import dev.datamig.anonymizer.redact.JsonRedactor;
import dev.datamig.anonymizer.redact.JsonRedactor.PathMask;
import dev.datamig.anonymizer.redact.TextRedactor;
import dev.datamig.anonymizer.transform.FakeStrategy;
import dev.datamig.anonymizer.transform.Generator;
import dev.datamig.anonymizer.transform.Strategies;
import dev.datamig.anonymizer.transform.Target;
import dev.datamig.anonymizer.transform.Tools.Rewriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is done inside the documents and composite values of a table, where its plan speaks of their paths and fields. */
final class InnerMasks {

    private final TablePlan table;
    private final Fakes fakes;

    InnerMasks(TablePlan table, Fakes fakes) {
        this.table = table;
        this.fakes = fakes;
    }

    /**
     * @param masks what is done with the values of a path
     * @param others what is done with other strings; null to search them like free text
     */
    Rewriter json(Target target, TextRedactor texts, Function<PathPlan, Rewriter> masks, @Nullable Rewriter others) {
        var paths = new ArrayList<PathMask>();
        var classes = new HashMap<List<String>, DataClass>();
        for (ColumnPlan column : of(target)) {
            column.paths().forEach(path -> paths.add(path(path, masks.apply(path))));
            classes.putAll(untelling(column));
        }
        return new JsonRedactor(texts, fakes, paths, classes, others);
    }

    /** @param masks what is done with a field that is no document to be redacted */
    Rewriter composite(Target target, TextRedactor texts, Function<PathPlan, FieldRewriter> masks) {
        var documents = new JsonRedactor(texts, fakes, List.of(), Map.of(), null);
        var fields = new HashMap<List<String>, FieldMask>();
        for (ColumnPlan column : of(target)) {
            for (PathPlan path : column.paths()) {
                boolean document = ColumnShape.of(path.target().column()) == ColumnShape.JSON
                        && path.strategy() == Strategies.REDACT;
                fields.computeIfAbsent(
                        path.path(), any -> field(path, document ? documents::rewrite : masks.apply(path)));
            }
        }
        String where = target.table().id() + "(" + target.column().name() + ")";
        return new CompositeRedactor(where, target.column(), fields, texts, documents);
    }

    private List<ColumnPlan> of(Target target) {
        return table.columns().stream()
                .filter(column -> column.column().equals(target.column().name()))
                .toList();
    }

    private static PathMask path(PathPlan path, Rewriter mask) {
        return new PathMask(
                path.path(),
                mask,
                path.strategy().name().equals("nullify"),
                path.target().dataClass(),
                path.strategy().proof(path.target(), path.params()),
                isFullName(path));
    }

    private static FieldMask field(PathPlan path, FieldRewriter mask) {
        return new FieldMask(
                mask, path.target().dataClass(), path.strategy().proof(path.target(), path.params()), isFullName(path));
    }

    private static boolean isFullName(PathPlan path) {
        return path.strategy().name().equals("fake")
                && FakeStrategy.generator(path.target(), path.params()) == Generator.FULL_NAME;
    }

    /** Where values told what the key does not, the path says it. */
    private static Map<List<String>, DataClass> untelling(ColumnPlan column) {
        var classes = new HashMap<List<String>, DataClass>();
        for (LeafPlan leaf : column.leaves()) {
            DataClass dataClass = leaf.found().dataClass();
            boolean wild = leaf.path().contains(JsonLeaves.ANY);
            if (dataClass != null && dataClass != DataClass.FREE_TEXT && dataClass != DataClass.JSON && !wild) {
                classes.put(leaf.path(), dataClass);
            }
        }
        return classes;
    }
}
