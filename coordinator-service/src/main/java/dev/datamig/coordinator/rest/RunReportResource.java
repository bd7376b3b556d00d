package dev.datamig.coordinator.rest;

import dev.datamig.coordinator.postgres.Database;
import dev.datamig.coordinator.postgres.RunRow;
import dev.datamig.coordinator.report.HtmlReport;
import dev.datamig.coordinator.report.MarkdownReport;
import dev.datamig.coordinator.report.MigrationReport;
import dev.datamig.coordinator.report.ReportBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A run's report, as it stands now. */
@Path("/api/v1/runs/{id}/report")
@Tag(name = "runs")
public class RunReportResource {

    private final KnownRuns known;
    private final Database database;
    private final ReportBuilder builder;
    private final HtmlReport html;

    RunReportResource(KnownRuns known, Database database, ReportBuilder builder, HtmlReport html) {
        this.known = known;
        this.database = database;
        this.builder = builder;
        this.html = html;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "What the run did, as JSON, Markdown (text/markdown) or HTML (text/html)")
    public MigrationReport json(@PathParam("id") String id) {
        RunRow row = known.row(id);
        return database.in(connection -> builder.build(connection, row));
    }

    @GET
    @Produces("text/markdown;charset=UTF-8;qs=0.8")
    @Operation(hidden = true)
    public String markdown(@PathParam("id") String id) {
        return MarkdownReport.render(json(id));
    }

    @GET
    @Produces("text/html;charset=UTF-8;qs=0.9")
    @Operation(hidden = true)
    public String html(@PathParam("id") String id) {
        return html.render(json(id));
    }
}
