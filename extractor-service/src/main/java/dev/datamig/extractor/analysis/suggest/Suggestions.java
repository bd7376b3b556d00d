package dev.datamig.extractor.analysis.suggest;

import dev.datamig.contracts.landscape.ReferenceEnd;
import dev.datamig.contracts.schema.LabelNames;
import dev.datamig.contracts.schema.Reference;
import dev.datamig.contracts.schema.SqlName;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.analysis.shape.ColumnShape;
import dev.datamig.extractor.analysis.shape.StoreShape;
import dev.datamig.extractor.analysis.shape.TableShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Suggests references: candidates by name and type, then a look at some values, then the best for each column.
 *
 * <ol>
 *   <li>Every column without a reference is held against the names of all keys.
 *   <li>Some of its values are looked up in those keys.
 *   <li>What is left without a suggestion and has values that tell by themselves (uuid) is looked up in all keys of that type.
 *   <li>Columns whose kind another column tells are taken apart by that column's values.
 * </ol>
 */
public final class Suggestions {

    /** Distinct values of a column that are looked up. */
    private static final int VALUES = 200;
    /** The same for columns whose names say nothing, which are looked up in many keys. */
    private static final int FEW_VALUES = 40;
    /** Tables that are one entity, at most. */
    private static final int ENTITY = 5;

    private static final Comparator<Scored> BY_SURENESS = Comparator.comparingLong(
                    (Scored each) -> -Math.round(each.score().sum() * 4))
            .thenComparingLong(each -> each.candidate().key().rows())
            .thenComparing(each -> each.candidate().key().id().text());

    private final KeyIndex index;
    private final CandidateFinder finder;
    private final TypeColumns types;
    private final Values values;
    private final Map<String, Set<TableId>> parents = new HashMap<>();
    private final Map<TableId, TableId> supertypes = new HashMap<>();
    private final Set<String> ways = new HashSet<>();
    private final List<Scored> accepted = new ArrayList<>();

    /** A candidate with what became of it. */
    record Scored(
            Candidate candidate,
            Evidence evidence,
            Score score,
            @Nullable Set<List<String>> values) {}

    /** A column whose values tell by themselves where it points, or those of one kind of its rows. */
    record Open(TableShape table, ColumnShape column, Candidate.@Nullable Condition when, Set<List<String>> values) {}

    /** A candidate with the values that are to be looked up; null when nobody may look any more. */
    private record Question(Candidate candidate, @Nullable Set<List<String>> values) {}

    private Suggestions(List<StoreShape> stores, List<Reference> references, List<ReferenceEnd> arrays, Values values) {
        this.index = new KeyIndex(stores);
        this.values = values;
        Set<String> known = known(references);
        arrays.forEach(each -> known.addAll(columns(each)));
        this.finder = new CandidateFinder(index, known);
        this.types = new TypeColumns(index);
        Map<TableId, List<String>> keys = new HashMap<>();
        index.tables().forEach(table -> {
            if (table.primaryKey() != null) {
                keys.put(table.id(), table.primaryKey().columns());
            }
        });
        references.forEach(each -> ways.add(way(each.from(), each.fromColumns(), each.to(), each.toColumns())));
        references.stream()
                .filter(each -> each.fromColumns().equals(keys.get(each.from()))
                        && each.toColumns().equals(keys.get(each.to()))
                        && !each.from().equals(each.to()))
                .forEach(each -> supertypes.putIfAbsent(each.from(), each.to()));
    }

    /**
     * What is likely, the surest first.
     *
     * @param references that are known already
     * @param arrays columns of which it is known already what their elements refer to
     */
    public static List<Suggestion> of(
            List<StoreShape> stores, List<Reference> references, List<ReferenceEnd> arrays, Values values) {
        return new Suggestions(stores, references, arrays, values).suggest();
    }

    /** The columns as {@link CandidateFinder#column} writes them. */
    private List<String> columns(ReferenceEnd end) {
        SqlName name = SqlName.parse(end.table());
        return index.tables().stream()
                .filter(table -> table.kind() != TableShape.Kind.NODES
                        && table.id().store().equals(end.store())
                        && name.names(SqlName.parse(table.id().name())))
                .flatMap(table -> end.columns().stream().map(column -> CandidateFinder.column(table.id(), column)))
                .toList();
    }

