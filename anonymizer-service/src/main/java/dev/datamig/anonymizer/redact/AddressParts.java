package dev.datamig.anonymizer.redact;

import dev.datamig.anonymizer.redact.Span.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** House numbers, units and postal codes: numbers that stand right beside a street, a place or a name. */
final class AddressParts {

    private static final Pattern UNIT = Pattern.compile(
            "(?i)((?:apt|apartment|suite|ste|flat|psc|unit(?=\\s+\\d{4}))\\b\\.?\\s*#?\\s*\\d+\\w?)\\b");
    private static final Pattern POSTAL =
            Pattern.compile("(?i)(?:zip|zip ?code|postal code|postcode|plz)\\b(?:[^\\d\\n]{0,15}?|[: ]{0,4})"
                    + "(\\d{2,5}(?:[ -]\\d{2,4}| ?[A-Z]{2}\\b)?|[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{1,2}\\d?)(?!\\w)");
    private static final Pattern NUMBER = Pattern.compile(
            "(?<![\\w.:/$€£#-])(?<!\\d to )\\d{1,6}(?:[- ]\\d{2,4})?[A-Za-z]?(?![\\w:/%]|[.,]\\d| to \\d)");

    /** Words without which there is neither a unit nor a postal code. */
    static final String UNITS = "apt|apartment|suite|ste|flat|psc|unit|zip|zipcode|postal|postcode|plz";

    private AddressParts() {}

    /** @param found what is known already; numbers beside it are added */
    static List<Span> find(String text, List<Span> found, Clues clues) {
        var out = new ArrayList<Span>();
        for (int at : clues.units()) {
            group(UNIT.matcher(text).region(at, text.length()), out, found);
            group(POSTAL.matcher(text).region(at, text.length()), out, found);
        }
        boolean anything = clues.digits() && (!out.isEmpty() || found.stream().anyMatch(AddressParts::isNamed));
        if (anything && numbers(text, found, out)) {
            numbers(text, found, out);
        }
        return out;
    }

    /** Whether a number was added, beside which more may stand. */
    private static boolean numbers(String text, List<Span> found, List<Span> out) {
        int before = out.size();
        Starts.DIGIT.find(NUMBER, text, number -> {
            boolean taken = taken(out, number.start(), number.end()) || taken(found, number.start(), number.end());
            if (!taken
                    && (beside(text, number.start(), number.end(), found)
                            || beside(text, number.start(), number.end(), out))) {
                out.add(new Span(number.start(), number.end(), Kind.HOUSE));
            }
        });
        return out.size() > before;
    }

    private static void group(Matcher matcher, List<Span> out, List<Span> found) {
        if (matcher.lookingAt()) {
            if (!taken(found, matcher.start(1), matcher.end(1)) && !taken(out, matcher.start(1), matcher.end(1))) {
                out.add(new Span(matcher.start(1), matcher.end(1), Kind.HOUSE));
            }
        }
    }

    private static boolean taken(List<Span> spans, int start, int end) {
        for (int i = 0; i < spans.size(); i++) {
            if (spans.get(i).overlaps(start, end)) {
                return true;
            }
        }
        return false;
    }

    /** Directly before or behind a name or street with at most a comma, blanks or a line break between. */
    private static boolean beside(String text, int start, int end, List<Span> found) {
        for (Span span : found) {
            if (isNamed(span) && (gap(text, span.end(), start) || gap(text, end, span.start()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNamed(Span span) {
        return switch (span.kind()) {
            case GIVEN, FAMILY, PLACE, STREET, ADDRESS, HOUSE -> true;
            default -> false;
        };
    }

    /** Blanks and commas, also over a line break or around a state's two letters. */
    private static boolean gap(String text, int from, int to) {
        if (from >= to || to - from > 14) {
            return false;
        }
        int i = blanks(text, from, to);
        if (i == to) {
            return true;
        }
        int end = i;
        while (end < to && Character.isLetter(text.charAt(end))) {
            end++;
        }
        boolean state =
                end - i == 2 && Character.isUpperCase(text.charAt(i)) && Character.isUpperCase(text.charAt(i + 1))
                        || end - i == 3 && text.startsWith("nan", i);
        return state && i > from && end < to && blanks(text, end, to) == to;
    }

    private static int blanks(String text, int from, int to) {
        int i = from;
        while (i < to && " ,\n>".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i;
    }
}
