package dev.datamig.anonymizer.constraint;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression that asks for kinds of characters one after the other, from the beginning of a text to its end, and whose
 * repetitions cannot take what comes behind them: {@code ^[0-9]{5}(-…)?$} is none, {@code ^[^@\s]+@[^@\s]+$} is one. It is answered in one
 * pass, without going back, for texts of ASCII characters. Immutable.
 */
final class PlainForm {

    private static final int ASCII = 128;
    private static final int NO_END = Integer.MAX_VALUE;

    /** A class, an escaped character or a character that means itself; how often it stands there. */
    private static final Pattern PART =
            Pattern.compile("(\\[\\^?(?:\\\\[dws.+-]|[^\\[\\]\\\\&])+\\]|\\\\[dws.+]|[^\\\\\\[\\](){}|.?*+^$])"
                    + "(?:(\\*)|(\\+)|(\\?)|\\{(\\d{1,4})(?:(,)(\\d{1,4})?)?\\})?(?![*+?{])");

    /** @param taken by character */
    private record Part(boolean[] taken, int least, int most) {

        boolean apartFrom(Part other) {
            for (int c = 0; c < ASCII; c++) {
                if (taken[c] && other.taken[c]) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<Part> parts;

    private PlainForm(List<Part> parts) {
        this.parts = parts;
    }

    /** @param regex in Java's terms; null when it is not of this kind */
    static @Nullable PlainForm of(String regex, int flags) {
        if (!regex.startsWith("^") || !regex.endsWith("\\z")) {
            return null;
        }
        var parts = new ArrayList<Part>();
        Matcher matcher = PART.matcher(regex).region(1, regex.length() - 2);
        while (matcher.lookingAt()) {
            parts.add(part(matcher, flags));
            matcher.region(matcher.end(), regex.length() - 2);
        }
        return matcher.regionStart() == matcher.regionEnd() && decided(parts) ? new PlainForm(parts) : null;
    }

    private static Part part(Matcher matcher, int flags) {
        Matcher one = Pattern.compile(matcher.group(1), flags).matcher("");
        var taken = new boolean[ASCII];
        for (char c = 0; c < ASCII; c++) {
            taken[c] = one.reset(String.valueOf(c)).matches();
        }
        if (matcher.group(5) != null) {
            int least = Integer.parseInt(matcher.group(5));
            String most = matcher.group(7);
            return new Part(
                    taken, least, matcher.group(6) == null ? least : most == null ? NO_END : Integer.parseInt(most));
        }
        boolean optional = matcher.group(2) != null || matcher.group(4) != null;
        boolean repeated = matcher.group(2) != null || matcher.group(3) != null;
        return new Part(taken, optional ? 0 : 1, repeated ? NO_END : 1);
    }

    /** Whether what a part may or may not take, nothing up to the next part that must be there can take. */
    private static boolean decided(List<Part> parts) {
        for (int i = 0; i < parts.size(); i++) {
            boolean open = parts.get(i).least < parts.get(i).most;
            for (int next = i + 1; open && next < parts.size(); next++) {
                if (!parts.get(i).apartFrom(parts.get(next))) {
                    return false;
                }
                open = parts.get(next).least == 0;
            }
        }
        return true;
    }

    /** Whether the text has the form; null for texts with other characters than ASCII. */
    @Nullable
    Boolean matches(String text) {
        int at = 0;
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            int count = 0;
            while (at < text.length() && count < part.most) {
                char c = text.charAt(at);
                if (c >= ASCII) {
                    return null;
                }
                if (!part.taken[c]) {
                    break;
                }
                at++;
                count++;
            }
            if (count < part.least) {
                return at < text.length() && text.charAt(at) >= ASCII ? null : (Boolean) false;
            }
        }
        return at == text.length() ? (Boolean) true : text.charAt(at) >= ASCII ? null : (Boolean) false;
    }
}
