package dev.datamig.cli;

/** What a command's end says to a script. */
public enum ExitCode {
    /** Done. */
    OK(0, "done; for demo: the run completed and CERT holds what it should"),
    /** The work itself did not succeed. */
    FAILED(1, "the run failed, was cancelled, waits for a person, or a check did not hold"),
    /** Wrong arguments. */
    USAGE(2, "wrong arguments, or a confirmation that was not given"),
    /** Something around is missing. */
    ENVIRONMENT(
            3,
            "no stack is running, one is running already, it could not be started, or the coordinator does not answer"),
    /** The coordinator said no. */
    REFUSED(4, "the coordinator refused: unknown run or district, or an action that the state does not allow");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    public String meaning() {
        return meaning;
    }
}
