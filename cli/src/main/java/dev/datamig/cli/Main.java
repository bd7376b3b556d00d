package dev.datamig.cli;

import static java.util.Objects.requireNonNull;

import dev.datamig.cli.bench.BenchException;
import dev.datamig.contracts.landscape.LandscapeFile.FaultyLandscapeException;
import dev.datamig.sandbox.servers.ServerStartException;
import dev.datamig.sandbox.stack.StackException;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** {@code ./datamig}: the commands, and how each one's end becomes an exit code ({@link ExitCode}). */
@Command(
        name = "datamig",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Moves one district from PROD to CERT: complete, anonymized, proven, undoable.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            VerifyCommand.class,
            MigrateCommand.class,
            RunsCommand.class,
            ShowCommand.class,
            ApproveCommand.class,
            RollbackCommand.class,
            RestoreCommand.class,
            ValidateCommand.class,
            AnalyzeCommand.class,
            SelectCommand.class,
            WhyCommand.class,
            ClassifyCommand.class,
            WaveCommand.class,
            MapCommand.class,
            DetokenizeCommand.class,
            TrainCommand.class,
            BenchCommand.class
        })
public final class Main implements Runnable {

    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    private Main(Terminal terminal) {
        this.terminal = terminal;
    }

    public static void main(String[] args) {
        Logger.getLogger("").setLevel(Level.WARNING);
        System.exit(run(Surroundings.ofProcess(), args));
    }

    /** Runs one command. @return its exit code */
    static int run(Surroundings surroundings, String... args) {
        return commandLine(surroundings).execute(args);
    }

    static CommandLine commandLine(Surroundings surroundings) {
        Terminal terminal = surroundings.terminal();
        var line = new CommandLine(new Main(terminal), new Commands(surroundings));
        for (RunAction action : RunAction.values()) {
            line.addSubcommand(action.text(), RunActionCommand.of(surroundings, action));
        }
        addHelp(line);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setOut(new java.io.PrintWriter(terminal.out(), true));
        line.setErr(new java.io.PrintWriter(terminal.err(), true));
        line.setUsageHelpAutoWidth(terminal.interactive());
        line.setExitCodeExceptionMapper(Main::code);
        line.setExecutionExceptionHandler((failure, command, parsed) -> tell(terminal, failure));
        line.getCommandSpec()
                .usageMessage()
                .footerHeading("%nExit codes:%n")
                .footer(Arrays.stream(ExitCode.values())
                        .map(code -> "  " + code.code() + "  " + code.meaning())
                        .collect(Collectors.joining("%n")));
        return line;
    }

    /** {@code --help} for each command, whatever it consists of. */
    private static void addHelp(CommandLine line) {
        for (CommandLine command : line.getSubcommands().values()) {
            command.getCommandSpec()
                    .addOption(OptionSpec.builder("-h", "--help")
                            .usageHelp(true)
                            .description("Show this help message and exit.")
                            .build());
            addHelp(command);
        }
    }

    /** Expected ends get their message only; anything else is a defect and shows where it happened. */
    private static int tell(Terminal terminal, Exception failure) {
        if (isExpected(failure)) {
            terminal.message(terminal.bad("datamig: ") + failure.getMessage());
        } else {
            failure.printStackTrace(terminal.err());
        }
        return code(failure);
    }

    private static boolean isExpected(Exception failure) {
        return failure instanceof CommandException
                || failure instanceof StackException
                || failure instanceof ServerStartException
                || failure instanceof BenchException
                || failure instanceof FaultyLandscapeException;
    }

    private static int code(Throwable failure) {
        return switch (failure) {
            case CommandException expected -> expected.exitCode().code();
            case CommandLine.ParameterException wrong -> ExitCode.USAGE.code();
            case FaultyLandscapeException faulty -> ExitCode.USAGE.code();
            default -> ExitCode.ENVIRONMENT.code();
        };
    }

    /** Without a command there is only help to give. */
    @Override
    public void run() {
        requireNonNull(spec).commandLine().usage(terminal.out());
    }
}
