package dev.datamig.cli;

import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.staging.parquet.BatchReader;
import dev.datamig.staging.parquet.BatchWriter;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A run's consistency map: the batches' maps of the last attempt, put together and kept as one file. */
final class RunMap {

    private static final Pattern ATTEMPT = Pattern.compile("/a(\\d+)-part-");

    /** What an original of a value space became. */
    record Pair(String domain, String original, String replacement) implements Comparable<Pair> {

        private static final Comparator<Pair> ORDER =
                Comparator.comparing(Pair::domain).thenComparing(Pair::original).thenComparing(Pair::replacement);

        @Override
        public int compareTo(Pair other) {
            return ORDER.compare(this, other);
        }
    }

    private final StagingArea area;
    private final BatchFiles files;
    private final RunId run;
    private final DataKey key;
    private final List<String> parts;

    /** @param key the map key; what encrypts the run's map is derived from it */
    RunMap(String staging, RunId run, DataKey key) {
        this.area = StagingArea.open(staging);
        this.files = new BatchFiles(area);
        this.run = run;
        this.key = key.derive("datamig-consistency-map-v1/" + run);
        List<String> all = area.list(StagingLayout.phaseFolder(run, "consistency-map"));
        int last = all.stream().mapToInt(RunMap::attempt).max().orElse(0);
        this.parts = all.stream().filter(path -> attempt(path) == last).toList();
    }

    private static int attempt(String path) {
        Matcher matcher = ATTEMPT.matcher(path);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    /** @throws dev.datamig.staging.StagingException when the key is another one; @throws CommandException when there is no map */
    void requireReadable() {
        if (parts.isEmpty()) {
            throw new CommandException(
                    ExitCode.REFUSED,
                    run + " has no consistency map: the anonymizer had no DATAMIG_MAP_KEY when it ran");
        }
        files.read(parts.getFirst(), key).close();
    }

    /** All pairs, each once; written down as the run's one map too. */
    Iterable<Pair> merged() {
        var pairs = new TreeSet<Pair>();
        @Nullable List<ColumnSchema> columns = null;
        for (String part : parts) {
            try (BatchReader reader = files.read(part, key)) {
                columns = reader.columns();
                for (@Nullable Object[] row = reader.next(); row != null; row = reader.next()) {
                    pairs.add(new Pair(text(row[0]), text(row[1]), text(row[2])));
                }
            }
        }
        if (columns != null) {
            try (BatchWriter writer = files.write(StagingLayout.consistencyMap(run), columns, Map.of(), key)) {
                pairs.forEach(pair -> writer.write(
                        new Object[] {utf8(pair.domain()), utf8(pair.original()), utf8(pair.replacement())}));
                writer.commit();
            }
        }
        return pairs;
    }

    private static String text(@Nullable Object cell) {
        return new String((byte[]) Objects.requireNonNull(cell), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
