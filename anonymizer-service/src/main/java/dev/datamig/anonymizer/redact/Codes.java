package dev.datamig.anonymizer.redact;

import dev.datamig.anonymizer.redact.Span.Kind;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers of people, cases and things that nobody told us of: groups of capitals and digits with hyphens between ({@code BGH-0099-7766}),
 * and whatever has digits behind a word that says whose number it is ({@code insurance code ZK-21902}).
 */
final class Codes {

    /** Words before a number that is somebody's. */
    static final String OWNERS =
            "student|pupil|staff|employee|badge|member|membership|case|license|licence|passport|account|medicaid|medicare|"
                    + "policy|mrn|patient|insurance|claim|routing|encounter|beneficiary|subscriber|client|customer|plate|aadhaar|tax|tin|npi|vin|"
                    + "chart|taxpayer|payroll|registration|enrollment|visa|permit|loan|iban|card|reference|ticket|lunch";

    private static final Pattern SAID = Pattern.compile(
            "\\b(?i:" + OWNERS + ")(?:['’]s)?"
                    + "(?:[ /](?i:id|number|no\\.?|nr\\.?|num|code|card|plan|group|license|licence|lic)){0,2}(?:\\? it)?(?: (?i:for|of) \\p{Lu}[\\p{L}'’-]{1,30}(?: \\p{Lu}[\\p{L}'’-]{1,30})?)?"
                    + "(?:\\s+(?i:is|was))?[:#. ]{1,5}(?:[A-Z]{2} )?((?:[A-Z]{3} (?=\\d))?[A-Za-z0-9]{1,20}(?:-[A-Za-z0-9]{1,12}){0,5})(?![\\w-]|[.,:/]\\d)");
    private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d{2}(?:-\\d{1,4}){0,2}");
    private static final Pattern STAMP = Pattern.compile("\\d{4}-\\d{2}-\\d{2}.*");
    /** What standards and products are called by. */
    private static final Set<String> STANDARDS =
            Set.of("ISO", "RFC", "CVE", "IEEE", "ANSI", "DIN", "EN", "NIST", "FIPS", "UTF", "GMT", "UTC");

    private static final int FEW_DIGITS = 4;
    private static final int DIGITS = 5;
    private static final int SHORTEST = 5;
    private static final int UUID = 36;

    private Codes() {}

    /** Behind a word that says whose number it is. */
    static void said(String text, List<Span> out) {
        Matcher matcher = SAID.matcher(text);
        int from = 0;
        while (from < text.length() && matcher.find(from)) {
            String code = matcher.group(1);
            boolean number = code.length() >= SHORTEST
                    && digits(code, 0, code.length()) >= FEW_DIGITS
                    && !YEAR.matcher(code).matches();
            if (number) {
                add(out, matcher.start(1), matcher.end(1));
            }
            // what is no number may say whose the next one is
            from = number ? matcher.end(1) : matcher.start(1);
        }
    }

    /** By their form alone. */
    static void formed(String text, List<Span> out) {
        for (int sign = text.indexOf('-'); sign >= 0; ) {
            int start = sign;
            while (start > 0 && inside(text.charAt(start - 1))) {
                start--;
            }
            int end = sign + 1;
            while (end < text.length() && inside(text.charAt(end))) {
                end++;
            }
            if (isCode(text, start, end)) {
                add(out, start, end);
            }
            sign = text.indexOf('-', end);
        }
    }

    private static boolean isCode(String text, int start, int end) {
        boolean open =
                (start == 0 || !bound(text.charAt(start - 1))) && (end == text.length() || !bound(text.charAt(end)));
        if (!open || end - start == UUID || text.charAt(start) == '-' || text.charAt(end - 1) == '-') {
            return false;
        }
        int hyphens = 0;
        boolean letters = false;
        for (int i = start; i < end; i++) {
            hyphens += text.charAt(i) == '-' ? 1 : 0;
            letters |= Character.isLetter(text.charAt(i));
        }
        int digits = digits(text, start, end);
        return letters
                && (digits >= DIGITS || digits >= FEW_DIGITS && hyphens > 1)
                && !STANDARDS.contains(text.substring(start, text.indexOf('-', start)))
                && !STAMP.matcher(text.substring(start, end)).matches();
    }

    /** Capitals and digits only: words of a sentence are small. */
    private static boolean inside(char c) {
        return c == '-' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z';
    }

    private static boolean bound(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '/' || c == '.' || c == '@' || c == '=' || c == '+';
    }

    private static int digits(String text, int from, int to) {
        return (int) text.substring(from, to)
                .chars()
                .filter(c -> c >= '0' && c <= '9')
                .count();
    }

    private static void add(List<Span> out, int start, int end) {
        if (out.stream().noneMatch(span -> span.overlaps(start, end))) {
            out.add(new Span(start, end, Kind.NUMBER));
        }
    }
}
