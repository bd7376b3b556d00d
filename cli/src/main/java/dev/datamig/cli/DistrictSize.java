package dev.datamig.cli;

/** How many students a sandbox district may have. */
final class DistrictSize {

    private static final int SMALLEST = 20;

    private DistrictSize() {}

    /** @throws CommandException when it is too small */
    static void require(int students) {
        if (students < SMALLEST) {
            throw new CommandException(ExitCode.USAGE, "--students must be at least " + SMALLEST);
        }
    }
}
