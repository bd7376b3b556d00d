package dev.datamig.coordinator.postgres;

import dev.datamig.contracts.command.RunPace;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Learns from the runs so far how long a run takes: a straight line through rows and seconds, by least squares. */
public final class PgPace {

    private static final int RUNS = 50;
    /** Sizes that differ by less than this part of their mean do not tell what is fixed and what grows. */
    private static final double ALIKE = 0.2;

    private PgPace() {}

    /** A run that went through to CERT without waiting for anybody. */
    private record Past(double rows, double seconds) {}

    /** Empty when no run has completed yet. */
    public static Optional<RunPace> learned(Connection connection) throws SQLException {
        List<Past> runs =
                Sql.list(connection, """
                select sum(t.owned + t.reference) as rows, extract(epoch from r.finished_at - r.started_at) as seconds
                from run r join run_table t on t.run_id = r.id
                where r.state = 'COMPLETED' and r.started_at is not null and r.finished_at > r.started_at
                  and not coalesce((r.saga #>> '{options,dryRun}')::boolean, false)
                  and not coalesce((r.saga #>> '{options,skipLoad}')::boolean, false)
                  and not coalesce((r.saga #>> '{options,requireApproval}')::boolean, false)
                  and not coalesce((r.saga #>> '{options,skipExtraction}')::boolean, false)
                group by r.id, r.sequence, r.started_at, r.finished_at
                having sum(t.owned + t.reference) > 0
                order by r.sequence desc limit ?""", row -> new Past(row.getDouble("rows"), row.getDouble("seconds")), RUNS);
        return runs.isEmpty() ? Optional.empty() : Optional.of(line(runs));
    }

    private static RunPace line(List<Past> runs) {
        double rows = runs.stream().mapToDouble(Past::rows).average().orElseThrow();
        double seconds = runs.stream().mapToDouble(Past::seconds).average().orElseThrow();
        double spread = runs.stream()
                .mapToDouble(run -> (run.rows() - rows) * (run.rows() - rows))
                .sum();
        double together = runs.stream()
                .mapToDouble(run -> (run.rows() - rows) * (run.seconds() - seconds))
                .sum();
        double perRow = together / spread;
        double fixed = seconds - perRow * rows;
        boolean tells = spread > ALIKE * ALIKE * rows * rows * runs.size() && perRow > 0 && fixed >= 0;
        return tells ? new RunPace(runs.size(), fixed, 1 / perRow) : new RunPace(runs.size(), 0, rows / seconds);
    }
}
