package dev.datamig.staging.parquet;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.MalformedMessageException;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.staging.StagingCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The footer's metadata: the caller's, and the columns as JSON. */
final class BatchFooter {

    private static final String COLUMNS = "datamig.columns";

    private BatchFooter() {}

    static Map<String, String> of(List<ColumnSchema> columns, Map<String, String> further) {
        Map<String, String> all = new HashMap<>(further);
        all.put(COLUMNS, Json.write(columns));
        return all;
    }

    /** @throws dev.datamig.staging.StagingException when there are none */
    static List<ColumnSchema> columns(String path, Map<String, String> footer) {
        String json = footer.get(COLUMNS);
        if (json == null) {
            throw StagingCode.NOT_A_BATCH.at(path, "has no " + COLUMNS + " in its footer", null);
        }
        try {
            return List.of(Json.read(json, ColumnSchema[].class));
        } catch (MalformedMessageException e) {
            throw StagingCode.NOT_A_BATCH.at(path, "has unreadable " + COLUMNS + " in its footer", e);
        }
    }

    static Map<String, String> further(Map<String, String> footer) {
        Map<String, String> rest = new HashMap<>(footer);
        rest.remove(COLUMNS);
        return Map.copyOf(rest);
    }
}
