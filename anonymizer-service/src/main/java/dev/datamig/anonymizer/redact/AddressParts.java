package dev.datamig.anonymizer.redact;

import dev.datamig.anonymizer.redact.Span.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** House numbers, units and postal codes: numbers that stand right beside a street, a place or a name. */
final class AddressParts {

    private static final Pattern UNIT = Pattern.compile(
            "(?i)\\b((?:apt|apartment|suite|ste|flat|psc|unit(?=\\s+\\d{4}))\\b\\.?\\s*#?\\s*\\d+\\w?)\\b");
    private static final Pattern POSTAL = Pattern.compile(
            "(?i)\\b(?:zip|zip ?code|postal code|postcode|plz)\\b[^\\d\\n]{0,15}(\\d{3,5}(?:[ -]\\d{2,4})?)(?!\\d)");
    private static final Pattern GAP =
            Pattern.compile("[ ,]{1,3}|[ ,>]*\\n[ ,>\\n]*|[ ,]{1,3}(?:[A-Z]{2}|nan)[ ,\\n]{1,6}");
    private static final Pattern NUMBER =
            Pattern.compile("(?<![\\w.:/$€£#-])\\d{1,6}(?:[- ]\\d{2,4})?[A-Za-z]?(?![\\w:/%]|[.,]\\d)");

    /** Words without which there is neither a unit nor a postal code. */
    static final String UNITS = "apt|apartment|suite|ste|flat|psc|unit|zip|zipcode|postal|postcode|plz";

    private AddressParts() {}

    /** @param found what is known already; numbers beside it are added */
    static List<Span> find(String text, List<Span> found, Clues clues) {
        var out = new ArrayList<Span>();
        if (clues.unit()) {
            groups(UNIT.matcher(text), out, found);
            groups(POSTAL.matcher(text), out, found);
        }
        boolean anything = clues.digits() && (!out.isEmpty() || found.stream().anyMatch(AddressParts::isNamed));
        for (int pass = 0; anything && pass < 2; pass++) {
            numbers(text, found, out);
        }
        return out;
    }

    private static void numbers(String text, List<Span> found, List<Span> out) {
        Matcher number = NUMBER.matcher(text);
        while (number.find()) {
            boolean taken = taken(out, number.start(), number.end()) || taken(found, number.start(), number.end());
            if (!taken
                    && (beside(text, number.start(), number.end(), found)
                            || beside(text, number.start(), number.end(), out))) {
                out.add(new Span(number.start(), number.end(), Kind.HOUSE));
            }
        }
    }

    private static void groups(Matcher matcher, List<Span> out, List<Span> found) {
        while (matcher.find()) {
            if (!taken(found, matcher.start(1), matcher.end(1)) && !taken(out, matcher.start(1), matcher.end(1))) {
                out.add(new Span(matcher.start(1), matcher.end(1), Kind.HOUSE));
            }
        }
    }

    private static boolean taken(List<Span> spans, int start, int end) {
        return spans.stream().anyMatch(span -> span.overlaps(start, end));
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

    private static boolean gap(String text, int from, int to) {
        if (from >= to || to - from > 14) {
            return false;
        }
        String between = text.substring(from, to);
        return GAP.matcher(between).matches();
    }
}
