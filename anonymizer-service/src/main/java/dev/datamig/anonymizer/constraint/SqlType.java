package dev.datamig.anonymizer.constraint;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A type that a value is cast to.
 *
 * @param name as PostgreSQL prints it, without length
 * @param length the number in parentheses, absent without one
 */
record SqlType(String name, @Nullable Integer length, boolean array) {

    private static final Set<String> SECOND_WORDS = Set.of("varying", "precision", "with", "without", "time", "zone");

    static SqlType read(Tokens tokens) {
        var name = new StringBuilder(tokens.take().text());
        while (tokens.accept(".")) {
            name = new StringBuilder(tokens.take().text());
        }
        Integer length = null;
        while (true) {
            if (tokens.accept("(")) {
                length = Integer.valueOf(tokens.take().text());
                while (!tokens.accept(")")) {
                    tokens.take();
                }
            } else if (tokens.peek().kind() == Tokens.Kind.WORD
                    && SECOND_WORDS.contains(tokens.peek().text())) {
                name.append(' ').append(tokens.take().text());
            } else {
                break;
            }
        }
        boolean array = false;
        while (tokens.accept("[")) {
            tokens.expect("]");
            array = true;
        }
        return new SqlType(name.toString(), length, array);
    }
}
