package dev.datamig.coordinator.report;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.enterprise.context.ApplicationScoped;

/** The report as one HTML page that needs nothing else. The template engine escapes every value. */
@ApplicationScoped
public class HtmlReport {

    private final Template template;

    HtmlReport(@Location("migration-report.html") Template template) {
        this.template = template;
    }

    public String render(MigrationReport report) {
        return template.data("report", report).render();
    }
}
