package dev.datamig.extractor.random;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Key types whose equal values can be written, and are kept, in more than one way, or that only the database can compare. A column
 * of such a type is referred to by columns that its own type or one of its fellows has, within its store.
 */
final class Spelling {

    private static final Map<String, IntFunction<List<String>>> WAYS = Map.ofEntries(
            Map.entry("decimal", n -> List.of(n + "", n + ".0", n + ".000")),
            Map.entry("float8", n -> n == 5 ? List.of("0", "-0") : List.of(n == 6 ? "NaN" : n + ".5")),
            Map.entry("char(9)", n -> List.of("k" + n, "k" + n + "   ")),
            Map.entry("char(20)", n -> List.of("k" + n, "k" + n + " ")),
            Map.entry("padded", n -> List.of("k" + n, "k" + n + "  ")),
            Map.entry("letters", n -> List.of("é" + n, "É" + n)),
            Map.entry("interval", n -> List.of(n + " days", 24 * n + ":00")),
            Map.entry("timestamptz", n -> List.of("2000-01-01 12:00:00.%06d+00".formatted(n), at14(n))),
            Map.entry("date", n -> List.of(n == 1 ? "infinity" : n == 2 ? "0044-03-15 BC" : "2000-01-" + (9 + n))),
            Map.entry("numrange", n -> List.of("[" + n + ",99)", "[" + n + ".0,99.00)")),
            Map.entry("pair", n -> n % 3 == 0 ? List.of("(" + n + ",)") : List.of(pair(n + ".0"), pair("" + n))),
            Map.entry("jsonb", n -> List.of("{\"a\": " + n + "}", "{\"a\": " + n + ".0}")),
            Map.entry("int[]", n -> List.of(n % 2 == 0 ? "{" + n + ",NULL}" : "{{1},{" + n + "}}")),
            Map.entry("mood", n -> List.of("m'\"\\é" + n)),
            Map.entry("bytea", n -> List.of("\\x00" + (10 + n))),
            Map.entry("bit(8)", n -> List.of(Integer.toBinaryString(256 + n).substring(1))));

    /** Types of keys, and which types may refer to them. */
    private static final Map<String, List<String>> FELLOWS = Map.of(
            "decimal", List.of("decimal", "decimal", "int", "bigint"),
            "char(9)", List.of("char(9)", "char(20)", "text", "varchar(30)"),
            "letters", List.of("letters"));

    /** What makes the types that PostgreSQL does not bring along. */
    static final List<String> TYPES = List.of(
            "create collation s.blurred (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
            "create domain s.letters as text collate s.blurred",
            "create type s.pair as (one numeric, other text)",
            "create type s.mood as enum (" + moods() + ")");

    private Spelling() {}

    private static String moods() {
        return IntStream.rangeClosed(0, 20).mapToObj(n -> "'m''\"\\é" + n + "'").collect(Collectors.joining(", "));
    }

    private static String pair(String number) {
        return "(" + number + ",\"a\"\"b\")";
    }

    private static String at14(int n) {
        return "2000-01-01 14:00:00.%06d+02".formatted(n);
    }

    /** The types that a key may have; those with fellows of other types more often. */
    static List<String> keyTypes() {
        return Stream.concat(
                        WAYS.keySet().stream().filter(type -> !type.equals("padded") && !type.equals("char(20)")),
                        Stream.of("decimal", "decimal", "decimal", "char(9)", "char(9)", "char(9)"))
                .sorted()
                .toList();
    }

    /** Whether a column of this type is referred to within its store only, and where no key is declared by its own type only. */
    static boolean local(String type) {
        return strict(type) && !type.equals("decimal");
    }

    /** Whether a column of this type is referred to by fellows only. */
    static boolean strict(String type) {
        return WAYS.containsKey(type);
    }

    /** The types that a column that refers to one of this type may have. */
    static List<String> fellows(String type) {
        return FELLOWS.getOrDefault(type, List.of(type));
    }

    /** The type as SQL writes it. */
    static String sql(String type) {
        return List.of("letters", "pair", "mood").contains(type) ? "s." + type : type;
    }

    /** One of the ways to write the value of this number, for a column of {@code type} that refers to one of {@code key}. */
    static String of(String key, String type, int number, Random random) {
        boolean padded = key.equals("char(9)") && !type.startsWith("char(");
        boolean whole = key.equals("decimal") && !type.equals("decimal");
        List<String> ways = whole
                ? List.of("" + number)
                : WAYS.getOrDefault(padded ? "padded" : key, n -> List.of("" + n))
                        .apply(number);
        return ways.get(random.nextInt(ways.size()));
    }
}
