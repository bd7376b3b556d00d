package dev.datamig.cli;

import dev.datamig.sandbox.stack.BackgroundStack;
import dev.datamig.sandbox.stack.StackFolder;
import dev.datamig.sandbox.stack.StackState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What commands work in.
 *
 * @param environment variables by name
 */
record Surroundings(Terminal terminal, StackFolder folder, Function<String, @Nullable String> environment) {

    /** The variable that names a coordinator elsewhere. */
    static final String URL_VARIABLE = "DATAMIG_URL";

    static Surroundings ofProcess() {
        return new Surroundings(Terminal.ofProcess(), StackFolder.ofProject(), System::getenv);
    }

    /** What is piped into the command. */
    BufferedReader input() {
        return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    }

    /** A line that a person types; absent at the end of the input. */
    @Nullable
    String readLine() {
        try {
            return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        } catch (IOException e) {
            throw new UncheckedIOException("the answer could not be read", e);
        }
    }

    BackgroundStack stack() {
        return new BackgroundStack(folder);
    }

    /** The stack that runs here. @throws CommandException when there is none */
    StackState running() {
        return stack().find()
                .orElseThrow(() -> new CommandException(
                        ExitCode.ENVIRONMENT,
                        "no stack is running here: start one with ./datamig up or ./datamig demo --keep"));
    }

    /** By option, else by {@code DATAMIG_URL}, else the local stack's. */
    Coordinator coordinator(@Nullable String url) {
        String chosen = Optional.ofNullable(url)
                .or(() -> Optional.ofNullable(environment.apply(URL_VARIABLE)))
                .orElseGet(() -> running().coordinator());
        return new Coordinator(URI.create(chosen));
    }
}
