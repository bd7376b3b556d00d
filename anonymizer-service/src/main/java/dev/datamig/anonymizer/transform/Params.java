package dev.datamig.anonymizer.transform;

import java.util.Map;
import java.util.Optional;

/** A rule's parameters, checked against its strategy's definition when the file was read. */
public record Params(Map<String, String> values) {

    public static final Params NONE = new Params(Map.of());

    public Params {
        values = Map.copyOf(values);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    int whole(String name, int otherwise) {
        return text(name).map(Integer::parseInt).orElse(otherwise);
    }

    double number(String name, double otherwise) {
        return text(name).map(Double::parseDouble).orElse(otherwise);
    }

    public boolean is(String name, String value) {
        return value.equals(values.get(name));
    }
}
