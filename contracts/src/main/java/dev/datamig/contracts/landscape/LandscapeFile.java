package dev.datamig.contracts.landscape;

import java.nio.file.Path;
import java.util.List;

/** Reads a landscape file (YAML 1.1, the form of the reference page) and finds all its mistakes at once. */
public final class LandscapeFile {

    private LandscapeFile() {}

    /** What reading gave. */
    public sealed interface Reading {
        /** The file is sound. */
        record Sound(Landscape landscape) implements Reading {}

        /** The file has these mistakes, in the order of their lines; at least one. */
        record Faulty(List<Mistake> mistakes) implements Reading {
            /** All mistakes, one per line, ready to print. */
            public String text() {
                return String.join("\n", mistakes.stream().map(Mistake::text).toList());
            }
        }
    }

    /**
     * A mistake in the file.
     *
     * @param line from 1; 0 when it concerns the whole file
     */
    public record Mistake(int line, String message, String hint) {
        public String text() {
            return (line > 0 ? "line " + line + ": " : "") + message + ". " + hint;
        }
    }

    /** Reads a file; that it is missing or unreadable is a mistake too. */
    public static Reading read(Path file) {
        return LandscapeReader.read(file);
    }

    /** Reads a text. */
    public static Reading parse(String yaml) {
        return LandscapeReader.parse(yaml);
    }

    /** Reads a file that must be sound. @throws FaultyLandscapeException with all mistakes */
    public static Landscape require(Path file) {
        return switch (read(file)) {
            case Reading.Sound sound -> sound.landscape();
            case Reading.Faulty faulty -> throw new FaultyLandscapeException(file, faulty);
        };
    }

    /** A landscape that cannot be used. */
    public static final class FaultyLandscapeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FaultyLandscapeException(Path file, Reading.Faulty faulty) {
            super("The landscape " + file + " has mistakes:\n" + faulty.text());
        }
    }
}
