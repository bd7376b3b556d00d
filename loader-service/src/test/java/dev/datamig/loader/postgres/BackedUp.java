package dev.datamig.loader.postgres;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.command.LoadCommand;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.loader.flow.RestoreFlow;
import dev.datamig.loader.postgres.PgFixture.Sealed;
import dev.datamig.loader.staging.Backups;
import dev.datamig.loader.target.KeyExchange;
import dev.datamig.loader.target.LoadJob;
import dev.datamig.loader.target.LoadPolicy;
import dev.datamig.loader.target.Target;
import java.util.List;

/** A sealed set that is loaded with a backup, and the backup's way back. */
record BackedUp(Sealed sealed, Target target) {

    void load(int attempt, LoadStrategy strategy) {
        var job = new LoadJob(
                sealed.sets().open(sealed.fixture().run(), sealed.store()),
                sealed.sets(),
                attempt,
                "d1",
                LoadPolicy.of(strategy),
                KeyExchange.NONE,
                new Backups(sealed.fixture().area()));
        target.load(job, (t, d, e) -> {});
    }

    Outcome restore() {
        var restores = new RestoreFlow(
                List.of(sealed.store()),
                store -> target,
                new Backups(sealed.fixture().area()));
        return restores.restore(
                new LoadCommand.RestoreBackup("r", sealed.fixture().run()));
    }
}
