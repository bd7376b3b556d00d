package dev.datamig.extractor.analysis.suggest;

import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.analysis.shape.ColumnShape;
import dev.datamig.extractor.analysis.shape.TableShape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds candidates by names and types alone. */
final class CandidateFinder {

    private static final Set<String> SAME_TABLE = Set.of(
            "parent",
            "manager",
            "supervisor",
            "boss",
            "superior",
            "ancestor",
            "root",
            "previous",
            "prev",
            "next",
            "predecessor",
            "successor",
            "original",
            "report to",
            "reports to",
            "reply to",
            "replied to",
            "reportsto",
            "replyto",
            "mentor",
            "replaced by",
            "superseded by",
            "copied from",
            "merged into");
    private static final int SHORTEST = 3;

    private final KeyIndex index;
    private final Set<String> known;

    /** @param known columns that have references already, as {@link #column} writes them */
    CandidateFinder(KeyIndex index, Set<String> known) {
        this.index = index;
        this.known = known;
    }

    static String column(TableId table, String name) {
        return table.text() + "\n" + name;
    }

    /** Columns of the table that may be children of something. */
    List<ColumnShape> open(TableShape table) {
        return table.columns().stream()
                .filter(column -> !known.contains(column(table.id(), column.name())))
                .filter(column -> column.identity() == null && column.generated() == null)
                .filter(column ->
                        TypeFamily.ofValues(column) != TypeFamily.NONE && TypeFamily.of(column) != TypeFamily.ENUM)
                .filter(column -> !isOwnKey(table, column))
                .toList();
    }

    /** A table's key that is not named after another table is its own. */
    private boolean isOwnKey(TableShape table, ColumnShape column) {
        ColumnName name = ColumnName.of(column.name());
        boolean alone = table.keys().stream().anyMatch(key -> key.columns().equals(List.of(column.name())));
        List<String> noun = Words.ofTable(KeyIndex.bareName(table));
        return alone
                && (name.generic()
                        || (table.kind() != TableShape.Kind.NODES
                                && (name.stem().equals(noun)
                                        || name.squashed().startsWith(String.join("", noun))
                                        || name.stem().equals(noun.subList(noun.size() - 1, noun.size())))));
    }

    /** The candidates for one column whose names match. */
    List<Candidate> named(TableShape table, ColumnShape column) {
        ColumnName name = ColumnName.of(column.name());
        List<Candidate> candidates = new ArrayList<>();
        for (Key key : index.near(name)) {
            if (!key.id().equals(table.id()) || !key.names().equals(List.of(column.name()))) {
                match(name, key).ifPresent(match -> add(candidates, table, column, key, match));
            }
        }
        if (SAME_TABLE.contains(String.join(" ", name.stem()))) {
            index.of(table.id()).forEach(key -> add(candidates, table, column, key, NameMatch.ITSELF));
        }
        return candidates;
    }

    /** Keys whose values are so rare that they tell by themselves. */
    List<Key> telling() {
        return index.single().stream()
                .filter(key -> key.family() == TypeFamily.UUID)
                .toList();
    }

    /** A candidate for a column whose name says nothing of where it points, but whose values were found. */
    Optional<Suggestions.Scored> unnamed(Suggestions.Open open, Key key, Values.Found found) {
        boolean itself = key.id().equals(open.table().id())
                && key.names().equals(List.of(open.column().name()));
        if (itself || cannotRefer(open.table(), open.column(), key)) {
            return Optional.empty();
        }
        Candidate candidate =
                new Candidate(open.table(), List.of(open.column()), key, NameMatch.NOTHING, 0, open.when());
        Evidence evidence = new Evidence(open.values().size(), found.hits(), found.chance());
        return Optional.of(new Suggestions.Scored(candidate, evidence, Score.of(candidate, evidence), open.values()));
    }

    /**
     * Nodes of one graph refer to each other by relationships; a property with another node's key is a copy. What arrays hold follows
     * rows of databases alone.
     */
    private static boolean cannotRefer(TableShape table, ColumnShape column, Key key) {
        boolean sameGraph = table.kind() == TableShape.Kind.NODES
                && table.id().store().equals(key.id().store());
        return sameGraph || (TypeFamily.isArray(column) && key.table().kind() == TableShape.Kind.NODES);
    }

    private static void add(
            List<Candidate> candidates, TableShape table, ColumnShape column, Key key, NameMatch match) {
        OptionalDouble cost = TypeFamily.ofValues(column).cost(key.family());
        boolean itself = key.id().equals(table.id()) && key.names().equals(List.of(column.name()));
        if (cost.isPresent() && !itself && !cannotRefer(table, column, key)) {
            candidates.add(new Candidate(table, List.of(column), key, match, cost.getAsDouble(), null));
        }
    }

