package dev.datamig.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamig.contracts.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A run's report, kept where it can be read when nothing runs any more.
 *
 * @param json the report itself
 * @param html for people
 */
record SavedReports(JsonNode json, Path html) {

    /** @param folder gets a folder with the run's name */
    static SavedReports fetch(Coordinator coordinator, String run, Path folder) {
        String path = "/runs/" + run + "/report";
        Path target = folder.resolve(run);
        try {
            Files.createDirectories(target);
            String json = coordinator.text(path, "application/json");
            Files.writeString(target.resolve("migration-report.json"), json);
            Files.writeString(target.resolve("migration-report.md"), coordinator.text(path, "text/markdown"));
            Path html = Files.writeString(target.resolve("migration-report.html"), coordinator.text(path, "text/html"));
            return new SavedReports(Json.read(json, JsonNode.class), html);
        } catch (IOException e) {
            throw new UncheckedIOException("the report could not be kept in " + target, e);
        }
    }
}
