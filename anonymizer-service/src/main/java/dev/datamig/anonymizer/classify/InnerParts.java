package dev.datamig.anonymizer.classify;

import dev.datamig.anonymizer.classify.ValueJudge.Evidence;
import dev.datamig.anonymizer.classify.ValueJudge.Weight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands inside values that have parts: composite types, ranges, XML. Each part is judged like a column of its own. */
final class InnerParts {

    private InnerParts() {}

    /** The sampled values of each part. */
    private static Map<String, List<String>> of(ColumnShape shape, List<String> values) {
        var out = new LinkedHashMap<String, List<String>>();
        PartMapper collecting = (where, part) -> {
            if (!part.isBlank()) {
                out.computeIfAbsent(where, key -> new ArrayList<>()).add(part.strip());
            }
            return part;
        };
        values.forEach(value -> read(shape, value, collecting));
        return out;
    }

    private static void read(ColumnShape shape, String value, PartMapper collecting) {
        if (shape == ColumnShape.XML) {
            XmlText.map(value, collecting);
        } else {
            PartsText.map(value, collecting);
        }
    }

    /** What is most surely personal among the parts. */
    static Optional<Evidence> judge(Classifier classifier, ColumnShape shape, List<String> values) {
        Evidence best = null;
        for (Map.Entry<String, List<String>> part : of(shape, values).entrySet()) {
            Optional<Evidence> inside = ValueJudge.text(part.getValue())
                    .or(() -> shape == ColumnShape.XML ? called(classifier, part.getKey()) : Optional.empty())
                    .or(() -> MixedValues.of(part.getValue()));
            if (inside.isPresent() && (best == null || surer(inside.get(), best))) {
                best = inside.get();
            }
        }
        return Optional.ofNullable(best)
                .map(found -> new Evidence(
                        found.dataClass(), found.weight(), found.share(), "inside its values: " + found.reason()));
    }

    private static Optional<Evidence> called(Classifier classifier, String element) {
        Classification byKey = classifier.classifyKey(element, "");
        DataClass dataClass = byKey.dataClass();
        return dataClass == null || !dataClass.direct()
                ? Optional.empty()
                : Optional.of(new Evidence(dataClass, Weight.MEDIUM, 1, "an element's name says so"));
    }

    /** What replaces itself in free text says least about what else is there. */
    private static boolean surer(Evidence one, Evidence other) {
        return rank(one) < rank(other);
    }

    private static int rank(Evidence evidence) {
        return evidence.dataClass() == DataClass.FREE_TEXT ? 2 : evidence.weight() == Weight.STRONG ? 0 : 1;
    }
}
