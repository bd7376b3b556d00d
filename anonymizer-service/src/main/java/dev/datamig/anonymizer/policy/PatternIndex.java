package dev.datamig.anonymizer.policy;

import dev.datamig.contracts.schema.TableSchema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which patterns of a file mean a column. A file that was drafted for thousands of tables names tens of thousands of columns: patterns without a
 * wildcard are looked up, only the others are tried.
 *
 * @param <O> what a pattern belongs to
 */
final class PatternIndex<O> {

    private final Map<String, List<Named<O>>> plain = new HashMap<>();
    private final List<Named<O>> wild = new ArrayList<>();
    private int size;

    /** A pattern and whose it is. @param order its place in the file, from 0 */
    record Named<O>(int order, O owner, ColumnPattern pattern) {}

    /** Adds what comes next in the file. */
    void add(O owner, ColumnPattern pattern) {
        var named = new Named<>(size++, owner, pattern);
        Optional<String> key = pattern.key();
        if (key.isPresent()) {
            plain.computeIfAbsent(key.get(), ignored -> new ArrayList<>()).add(named);
        } else {
            wild.add(named);
        }
    }

    /** The patterns that match, with or without a path into the column, in the order of the file. */
    List<Named<O>> matching(TableSchema table, String column) {
        return candidates(table, column)
                .filter(named -> named.pattern().matches(table, column))
                .sorted(Comparator.comparingInt(Named::order))
                .toList();
    }

    /** The patterns that have to be tried. */
    Stream<Named<O>> candidates(TableSchema table, String column) {
        Stream<Named<O>> plainly =
                ColumnPattern.keys(table, column).stream().flatMap(key -> plain.getOrDefault(key, List.of()).stream());
        return Stream.concat(plainly, wild.stream());
    }
}