    private static String way(TableId from, List<String> fromColumns, TableId to, List<String> toColumns) {
        return CandidateFinder.column(from, fromColumns.toString()) + "\n"
                + CandidateFinder.column(to, toColumns.toString());
    }

    /** What leads back where a known reference comes from: two tables with one key, of which the other one refers. */
    private boolean leadsBack(Candidate candidate) {
        Key key = candidate.key();
        return ways.contains(way(key.id(), key.names(), candidate.from(), candidate.names()));
    }

    private Set<String> known(List<Reference> references) {
        Set<String> known = new HashSet<>();
        for (Reference each : references) {
            for (int i = 0; i < each.fromColumns().size(); i++) {
                String column = each.fromColumns().get(i);
                labels(each.from()).forEach(table -> known.add(CandidateFinder.column(table, column)));
                parents.computeIfAbsent(CandidateFinder.column(each.from(), column), key -> new HashSet<>())
                        .add(each.to());
            }
        }
        return known;
    }

    /** A set of labels stands for each of them. */
    private static List<TableId> labels(TableId table) {
        List<TableId> names = new ArrayList<>(List.of(table));
        if (table.name().contains("&")) {
            for (String label : LabelNames.split(table.name())) {
                names.add(new TableId(table.store(), label));
            }
        }
        return names;
    }

    private List<Suggestion> suggest() {
        List<Question> named = new ArrayList<>();
        List<Open> unnamed = new ArrayList<>();
        for (TableShape table : index.tables()) {
            ask(table, named, unnamed);
        }
        accept(named);
        acceptUnnamed(unnamed);
        passGraphs();
        dropCopies();
        dropImplied();
        return accepted.stream()
                .map(Suggestions::suggestion)
                .sorted(Comparator.comparingDouble(Suggestion::confidence)
                        .reversed()
                        .thenComparing(each -> each.from().text())
                        .thenComparing(Suggestion::line))
                .toList();
    }

    private void ask(TableShape table, List<Question> questions, List<Open> unnamed) {
        List<ColumnShape> open = finder.open(table);
        List<TypeColumns.Pair> pairs = types.pairs(table, open);
        List<Candidate> candidates = new ArrayList<>(finder.composite(table));
        List<ColumnShape> maybeTelling = open.stream().filter(UuidTexts::mayBe).toList();
        Set<ColumnShape> paired = new HashSet<>();
        pairs.forEach(pair -> paired.add(pair.value()));
        open.stream()
                .filter(column -> !paired.contains(column))
                .forEach(column -> candidates.addAll(finder.named(table, column)));
        candidates.removeIf(this::leadsBack);
        Sampled sampled = sample(table, columns(candidates, pairs, maybeTelling));
        List<ColumnShape> telling = maybeTelling.stream()
                .filter(column -> UuidTexts.are(column, sampled.few(column, null, FEW_VALUES)))
                .toList();
        candidates.forEach(
                candidate -> questions.add(new Question(candidate, sampled.tuples(candidate.columns(), null, VALUES))));
        telling.stream()
                .filter(column -> !paired.contains(column))
                .forEach(column -> unnamed.add(new Open(table, column, null, sampled.few(column, null, FEW_VALUES))));
        for (TypeColumns.Pair pair : pairs) {
            for (String kind : sampled.kinds(pair.type())) {
                types.candidates(table, pair, kind)
                        .forEach(candidate -> questions.add(new Question(
                                candidate, sampled.tuples(candidate.columns(), candidate.when(), VALUES))));
                if (types.mayTell(pair, kind)) {
                    Candidate.Condition when = new Candidate.Condition(pair.type(), kind);
                    unnamed.add(new Open(table, pair.value(), when, sampled.few(pair.value(), when, FEW_VALUES)));
                }
            }
        }
    }

    private static List<ColumnShape> columns(
            List<Candidate> candidates, List<TypeColumns.Pair> pairs, List<ColumnShape> telling) {
        Set<ColumnShape> columns = new LinkedHashSet<>(telling);
        candidates.forEach(candidate -> columns.addAll(candidate.columns()));
        pairs.forEach(pair -> columns.addAll(List.of(pair.type(), pair.value())));
        return List.copyOf(columns);
    }

