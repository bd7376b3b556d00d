package dev.datamig.extractor.neo4j;

import org.neo4j.driver.Value;

/**
 * How queries name nodes and relationships. Where the server still has {@code id()}, its number is asked for: it costs server, wire
 * and driver a fraction of what the long texts of {@code elementId()} do. Where it has not, the number at the end of that text is
 * taken, and what stands before it is learned from the first one seen; it is the same for all of a database.
 */
enum GraphNames {
    NUMBERS {
        @Override
        String of(String variable) {
            return "id(" + variable + ")";
        }

        @Override
        long number(Value name) {
            return name.asLong();
        }

        @Override
        String prefix(Value name) {
            return "";
        }

        @Override
        Object name(String prefix, long number) {
            return number;
        }
    },
    ELEMENT_IDS {
        @Override
        String of(String variable) {
            return "elementId(" + variable + ")";
        }

        @Override
        long number(Value name) {
            String text = name.asString();
            return Long.parseLong(text, text.lastIndexOf(':') + 1, text.length(), 10);
        }

        @Override
        String prefix(Value name) {
            String text = name.asString();
            return text.substring(0, text.lastIndexOf(':') + 1);
        }

        @Override
        Object name(String prefix, long number) {
            return prefix + number;
        }
    };

    /** Fails to compile on a server without {@code id()}; reads nothing. */
    static final String PROBE = "EXPLAIN MATCH (n) RETURN id(n)";

    /** The expression that names a query's node or relationship. */
    abstract String of(String variable);

    /** The number of what was named so. */
    abstract long number(Value name);

    /** What stands before the number. */
    abstract String prefix(Value name);

    /** The name to ask for, as a query's parameter. */
    abstract Object name(String prefix, long number);
}
