package dev.datamig.anonymizer.redact;

import dev.datamig.anonymizer.redact.Span.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Names of places that consist of several words with small ones between ({@code Villafranca del Cid}) are one place. */
final class PlaceNames {

    private static final Pattern SMALL = Pattern.compile(
            " (?:(?:de|del|della|di|da|do|dos|du|des|la|le|les|los|las|der|van|nad|pod|sur|sous|u|v|am|an|im) ){1,2}(?:[dl]['’])?|[ -](?:de )?[dl]['’]");

    private PlaceNames() {}

    /** @param found in order of position */
    static List<Span> join(String text, List<Span> found) {
        List<Span> out = found;
        for (int i = 1; i < out.size(); i++) {
            Span before = out.get(i - 1);
            Span span = out.get(i);
            if (before.kind() == Kind.PLACE && named(span) && small(text, before.end(), span.start())) {
                out = out == found ? new ArrayList<>(found) : out;
                out.set(i - 1, new Span(before.start(), span.end(), Kind.PLACE));
                out.remove(i);
                i--;
            }
        }
        return out;
    }

    private static boolean named(Span span) {
        return span.kind() == Kind.PLACE || span.kind() == Kind.FAMILY || span.kind() == Kind.GIVEN;
    }

    private static boolean small(String text, int from, int to) {
        return to - from > 2
                && to - from < 14
                && SMALL.matcher(text).region(from, to).matches();
    }
}
