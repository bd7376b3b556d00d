package dev.datamig.staging.parquet;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.MalformedMessageException;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.staging.StagingCode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The footer's metadata: the caller's, the columns as JSON, and how many cells of each are not NULL. */
final class BatchFooter {

    private static final String COLUMNS = "datamig.columns";
    private static final String VALUES = "datamig.values";
    private static final Pattern COUNT = Pattern.compile("\\d{1,18}");
    private static final int MOST_KEPT = 500;
    /** Columns by their JSON: the files of a table say the same. */
    private static final Map<String, List<ColumnSchema>> READ = new ConcurrentHashMap<>();

    private BatchFooter() {}

    static Map<String, String> of(List<ColumnSchema> columns, long[] values, Map<String, String> further) {
        Map<String, String> all = new HashMap<>(further);
        all.put(COLUMNS, Json.write(columns));
        all.put(VALUES, Arrays.stream(values).mapToObj(Long::toString).collect(Collectors.joining(" ")));
        return all;
    }

    /** How many cells of each column are not NULL; absent in a file that does not say it for all its columns. */
    static Optional<long[]> values(List<ColumnSchema> columns, Map<String, String> footer) {
        String counts = footer.get(VALUES);
        if (counts == null) {
            return Optional.empty();
        }
        String[] each = counts.isEmpty() ? new String[0] : counts.split(" ", -1);
        if (each.length != columns.size()
                || !Arrays.stream(each).allMatch(count -> COUNT.matcher(count).matches())) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(each).mapToLong(Long::parseLong).toArray());
    }

    /** @throws dev.datamig.staging.StagingException when there are none */
    static List<ColumnSchema> columns(String path, Map<String, String> footer) {
        String json = footer.get(COLUMNS);
        if (json == null) {
            throw StagingCode.NOT_A_BATCH.at(path, "has no " + COLUMNS + " in its footer", null);
        }
        List<ColumnSchema> known = READ.get(json);
        if (known != null) {
            return known;
        }
        try {
            List<ColumnSchema> read = List.of(Json.read(json, ColumnSchema[].class));
            if (READ.size() >= MOST_KEPT) {
                READ.clear();
            }
            READ.put(json, read);
            return read;
        } catch (MalformedMessageException e) {
            throw StagingCode.NOT_A_BATCH.at(path, "has unreadable " + COLUMNS + " in its footer", e);
        }
    }

    static Map<String, String> further(Map<String, String> footer) {
        Map<String, String> rest = new HashMap<>(footer);
        rest.remove(COLUMNS);
        rest.remove(VALUES);
        return Map.copyOf(rest);
    }
}