    private Sampled sample(TableShape table, List<ColumnShape> columns) {
        return columns.isEmpty() || values.spent()
                ? Sampled.nothing(columns)
                : new Sampled(
                        columns,
                        values.rows(
                                table.id(),
                                columns.stream().map(ColumnShape::name).toList()),
                        true);
    }

    /** Looks the values of columns whose names say nothing up in all keys of their type, as long as there is time. */
    private void acceptUnnamed(List<Open> open) {
        Set<String> taken = new HashSet<>();
        accepted.forEach(each -> taken.add(child(each.candidate())));
        List<Open> left = open.stream()
                .filter(each -> !taken.contains(child(each.table(), List.of(each.column()), each.when()))
                        && !each.values().isEmpty())
                .toList();
        Map<String, List<Scored>> byChild = new TreeMap<>();
        for (Key key : left.isEmpty() ? List.<Key>of() : finder.telling()) {
            if (!values.spent()) {
                List<Values.Found> found = values.found(
                        key.id(), key.names(), left.stream().map(Open::values).toList());
                for (int i = 0; i < found.size(); i++) {
                    if (found.get(i).hits() > 0) {
                        finder.unnamed(left.get(i), key, found.get(i))
                                .filter(each -> !leadsBack(each.candidate()))
                                .ifPresent(each -> byChild.computeIfAbsent(
                                                child(each.candidate()), name -> new ArrayList<>())
                                        .add(each));
                    }
                }
            }
        }
        byChild.values().forEach(scored -> best(scored).ifPresent(accepted::add));
    }

    /** Looks up all values, one question per key, and keeps the best candidate of each column and kind. */
    private void accept(List<Question> questions) {
        Map<String, List<Question>> byKey = new TreeMap<>();
        questions.forEach(question -> byKey.computeIfAbsent(
                        question.candidate().key().id().text()
                                + question.candidate().key().names(),
                        key -> new ArrayList<>())
                .add(question));
        Map<String, List<Scored>> byChild = new TreeMap<>();
        byKey.values()
                .forEach(group -> judge(group)
                        .forEach(scored -> byChild.computeIfAbsent(child(scored.candidate()), key -> new ArrayList<>())
                                .add(scored)));
        byChild.values().forEach(scored -> best(scored).ifPresent(accepted::add));
    }

    private static String child(Candidate candidate) {
        return child(candidate.table(), candidate.columns(), candidate.when());
    }

    private static String child(TableShape table, List<ColumnShape> columns, Candidate.@Nullable Condition when) {
        return table.id().text() + columns.stream().map(ColumnShape::name).toList() + when;
    }

    private List<Scored> judge(List<Question> group) {
        List<Question> withValues = group.stream()
                .filter(question ->
                        question.values() != null && !question.values().isEmpty())
                .toList();
        Key key = group.get(0).candidate().key();
        Map<Question, Values.Found> found = new HashMap<>();
        if (!withValues.isEmpty() && !values.spent()) {
            List<Values.Found> answers = values.found(
                    key.id(),
                    key.names(),
                    withValues.stream()
                            .map(question -> Objects.requireNonNull(question.values()))
                            .toList());
            for (int i = 0; i < answers.size(); i++) {
                found.put(withValues.get(i), answers.get(i));
            }
        }
        return group.stream()
                .map(question -> scored(question, found.get(question)))
                .toList();
    }

    private static Scored scored(Question question, Values.@Nullable Found found) {
        Set<List<String>> asked = question.values();
        Evidence evidence = asked == null || (found == null && !asked.isEmpty())
                ? Evidence.NOT_SAMPLED
                : found == null ? new Evidence(0, 0, 0) : new Evidence(asked.size(), found.hits(), found.chance());
        return new Scored(question.candidate(), evidence, Score.of(question.candidate(), evidence), asked);
    }

    /** The surest; among equals the smallest parent that has all the values, since larger ones have them by being large. */
    private static Optional<Scored> best(List<Scored> scored) {
        return scored.stream()
                .filter(each -> each.score().confidence() >= Suggestion.LEAST)
                .min(BY_SURENESS);
    }

