package dev.datamig.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes.
 *
 * @param out results
 * @param err messages about what happens
 * @param interactive whether a person sees it at once, so that lines may be drawn over
 */
record Terminal(PrintStream out, PrintStream err, boolean interactive) {

    /** This process's; the start script knows whether it is a terminal. */
    static Terminal ofProcess() {
        return new Terminal(
                new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8),
                new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.err), true, StandardCharsets.UTF_8),
                Boolean.getBoolean("datamig.tty"));
    }

    void line(String text) {
        out.println(text);
    }

    void line() {
        out.println();
    }

    void message(String text) {
        err.println(text);
    }

    String bold(String text) {
        return styled("1", text);
    }

    String good(String text) {
        return styled("32", text);
    }

    String bad(String text) {
        return styled("31", text);
    }

    private String styled(String code, String text) {
        return interactive ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
