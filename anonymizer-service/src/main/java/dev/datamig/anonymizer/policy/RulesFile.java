package dev.datamig.anonymizer.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads {@code anonymization-rules.yaml} and finds all its mistakes at once. */
public final class RulesFile {

    /** The shipped pack's name in {@code extends}. */
    public static final String K12 = "k12";

    private RulesFile() {}

    /** What reading gave. */
    public sealed interface Reading {
        /** The file is sound. */
        record Sound(Rules rules) implements Reading {}

        /** The file has these mistakes, in the order of their lines; at least one. */
        record Faulty(List<Mistake> mistakes) implements Reading {
            public String text() {
                return String.join("\n", mistakes.stream().map(Mistake::text).toList());
            }
        }
    }

    /** Reads a text. */
    public static Reading parse(String yaml) {
        return new RulesReader("").read(yaml);
    }

    /** The rules that ship for K-12 data. */
    public static Rules k12() {
        return Pack.RULES;
    }

    /** Read once, when first asked for. */
    private static final class Pack {
        static final Rules RULES = read();
    }

    private static Rules read() {
        return switch (new RulesReader("k12 ").read(k12Text())) {
            case Reading.Sound sound -> sound.rules();
            case Reading.Faulty faulty ->
                throw new IllegalStateException("the shipped rules have mistakes: " + faulty.text());
        };
    }

    /** The shipped file itself. */
    public static String k12Text() {
        try (InputStream in = RulesFile.class.getResourceAsStream("/k12-rules.yaml")) {
            if (in == null) {
                throw new IllegalStateException("k12-rules.yaml is missing from this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
