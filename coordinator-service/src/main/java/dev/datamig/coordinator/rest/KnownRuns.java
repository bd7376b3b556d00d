package dev.datamig.coordinator.rest;

import dev.datamig.contracts.District;
import dev.datamig.contracts.RunId;
import dev.datamig.coordinator.postgres.Database;
import dev.datamig.coordinator.postgres.PgFigures;
import dev.datamig.coordinator.postgres.PgRuns;
import dev.datamig.coordinator.postgres.RunRow;
import dev.datamig.coordinator.problem.Code;
import dev.datamig.coordinator.view.RunView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Runs by what a path says; one that does not exist is a problem document. */
@ApplicationScoped
public class KnownRuns {

    private final Database database;
    private final PgRuns runs;
    private final PgFigures figures;

    KnownRuns(Database database, PgRuns runs, PgFigures figures) {
        this.database = database;
        this.runs = runs;
        this.figures = figures;
    }

    RunId id(String text) {
        try {
            return new RunId(text);
        } catch (IllegalArgumentException e) {
            throw Problems.of(Code.UNKNOWN_RUN, "there is no such run: the id is not of the form mig-…Z-…");
        }
    }

    RunRow row(String text) {
        RunId id = id(text);
        return database.in(connection -> runs.find(connection, id)).orElseThrow(() -> unknown(id));
    }

    static RuntimeException unknown(RunId id) {
        return Problems.of(Code.UNKNOWN_RUN, "there is no run " + id);
    }

    /** What tells a person which run keeps a district busy; empty when it has ended meanwhile. */
    String active(District district) {
        return database
                .in(connection ->
                        runs.list(connection, new PgRuns.Filter(null, district.id(), null), Integer.MAX_VALUE, 0))
                .stream()
                .map(RunRow::run)
                .filter(run -> !run.state().ended())
                .map(run -> ": " + run.id() + " is " + run.state())
                .findFirst()
                .orElse("");
    }

    RunView view(RunRow row) {
        return views(List.of(row)).getFirst();
    }

    List<RunView> views(List<RunRow> rows) {
        Map<RunId, PgFigures.Sums> sums = database.in(connection -> figures.sums(
                connection, rows.stream().map(row -> row.run().id()).toList()));
        return rows.stream()
                .map(row -> RunView.of(row, sums.getOrDefault(row.run().id(), PgFigures.Sums.NOTHING)))
                .toList();
    }
}
