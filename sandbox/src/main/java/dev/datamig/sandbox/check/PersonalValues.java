package dev.datamig.sandbox.check;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Values that identify people, by kind, in the one spelling in which they are compared. */
final class PersonalValues {

    private final Map<PersonalKind, Set<String>> values = new EnumMap<>(PersonalKind.class);

    void add(PersonalKind kind, String value) {
        if (!value.isEmpty()) {
            values.computeIfAbsent(kind, any -> new HashSet<>()).add(spelling(kind, value));
        }
    }

    boolean has(PersonalKind kind, String value) {
        return values.getOrDefault(kind, Set.of()).contains(spelling(kind, value));
    }

    /** Removes what the other has. */
    void removeAll(PersonalValues other) {
        other.values.forEach(
                (kind, theirs) -> values.getOrDefault(kind, new HashSet<>()).removeAll(theirs));
    }

    long count() {
        return values.values().stream().mapToLong(Set::size).sum();
    }

    /** Phones by their digits, all else without regard to case. */
    static String spelling(PersonalKind kind, String value) {
        return kind == PersonalKind.PHONE ? digits(value) : value.toLowerCase(Locale.ROOT);
    }

    private static String digits(String phone) {
        String digits = phone.replaceAll("[^0-9]", "");
        return digits.length() > 10 ? digits.substring(digits.length() - 10) : digits;
    }
}
