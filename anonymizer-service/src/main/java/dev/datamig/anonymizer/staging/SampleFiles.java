package dev.datamig.anonymizer.staging;

import dev.datamig.anonymizer.classify.Samples;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.key.RunKeys;
import dev.datamig.staging.parquet.BatchFiles;
import dev.datamig.staging.parquet.BatchReader;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The samples that the extractor took, with the comments of the columns, encrypted; those of a request are destroyed with their key once they are judged. */
@Singleton
public final class SampleFiles {

    /** Where a row has the comment of a column, whose path then stands for its name. */
    private static final int COMMENT = 3;

    private final StagingArea area;
    private final BatchFiles files;
    private final RunKeys keys;

    public SampleFiles(StagingArea area, BatchFiles files, RunKeys keys) {
        this.area = area;
        this.files = files;
        this.keys = keys;
    }

    /** A run's samples; none where the extractor wrote none. */
    Samples ofRun(RunId run, int attempt) {
        return read(StagingLayout.samples(run, attempt), keys.find(run));
    }

    Samples ofRequest(String requestId) {
        return read(path(requestId), keys.findForRequest(requestId));
    }

    void destroy(String requestId) {
        keys.destroyForRequest(requestId);
        area.delete(path(requestId));
    }

    private static String path(String requestId) {
        return StagingLayout.classification(requestId, StagingLayout.SAMPLES);
    }

    private Samples read(String path, Optional<DataKey> key) {
        if (key.isEmpty() || !area.exists(path)) {
            return Samples.NONE;
        }
        var collector = new Samples.Collector();
        try (BatchReader reader = files.read(path, key.get())) {
            for (@Nullable Object[] row = reader.next(); row != null; row = reader.next()) {
                take(row, collector);
            }
        }
        return collector.samples();
    }

    private static void take(@Nullable Object[] row, Samples.Collector into) {
        TableId table = TableId.of(text(row[0]));
        if (row.length > COMMENT && row[COMMENT] instanceof byte[] comment) {
            List<String> path = List.of(Json.read(text(row[1]), String[].class));
            into.comment(table, path, new String(comment, StandardCharsets.UTF_8));
        } else {
            into.add(table, text(row[1]), text(row[2]));
        }
    }

    private static String text(@Nullable Object cell) {
        return cell instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : "";
    }
}
