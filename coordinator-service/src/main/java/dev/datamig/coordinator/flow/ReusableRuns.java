package dev.datamig.coordinator.flow;

import dev.datamig.contracts.District;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.RunOptions;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.coordinator.postgres.PgRuns;
import dev.datamig.coordinator.postgres.RunRow;
import dev.datamig.staging.StagingArea;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Predicate;

/** Finds the earlier run whose sealed files an order wants to use again. Whether the seal still holds, the validator decides. */
@ApplicationScoped
public class ReusableRuns {

    private static final int LOOK_BACK = 100;

    private final PgRuns runs;
    private final StagingArea staging;

    ReusableRuns(PgRuns runs, StagingArea staging) {
        this.runs = runs;
        this.staging = staging;
    }

    /** The order cannot be taken. */
    static final class NotReusableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotReusableException(String message) {
            super(message);
        }
    }

    /**
     * The options with the run that is used again named: the one that was asked for, or with {@code skipExtraction} alone the
     * newest of the district that has a seal.
     *
     * @throws NotReusableException when there is none
     */
    RunOptions resolve(Connection connection, District district, RunOptions options) throws SQLException {
        RunId asked = options.reuseRun();
        if (asked == null && !options.skipExtraction()) {
            return options;
        }
        return options.reusing(asked == null ? newest(connection, district) : required(connection, district, asked));
    }

    private RunId newest(Connection connection, District district) throws SQLException {
        var ofDistrict = new PgRuns.Filter(null, district.id(), null);
        return runs.list(connection, ofDistrict, LOOK_BACK, 0).stream()
                .filter(row -> row.run().state().ended())
                .map(row -> row.run().id())
                .filter(isSealed())
                .findFirst()
                .orElseThrow(() -> new NotReusableException("no earlier run of the district has a sealed set"));
    }

    private RunId required(Connection connection, District district, RunId asked) throws SQLException {
        RunRow row = runs.find(connection, asked)
                .orElseThrow(() -> new NotReusableException("there is no run " + asked + " to use again"));
        if (!row.run().district().id().equals(district.id())) {
            throw new NotReusableException(asked + " is a run of another district");
        }
        if (!row.run().state().ended()) {
            throw new NotReusableException(asked + " is still at work");
        }
        if (!isSealed().test(asked)) {
            throw new NotReusableException(asked + " ended before its set was sealed");
        }
        return asked;
    }

    private Predicate<RunId> isSealed() {
        return run -> staging.exists(StagingLayout.sealedManifest(run));
    }
}
