package dev.datamig.cli;

import java.time.Clock;

/** Follows a run until it rests, showing how far it has come. */
record RunFollower(Coordinator coordinator, ProgressBoard board, Clock clock) {

    /** @return the run when nothing happens any more unless a person does something */
    RunView follow(String runId) {
        while (true) {
            RunView run = RunView.of(coordinator.getPatiently("/runs/" + Coordinator.escaped(runId)));
            board.show(run, clock.instant());
            if (run.rests()) {
                return run;
            }
            Pause.brief();
        }
    }
}
