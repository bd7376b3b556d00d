package dev.datamig.anonymizer.redact;

import dev.datamig.anonymizer.persona.Digit;
import dev.datamig.anonymizer.redact.Span.Kind;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ages of people in sentences. */
final class Ages {

    /** Words without which no age is told. */
    static final String WORDS =
            "year|years|yr|yrs|yo|old|age|aged|ages|turn|turns|turned|turning|he|she|i|birthday|y|o";

    private static final int CONTEXT = 32;
    private static final Pattern BEHIND =
            Pattern.compile("(?i)[ -]?(?:years?|yrs?)[ -](?:old|of age)|[ -]?y/?o\\b|[ -]?y\\.o\\.");
    private static final Pattern BEFORE = Pattern.compile(
            "(?i)(?:\\b(?:age of|age is|ages?:|aged?|turn(?:s|ed|ing)?|"
                    + "(?:he|she)(?: is| was)(?: only| just| now| about)?|(?:when|while|since) i (?:was|am))|\\b(?:s?he's))\\s{1,3}");
    /** What makes a number behind {@code he was} something else. */
    private static final Pattern MEASURE = Pattern.compile(
            "(?i)\\s+(?:minutes?|mins?|points?|days?|hours?|weeks?|months?|pages?|times|"
                    + "percent|out|of|in|pounds|lbs|inches|feet|cm|kg|absences|tardies|credits|years? behind|questions|problems)\\b.*");

    private Ages() {}

    static void find(String text, List<Span> out) {
        int i = 0;
        while (i < text.length()) {
            if (!Digit.is(text.charAt(i))) {
                i++;
                continue;
            }
            int end = i;
            while (end < text.length() && Digit.is(text.charAt(end))) {
                end++;
            }
            int whole = end;
            end = tenth(text, end);
            if ((end > whole || text.charAt(i) != '0') && bare(text, i, whole) && told(text, i, end)) {
                add(i, end, out);
            }
            i = end;
        }
    }

    /** Behind the tenth of {@code 1.5}; the same place where there is none. */
    private static int tenth(String text, int end) {
        boolean one = end + 1 < text.length() && text.charAt(end) == '.' && Digit.is(text.charAt(end + 1));
        boolean more = one
                && end + 2 < text.length()
                && (Digit.is(text.charAt(end + 2))
                        || text.charAt(end + 2) == '.' && end + 3 < text.length() && Digit.is(text.charAt(end + 3)));
        return one && !more ? end + 2 : end;
    }

    private static boolean bare(String text, int start, int end) {
        boolean possible =
                end - start <= 2 || end - start == 3 && text.charAt(start) == '1' && text.charAt(start + 1) < '2';
        return possible && (start == 0 || " \n:('\"".indexOf(text.charAt(start - 1)) >= 0);
    }

    private static boolean told(String text, int start, int end) {
        if (BEHIND.matcher(text)
                .region(end, Math.min(text.length(), end + CONTEXT))
                .lookingAt()) {
            return true;
        }
        boolean free = end == text.length()
                || "%:/-".indexOf(text.charAt(end)) < 0
                        && !Character.isLetter(text.charAt(end))
                        && !(end + 1 < text.length()
                                && ".,".indexOf(text.charAt(end)) >= 0
                                && Digit.is(text.charAt(end + 1)));
        return free
                && before(text, start)
                && !MEASURE.matcher(text)
                        .region(end, Math.min(text.length(), end + CONTEXT))
                        .lookingAt();
    }

    private static boolean before(String text, int start) {
        Matcher matcher = BEFORE.matcher(text).region(Math.max(0, start - CONTEXT), start);
        while (matcher.find()) {
            if (matcher.end() == start) {
                return true;
            }
        }
        return false;
    }

    private static void add(int start, int end, List<Span> out) {
        if (out.stream().noneMatch(span -> span.overlaps(start, end))) {
            out.add(new Span(start, end, Kind.AGE));
        }
    }
}