    /** What the column's name says about the key's table. */
    static Optional<NameMatch> match(ColumnName column, Key key) {
        List<String> noun = key.noun();
        List<String> stem = column.stem();
        ColumnName keyColumn = ColumnName.of(key.names().get(0));
        boolean keyed = column.keyWord().isPresent();
        boolean keyIsNamed = keyColumn.generic() || keyColumn.stem().equals(noun);
        if (keyed && stem.equals(noun)) {
            return Optional.of(
                    keyIsNamed && column.keyWord().equals(keyColumn.keyWord())
                            ? NameMatch.TABLE_AND_KEY
                            : NameMatch.TABLE);
        }
        String squashed = column.squashed();
        String nounSquashed = String.join("", noun);
        if (!keyColumn.generic() && squashed.equals(keyColumn.squashed()) && (keyed || key.primary())) {
            return Optional.of(
                    keyColumn.squashed().startsWith(nounSquashed) ? NameMatch.TABLE_AND_KEY : NameMatch.SAME_COLUMN);
        }
        if (keyed && endsWith(stem, noun)) {
            return Optional.of(NameMatch.ROLE_AND_TABLE);
        }
        if (!keyColumn.generic()
                && (keyed || key.primary())
                && keyColumn.squashed().length() > 4
                && squashed.endsWith(keyColumn.squashed())) {
            return Optional.of(NameMatch.ROLE_AND_TABLE);
        }
        if (nounSquashed.length() > SHORTEST
                && squashed.endsWith(nounSquashed + keyColumn.keyWord().orElse("id"))) {
            return Optional.of(squashed.startsWith(nounSquashed) ? NameMatch.TABLE_AND_KEY : NameMatch.ROLE_AND_TABLE);
        }
        if (!keyed && !stem.isEmpty() && stem.equals(noun)) {
            return Optional.of(NameMatch.NOUN);
        }
        if (keyed && !stem.isEmpty() && endsWith(noun, stem)) {
            return Optional.of(NameMatch.TAIL);
        }
        return keyed && stem.size() == 1 && isShort(stem.get(0), noun)
                ? Optional.of(NameMatch.SHORT)
                : Optional.empty();
    }

    private static boolean endsWith(List<String> all, List<String> end) {
        return all.size() > end.size()
                && all.subList(all.size() - end.size(), all.size()).equals(end);
    }

    private static boolean isShort(String word, List<String> noun) {
        return word.length() >= SHORTEST
                && word.length() < noun.get(0).length()
                && noun.get(0).startsWith(word);
    }

    /** Candidates for several columns together: those that have all the names of another table's key. */
    List<Candidate> composite(TableShape table) {
        List<Candidate> candidates = new ArrayList<>();
        Set<String> open = new HashSet<>();
        table.columns().stream()
                .filter(column -> !known.contains(column(table.id(), column.name())))
                .forEach(column -> open.add(Words.squashed(column.name())));
        for (ColumnShape column : table.columns()) {
            for (Key key : index.composite(ColumnName.of(column.name()))) {
                Set<String> wanted = key.names().stream().map(Words::squashed).collect(Collectors.toSet());
                if (!key.id().equals(table.id()) && open.containsAll(wanted)) {
                    composite(table, key).ifPresent(candidates::add);
                }
            }
        }
        return candidates;
    }

    private static Optional<Candidate> composite(TableShape table, Key key) {
        List<ColumnShape> columns = new ArrayList<>();
        double cost = 0;
        int speaking = 0;
        for (ColumnShape wanted : key.columns()) {
            Optional<ColumnShape> column = table.columns().stream()
                    .filter(each -> Words.squashed(each.name()).equals(Words.squashed(wanted.name())))
                    .findFirst();
            if (column.isEmpty()) {
                return Optional.empty();
            }
            TypeFamily family = TypeFamily.of(column.get());
            boolean same = column.get().baseType().equals(wanted.baseType());
            OptionalDouble typeCost = same ? OptionalDouble.of(0) : family.cost(TypeFamily.of(wanted));
            if (typeCost.isEmpty()) {
                return Optional.empty();
            }
            cost += typeCost.getAsDouble();
            columns.add(column.get());
            ColumnName name = ColumnName.of(wanted.name());
            speaking += name.keyWord().isPresent() || name.squashed().endsWith("id") ? 1 : 0;
        }
        return speaking == 0
                ? Optional.empty()
                : Optional.of(new Candidate(table, columns, key, NameMatch.SAME_COLUMNS, cost, null));
    }
}
