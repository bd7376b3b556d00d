package dev.datamig.cli;

import dev.datamig.contracts.RunState;
import java.util.Map;

/** Orders that a run is undone, and waits. */
final class Rollback {

    private Rollback() {}

    /** @return the run when nothing happens any more unless a person does something */
    static RunView order(Coordinator coordinator, String run, boolean force) {
        String path = "/runs/" + Coordinator.escaped(run);
        coordinator.post(path + "/rollback", Map.of("confirm", run, "force", force));
        return awaitEnd(coordinator, path);
    }

    /** A completed run rests already when the rollback begins, so that only a change of its state counts. */
    private static RunView awaitEnd(Coordinator coordinator, String path) {
        while (true) {
            RunView view = RunView.of(coordinator.getPatiently(path));
            if (view.state() != RunState.ROLLING_BACK && view.rests()) {
                return view;
            }
            Pause.brief();
        }
    }
}
