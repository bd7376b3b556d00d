package dev.datamig.validator.rules;

import java.util.regex.Pattern;

/** A name with {@code *} for any run of characters; compares without regard to case. */
public record Glob(String text) {

    static final Glob ANY = new Glob("*");

    public boolean matches(String name) {
        var regex = new StringBuilder();
        for (String piece : text.split("\\*", -1)) {
            if (!regex.isEmpty()) {
                regex.append(".*");
            }
            regex.append("(?:").append(Pattern.quote(piece)).append(')');
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL)
                .matcher(name)
                .matches();
    }
}
