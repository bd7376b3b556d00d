package dev.datamig.cli;

import dev.datamig.sandbox.stack.StackFolder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** One command, run as at a terminal that nobody looks at, in a folder where no stack runs. */
record Session(int exitCode, String out, String err) {

    static Session of(Path folder, Map<String, String> environment, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        var surroundings =
                new Surroundings(terminal, new StackFolder(folder, folder.resolve(".datamig")), environment::get);
        int code = Main.run(surroundings, arguments);
        return new Session(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
