package dev.datamig.cli;

import dev.datamig.contracts.RunState;

/** What a command says about a run that rests, and with what it ends. */
final class RunOutcome {

    private RunOutcome() {}

    /** @param wanted the state in which the command has done what it was asked */
    static int tell(Terminal terminal, Coordinator coordinator, RunView run, RunState wanted) {
        if (run.state() == wanted) {
            terminal.line(terminal.good(run.id() + " is " + run.state()));
            return ExitCode.OK.code();
        }
        terminal.message(terminal.bad(run.id() + " is " + run.state()));
        if (run.failure() != null) {
            terminal.message("  " + run.failure());
            Objections.tell(terminal, coordinator, run);
        } else if (run.checkpoint() != null) {
            terminal.message("  it waits: " + run.checkpoint());
        }
        if (run.state() == RunState.AWAITING_APPROVAL) {
            terminal.message("  answer with ./datamig approve " + run.id() + " or ./datamig reject " + run.id());
        }
        if (run.checkpoint() != null
                && run.checkpoint().startsWith("DECISION")
                && run.failure() != null
                && run.failure().contains("ANO-")) {
            terminal.message("  decide with ./datamig approve " + run.id()
                    + " --decide 'COLUMN=STRATEGY' for each, or --others nullify|keep");
        }
        return ExitCode.FAILED.code();
    }
}
