package dev.datamig.extractor.analysis.suggest;

import dev.datamig.extractor.analysis.shape.ColumnShape;
import dev.datamig.extractor.analysis.shape.TableShape;
import dev.datamig.extractor.analysis.suggest.Candidate.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Pairs of columns of which one says what kind of row the other points at: {@code entity_type} and {@code entity_id}. A value of the
 * type column gets into a suggestion only when it is an enum's label or spells the name of a table: then it is a name and no datum.
 */
final class TypeColumns {

    private static final Set<String> TYPES =
            Set.of("type", "kind", "class", "table", "entity", "model", "object", "category");
    private static final Pattern CODE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.:\\\\]{0,80}");
    /** A column with more different values than this is not one of types. */
    static final int KINDS = 20;

    /** The two columns. */
    record Pair(ColumnShape type, ColumnShape value) {}

    private final KeyIndex index;

    TypeColumns(KeyIndex index) {
        this.index = index;
    }

    /** The pairs among a table's open columns. */
    List<Pair> pairs(TableShape table, List<ColumnShape> open) {
        List<Pair> pairs = new ArrayList<>();
        for (ColumnShape type : table.columns()) {
            List<String> words = Words.of(type.name());
            TypeFamily family = TypeFamily.of(type);
            if (words.size() > 1
                    && TYPES.contains(words.get(words.size() - 1))
                    && (family == TypeFamily.TEXT || family == TypeFamily.ENUM)) {
                List<String> stem = words.subList(0, words.size() - 1);
                open.stream()
                        .filter(column -> !TypeFamily.isArray(column))
                        .filter(column -> {
                            ColumnName name = ColumnName.of(column.name());
                            return name.keyWord().isPresent() && name.stem().equals(stem);
                        })
                        .forEach(column -> pairs.add(new Pair(type, column)));
            }
        }
        return pairs;
    }

    /** The keys that rows of one kind could point at. */
    List<Candidate> candidates(TableShape table, Pair pair, String value) {
        List<Candidate> candidates = new ArrayList<>();
        Condition when = new Condition(pair.type(), value);
        boolean label = pair.type().allowed().contains(value);
        if (!label && !CODE_NAME.matcher(value).matches()) {
            return candidates;
        }
        TypeFamily family = TypeFamily.of(pair.value());
        index.named(Words.of(lastPart(value)))
                .forEach(key -> family.cost(key.family())
                        .ifPresent(cost -> candidates.add(
                                new Candidate(table, List.of(pair.value()), key, NameMatch.TYPE_VALUE, cost, when))));
        return candidates;
    }

    /** Whether a kind may be named and its values tell by themselves. */
    boolean mayTell(Pair pair, String value) {
        return pair.type().allowed().contains(value) && TypeFamily.of(pair.value()) == TypeFamily.UUID;
    }

    /** {@code App\Models\Student} names a student. */
    private static String lastPart(String value) {
        String[] parts = value.split("[.:\\\\]+");
        return parts.length == 0 ? "" : parts[parts.length - 1];
    }
}
