package dev.datamig.coordinator.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.outcome.StorePlan;
import dev.datamig.coordinator.postgres.PgFigures;
import dev.datamig.coordinator.postgres.RunRow;
import dev.datamig.staging.StagingArea;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a run's reports into the staging area. */
@ApplicationScoped
public class ReportFiles {

    private final ReportBuilder builder;
    private final HtmlReport html;
    private final StagingArea staging;
    private final PgFigures figures;

    ReportFiles(ReportBuilder builder, HtmlReport html, StagingArea staging, PgFigures figures) {
        this.builder = builder;
        this.html = html;
        this.staging = staging;
        this.figures = figures;
    }

    public void write(Connection connection, RunRow row) throws SQLException {
        MigrationReport report = builder.build(connection, row);
        RunId run = report.run();
        put(run, "migration-report.json", Json.writePretty(report));
        put(run, "migration-report.md", MarkdownReport.render(report).getBytes(StandardCharsets.UTF_8));
        put(run, "migration-report.html", html.render(report).getBytes(StandardCharsets.UTF_8));
        Map<String, Object> anonymization = anonymization(report);
        staging.get(StagingLayout.classification(run, row.run().attempt()))
                .ifPresent(json -> anonymization.put("classification", Json.read(json, JsonNode.class)));
        put(run, "anonymization-report.json", Json.writePretty(anonymization));
        put(run, "load-report.json", Json.writePretty(load(report, figures.plans(connection, run))));
    }

    private void put(RunId run, String name, byte[] contents) {
        staging.put(StagingLayout.report(run, name), contents);
    }

    private static Map<String, Object> anonymization(MigrationReport report) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("run", report.run());
        file.put("district", report.district());
        file.put("rules", report.checksums());
        file.put("keyIds", report.keyIds());
        file.put("personalValuesReplaced", report.totals().personalValuesReplaced());
        file.put("columns", report.columns());
        file.put("kAnonymity", report.kAnonymity());
        return file;
    }

    private static Map<String, Object> load(MigrationReport report, Map<String, StorePlan> plans) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("run", report.run());
        file.put("district", report.district());
        file.put("state", report.state());
        file.put("strategy", report.options().loadStrategy());
        file.put("rowsLoaded", report.totals().rowsLoaded());
        file.put("stores", report.stores());
        file.put("tables", report.tables());
        file.put("plans", plans);
        return file;
    }
}
