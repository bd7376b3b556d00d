package dev.datamig.validator.rules;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads {@code validation-rules.yaml} (YAML 1.1) and finds all its mistakes at once. */
public final class RulesFile {

    private static final String SHIPPED = "/dev/datamig/validator/validation-rules.yaml";

    private RulesFile() {}

    /** What reading gave. */
    public sealed interface Reading {
        /** The file is sound; where it extends the default, that is in. */
        record Sound(ValidationRules rules) implements Reading {}

        /** The file has these mistakes, in the order of their lines; at least one. */
        record Faulty(List<Mistake> mistakes) implements Reading {
            /** All mistakes, one per line, ready to print. */
            public String text() {
                return String.join("\n", mistakes.stream().map(Mistake::text).toList());
            }
        }
    }

    /** Reads a text. */
    public static Reading parse(String yaml) {
        return switch (RulesParser.parse(yaml)) {
            case Reading.Sound sound
            when sound.rules().extendsDefault() ->
                new Reading.Sound(sound.rules().with(shipped()));
            case Reading.Sound sound -> sound;
            case Reading.Faulty faulty -> faulty;
        };
    }

    /** The rules that apply where a run has none of its own. */
    public static ValidationRules shipped() {
        return switch (RulesParser.parse(shippedText())) {
            case Reading.Sound sound -> sound.rules();
            case Reading.Faulty faulty -> throw new IllegalStateException("shipped rules:\n" + faulty.text());
        };
    }

    private static String shippedText() {
        try (InputStream in = RulesFile.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new IllegalStateException("the shipped rules are not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the shipped rules cannot be read", e);
        }
    }
}
