package dev.datamig.anonymizer.classify;

import dev.datamig.anonymizer.TestSchemas;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.TableSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Columns with what they hold, read from a resource, and how well a classifier does on them. */
final class LabelledColumns {

    /** @param label absent where nothing personal is in it */
    record Labelled(
            TableSchema table,
            ColumnSchema column,
            @Nullable DataClass label,
            ColumnSample sample) {
        String name() {
            return table.id() + "(" + column.name() + ")";
        }
    }

    /** Stands around the others, but its label could be disputed. */
    private static final String NOT_SCORED = "?";

    private LabelledColumns() {}

    /** Lines of {@code table: name type label values [comment]; …}; the comments are left out where the columns are to be told by their names alone. */
    static List<Labelled> read(String resource, long seed, int values, boolean comments) {
        var samples = new SampleValues(seed);
        var out = new ArrayList<Labelled>();
        try (InputStream in = LabelledColumns.class.getResourceAsStream("/classify/" + resource)) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> {
                        String table = line.substring(0, line.indexOf(':'));
                        List<String[]> columns = new ArrayList<>();
                        for (String part : line.substring(line.indexOf(':') + 1).split(";")) {
                            columns.add(part.strip().split(" ", 5));
                        }
                        TableSchema schema = TestSchemas.commented(
                                "s:" + table,
                                columns.stream()
                                        .map(c -> c[0].replace("\"", "") + " " + c[1])
                                        .toList(),
                                columns.stream()
                                        .map(c -> comments && c.length > 4 ? c[4] : "")
                                        .toList());
                        for (int i = 0; i < columns.size(); i++) {
                            String[] column = columns.get(i);
                            if (column[2].equals(NOT_SCORED)) {
                                continue;
                            }
                            out.add(new Labelled(
                                    schema,
                                    schema.columns().get(i),
                                    column[2].equals("-") ? null : DataClass.valueOf(column[2]),
                                    ColumnSample.of(samples.of(column[3], table, values))));
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out;
    }

    /** How the classes came out: right, missed, taken for another, and false alarms. */
    static final class Score {
        private final Map<String, int[]> classes = new TreeMap<>();
        final List<String> mistakes = new ArrayList<>();
        int directs;
        int directsFound;
        int calledDirect;
        int calledDirectRightly;
        int personal;
        int personalFound;
        int called;
        int calledRightly;

        void take(Labelled labelled, Classification found) {
            DataClass label = labelled.label();
            DataClass said = found.dataClass();
            count(label, 0);
            if (said != null) {
                called++;
                calledRightly += label != null ? 1 : 0;
                if (said.direct()) {
                    calledDirect++;
                    calledDirectRightly += label != null ? 1 : 0;
                }
            }
            if (label != null) {
                personal++;
                personalFound += said != null ? 1 : 0;
                if (label.direct()) {
                    directs++;
                    directsFound += said != null ? 1 : 0;
                }
            }
            if (label == said) {
                count(label, 1);
            } else {
                count(said, 2);
                mistakes.add(labelled.name() + ": " + label + " was called " + said + " (" + found.reason() + ")");
            }
        }

        private void count(@Nullable DataClass of, int what) {
            classes.computeIfAbsent(of == null ? "-" : of.name(), key -> new int[3])[what]++;
        }

        double directRecall() {
            return (double) directsFound / directs;
        }

        double directPrecision() {
            return (double) calledDirectRightly / calledDirect;
        }

        /** A table: class, columns of it, called so, others called so. */
        String figures() {
            var out = new StringBuilder();
            classes.forEach((name, n) -> out.append(
                    String.format("%-18s labelled %3d  right %3d  others called so %3d%n", name, n[0], n[1], n[2])));
            out.append(String.format(
                    "direct identifiers: recall %.3f (%d of %d), precision %.3f (%d of %d)%n",
                    directRecall(), directsFound, directs, directPrecision(), calledDirectRightly, calledDirect));
            out.append(String.format(
                    "personal: recall %.3f (%d of %d), precision %.3f (%d of %d)%n",
                    (double) personalFound / personal,
                    personalFound,
                    personal,
                    (double) calledRightly / called,
                    calledRightly,
                    called));
            mistakes.forEach(mistake -> out.append("  ").append(mistake).append('\n'));
            return out.toString();
        }
    }
}