    /**
     * A graph mirrors what databases own. Where a column's values are found among a graph's nodes, whose key refers to a database, that
     * database is meant, if it has the values.
     */
    private void passGraphs() {
        List<Question> owners = new ArrayList<>();
        List<Scored> mirrored = new ArrayList<>();
        for (Scored each : accepted) {
            owner(each.candidate()).ifPresent(owner -> {
                owners.add(new Question(owner, each.values()));
                mirrored.add(each);
            });
        }
        for (int i = 0; i < owners.size(); i++) {
            Scored owned = judge(List.of(owners.get(i))).get(0);
            if (owned.score().confidence() >= Suggestion.LEAST) {
                accepted.set(accepted.indexOf(mirrored.get(i)), owned);
            }
        }
    }

    private Optional<Candidate> owner(Candidate candidate) {
        boolean mirrored = candidate.table().kind() != TableShape.Kind.NODES
                && candidate.key().table().kind() == TableShape.Kind.NODES;
        return mirrored
                ? accepted.stream()
                        .map(Scored::candidate)
                        .filter(each -> each.from().equals(candidate.key().id())
                                && each.names().equals(candidate.key().names())
                                && each.key().table().kind() != TableShape.Kind.NODES)
                        .map(each -> new Candidate(
                                candidate.table(),
                                candidate.columns(),
                                each.key(),
                                candidate.match(),
                                each.typeCost(),
                                candidate.when()))
                        .findFirst()
                : Optional.empty();
    }

    /**
     * A table that refers to another by one of its keys and has values of its other keys, too, has copied those: a student's number
     * beside the student's uid. Kept are the columns that point at the surest of the keys.
     */
    private void dropCopies() {
        Comparator<Scored> telling = Comparator.comparing((Scored each) -> copyable(each.candidate()));
        Map<String, Scored> surest = new HashMap<>();
        accepted.forEach(each -> surest.merge(
                route(each.candidate()),
                each,
                (one, other) -> telling.thenComparing(BY_SURENESS).compare(one, other) <= 0 ? one : other));
        accepted.removeIf(each -> {
            Candidate kept = surest.getOrDefault(route(each.candidate()), each).candidate();
            return copyable(each.candidate())
                    && !kept.key().names().equals(each.candidate().key().names());
        });
    }

    /** Whether the key is a name or a number that people use, and not what the table's rows are known by. */
    private static boolean copyable(Candidate candidate) {
        return candidate.columns().size() == 1
                && !candidate.key().primary()
                && candidate.key().family() == TypeFamily.TEXT;
    }

    /** From where to which entity: a table whose key refers to another table's key is one with it. */
    private String route(Candidate candidate) {
        TableId entity = candidate.key().id();
        for (int steps = 0; steps < ENTITY && supertypes.containsKey(entity); steps++) {
            entity = supertypes.getOrDefault(entity, entity);
        }
        return candidate.from().text() + "\n" + entity.text() + "\n" + candidate.when();
    }

    /** A column that points where its composite reference leads anyway needs no reference of its own. */
    private void dropImplied() {
        accepted.forEach(each -> {
            Candidate candidate = each.candidate();
            candidate
                    .names()
                    .forEach(name -> parents.computeIfAbsent(
                                    CandidateFinder.column(candidate.from(), name), key -> new HashSet<>())
                            .add(candidate.key().id()));
        });
        List<Scored> composites = accepted.stream()
                .filter(each -> each.candidate().columns().size() > 1)
                .toList();
        accepted.removeIf(each -> each.candidate().columns().size() == 1
                && composites.stream().anyMatch(composite -> implies(composite.candidate(), each.candidate())));
    }

    private boolean implies(Candidate composite, Candidate single) {
        int place = composite.names().indexOf(single.names().get(0));
        return composite.from().equals(single.from())
                && place >= 0
                && parents.getOrDefault(
                                CandidateFinder.column(
                                        composite.key().id(),
                                        composite.key().names().get(place)),
                                Set.of())
                        .contains(single.key().id());
    }

    private static Suggestion suggestion(Scored scored) {
        Candidate candidate = scored.candidate();
        return new Suggestion(
                candidate.from(),
                candidate.names(),
                candidate.key().id(),
                candidate.key().names(),
                LandscapeLine.when(candidate),
                Math.round(scored.score().confidence() * 100) / 100.0,
                scored.score().reasons(),
                scored.evidence().distinct(),
                scored.evidence().hits(),
                LandscapeLine.section(candidate),
                LandscapeLine.of(candidate));
    }
}
