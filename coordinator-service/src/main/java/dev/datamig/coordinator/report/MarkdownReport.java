package dev.datamig.coordinator.report;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The report as Markdown (CommonMark with tables). */
public final class MarkdownReport {

    private MarkdownReport() {}

    public static String render(MigrationReport report) {
        StringBuilder out = new StringBuilder();
        out.append("# Migration of ")
                .append(text(report.district().name()))
                .append(" (")
                .append(text(report.district().id()))
                .append("): ")
                .append(report.state())
                .append("\n\nRun `")
                .append(report.run())
                .append("`, requested by ")
                .append(text(report.requestedBy()))
                .append(" at ")
                .append(report.createdAt())
                .append(".\n\n");
        report.summary()
                .forEach(sentence -> out.append("* ").append(text(sentence)).append('\n'));
        stores(out, report);
        phases(out, report);
        failures(out, report);
        findings(out, report);
        planWarnings(out, report);
        tables(out, report);
        undone(out, report);
        columns(out, report);
        groups(out, report);
        trail(out, report);
        return out.toString();
    }

    private static void stores(StringBuilder out, MigrationReport report) {
        table(
                out,
                "Stores",
                List.of(
                        "store",
                        "kind",
                        "tables",
                        "owned",
                        "reference",
                        "extracted",
                        "loaded",
                        "unchanged",
                        "snapshot"),
                report.stores().stream()
                        .map(s -> cells(
                                s.name(),
                                s.kind(),
                                s.tables(),
                                s.owned(),
                                s.reference(),
                                s.extracted(),
                                s.loaded(),
                                s.unchanged(),
                                s.snapshotAt())));
        out.append(
                String.format(Locale.ROOT, "%nThe snapshots lie %.3f seconds apart.%n", report.snapshotSkewSeconds()));
    }

    private static void phases(StringBuilder out, MigrationReport report) {
        table(
                out,
                "Phases",
                List.of("phase", "state", "rows", "of", "seconds", "attempts"),
                report.phases().stream()
                        .map(p -> cells(
                                p.phase(), p.state(), p.rowsDone(), p.rowsExpected(), p.seconds(), p.attempts())));
    }

    private static void failures(StringBuilder out, MigrationReport report) {
        table(
                out,
                "Failures",
                List.of("at", "phase", "service", "where", "category", "code", "message", "hint"),
                report.failures().stream()
                        .map(f -> cells(
                                f.at(),
                                f.phase(),
                                f.service(),
                                f.table() == null ? f.store() : f.table(),
                                f.failure().category(),
                                f.failure().code(),
                                f.failure().message(),
                                f.failure().hint())));
    }

    private static void findings(StringBuilder out, MigrationReport report) {
        table(
                out,
                "Findings",
                List.of("severity", "check", "phase", "table", "column", "count", "message"),
                report.findings().stream()
                        .map(f -> cells(
                                f.severity(), f.check(), f.phase(), f.table(), f.column(), f.count(), f.message())));
    }

    private static void planWarnings(StringBuilder out, MigrationReport report) {
        table(
                out,
                "Warnings of the plan",
                List.of("store", "message"),
                report.planWarnings().stream().map(w -> cells(w.store(), w.message())));
    }

    private static void tables(StringBuilder out, MigrationReport report) {
        table(
                out,
                "Tables",
                List.of(
                        "table",
                        "owned",
                        "reference",
                        "extracted",
                        "anonymized",
                        "validated",
                        "inserted",
                        "updated",
                        "unchanged",
                        "matched"),
                report.tables().stream()
                        .map(t -> cells(
                                t.table(),
                                t.owned(),
                                t.reference(),
                                t.extracted(),
                                t.anonymized(),
                                t.validated(),
                                t.inserted(),
                                t.updated(),
                                t.unchanged(),
                                t.matched())));
    }

    private static void undone(StringBuilder out, MigrationReport report) {
        table(
                out,
                "Undone",
                List.of(
                        "table",
                        "deleted",
                        "restored",
                        "stayed for others",
                        "deleted by testers before",
                        "testers' rows taken along"),
                report.tables().stream()
                        .flatMap(t -> Stream.ofNullable(t.undone())
                                .map(u -> cells(
                                        t.table(), u.deleted(), u.restored(), u.stayed(), u.gone(), u.takenAlong()))));
    }

    private static void columns(StringBuilder out, MigrationReport report) {
        table(
                out,
                "Columns",
                List.of(
                        "table",
                        "column",
                        "class",
                        "why",
                        "rule",
                        "strategy",
                        "values",
                        "replaced",
                        "different before",
                        "different after",
                        "uniqueness"),
                report.columns().stream()
                        .map(c -> cells(
                                c.table(),
                                c.column(),
                                c.dataClass(),
                                c.reason(),
                                c.rule(),
                                c.strategy(),
                                c.values(),
                                c.replaced(),
                                different(c.distinctBefore(), c.estimated()),
                                different(c.distinctAfter(), c.estimated()),
                                c.uniqueness())));
    }

    private static void groups(StringBuilder out, MigrationReport report) {
        table(
                out,
                "Who could still be told by what (k-anonymity)",
                List.of(
                        "name",
                        "table",
                        "columns",
                        "k",
                        "rows",
                        "groups",
                        "smallest",
                        "groups below k",
                        "rows in them"),
                report.kAnonymity().stream()
                        .map(g -> cells(
                                g.name(),
                                g.table(),
                                String.join(", ", g.columns()),
                                g.k(),
                                g.rows(),
                                g.groups(),
                                g.smallest(),
                                g.groupsBelow(),
                                g.rowsBelow())));
    }

    private static String different(@Nullable Long count, boolean estimated) {
        return count == null ? "" : (estimated ? "about " : "") + count;
    }

    private static void trail(StringBuilder out, MigrationReport report) {
        table(
                out,
                "Audit trail",
                List.of("at", "actor", "what"),
                report.audit().stream().map(a -> cells(a.at(), a.actor(), a.what())));
        table(
                out,
                "Checksums and keys",
                List.of("what", "id"),
                Stream.concat(report.checksums().entrySet().stream(), report.keyIds().entrySet().stream())
                        .map(e -> cells(e.getKey(), e.getValue())));
    }

    private static List<String> cells(@Nullable Object... values) {
        return Stream.of(values).map(value -> text(Objects.toString(value, ""))).toList();
    }

    private static void table(StringBuilder out, String title, List<String> head, Stream<List<String>> rows) {
        List<List<String>> lines = rows.toList();
        if (lines.isEmpty()) {
            return;
        }
        out.append("\n## ").append(title).append("\n\n");
        line(out, head);
        line(out, head.stream().map(h -> "---").toList());
        lines.forEach(cells -> line(out, cells));
    }

    private static void line(StringBuilder out, List<String> cells) {
        out.append(cells.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    /** Names and messages are text, never markup. */
    private static String text(String raw) {
        return raw.replaceAll("[\\r\\n]+", " ").replace("\\", "\\\\").replaceAll("([|*_`<>\\[\\]])", "\\\\$1");
    }
}
