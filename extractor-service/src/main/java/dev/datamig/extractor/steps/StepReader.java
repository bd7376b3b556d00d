package dev.datamig.extractor.steps;

import java.util.ArrayList;
import java.util.List;

/** Reads steps. Labels are optional; names may stand in backticks. */
public final class StepReader {

    /** What reading gave. */
    public sealed interface Reading {
        /** The step. */
        record Read(Step step) implements Reading {}

        /** Why the text is none, and where: {@code position} counts characters from 1. */
        record Faulty(String text, int position, String expected) implements Reading {
            public String message() {
                return "the step " + text + " is not understood: " + expected + " expected at character " + position;
            }
        }
    }

    private static final class Unexpected extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unexpected(String expected) {
            super(expected, null, false, false);
        }
    }

    private final String text;
    private int at;

    private StepReader(String text) {
        this.text = text;
    }

    /** Reads {@code (:A)-[:T|U]->(:B)} and its shorter forms. */
    public static Reading read(String text) {
        StepReader reader = new StepReader(text);
        try {
            return new Reading.Read(reader.step());
        } catch (Unexpected e) {
            return new Reading.Faulty(text, reader.at + 1, String.valueOf(e.getMessage()));
        }
    }

    private Step step() {
        List<String> start = node();
        boolean in = accept("<");
        expect("-", "-[ or <-[");
        List<String> types = accept("[") ? types() : List.of();
        expect("-", "- behind the relationship");
        boolean out = accept(">");
        if (in && out) {
            throw new Unexpected("one direction");
        }
        List<String> end = node();
        if (at < text.length()) {
            throw new Unexpected("the end of the step (one relationship each)");
        }
        Step.Direction direction = in ? Step.Direction.IN : out ? Step.Direction.OUT : Step.Direction.EITHER;
        return new Step(text, start, types, direction, end);
    }

    private List<String> node() {
        if (!accept("(")) {
            return List.of();
        }
        optionalVariable();
        List<String> labels = new ArrayList<>();
        while (accept(":") || !labels.isEmpty() && accept("&")) {
            labels.add(name("a label"));
        }
        expect(")", ": and a label, or )");
        return labels;
    }

    private List<String> types() {
        optionalVariable();
        List<String> types = new ArrayList<>();
        if (accept(":")) {
            do {
                accept(":");
                types.add(name("a relationship type"));
            } while (accept("|"));
        }
        expect("]", "]");
        return types;
    }

    private void optionalVariable() {
        blanks();
        if (at < text.length() && Character.isJavaIdentifierStart(text.charAt(at))) {
            name("a name");
        }
    }

    private String name(String expected) {
        blanks();
        if (accept("`")) {
            StringBuilder name = new StringBuilder();
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c != '`') {
                    name.append(c);
                } else if (at < text.length() && text.charAt(at) == '`') {
                    name.append(text.charAt(at++));
                } else {
                    return name.toString();
                }
            }
            throw new Unexpected("a closing backtick");
        }
        int start = at;
        while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw new Unexpected(expected);
        }
        return text.substring(start, at);
    }

    private boolean accept(String token) {
        blanks();
        if (text.startsWith(token, at)) {
            at += token.length();
            blanks();
            return true;
        }
        return false;
    }

    private void expect(String token, String expected) {
        if (!accept(token)) {
            throw new Unexpected(expected);
        }
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
