package dev.datamig.loader.flow;

import dev.datamig.contracts.command.CommitGroup;
import dev.datamig.contracts.command.LoadCommand;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import dev.datamig.loader.target.CalledOff;
import dev.datamig.loader.target.Standings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes each order its barrier. */
public final class CommitBarriers {

    /** How long nobody may be at work on a store that is still waited for. */
    static final Duration GRACE = Duration.ofSeconds(3);

    private static final CommitGroup ALONE = new CommitGroup(0, Map.of(), List.of());

    private final Standings standings;
    private final CalledOff calls;
    private final Duration limit;

    /** @param limit how long a store that is ready waits for the others; zero for not at all */
    public CommitBarriers(Standings standings, CalledOff calls, Duration limit) {
        if (limit.isNegative()) {
            throw LoadException.of(LoaderCode.MISCONFIGURED, "datamig.loader.commit-wait is negative");
        }
        this.standings = standings;
        this.calls = calls;
        this.limit = limit;
    }

    CommitBarrier of(LoadCommand.LoadStore order) {
        return of(order, CommitRule.Kind.LOAD, order.group(), calls);
    }

    CommitBarrier of(LoadCommand.UndoStore order) {
        CommitRule.Kind kind = order.force() ? CommitRule.Kind.FORCED_UNDO : CommitRule.Kind.UNDO;
        return of(order, kind, order.group(), CalledOff.NONE);
    }

    private CommitBarrier of(LoadCommand order, CommitRule.Kind kind, @Nullable CommitGroup group, CalledOff calls) {
        return group == null
                ? new CommitBarrier(Standings.NONE, calls, order, new CommitRule(kind, ALONE, GRACE, limit))
                : new CommitBarrier(standings, calls, order, new CommitRule(kind, group, GRACE, limit));
    }
}
