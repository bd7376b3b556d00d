package dev.datamig.anonymizer.staging;

import dev.datamig.anonymizer.persona.NameFold;
import dev.datamig.anonymizer.persona.NameText;
import dev.datamig.anonymizer.persona.NameText.Part;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The folded words of names that a column holds, of which a few hundred recent values are remembered: names come again and again. Not for
 * several threads.
 */
final class SpokenWords {

    private static final int PLACES = 1 << 10;

    private final Part part;
    private byte[] @Nullable [] values = {};
    private @Nullable List<String>[] words = places(0);

    SpokenWords(Part part) {
        this.part = part;
    }

    /** Words of more than one letter, titles and particles left out. */
    List<String> of(byte[] utf8) {
        if (values.length == 0) {
            values = new byte[PLACES][];
            words = places(PLACES);
        }
        int place = Arrays.hashCode(utf8) * 0x9e3779b9 >>> 22;
        List<String> known = words[place];
        if (known != null && Arrays.equals(utf8, values[place])) {
            return known;
        }
        String text = new String(utf8, StandardCharsets.UTF_8);
        List<String> found = folded(text, NameText.allAs(text, part), null);
        words[place] = found;
        values[place] = utf8;
        return found;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable List<String>[] places(int count) {
        return new List[count];
    }

    /** @param only the part that is wanted; null for any but titles and particles */
    static List<String> folded(String text, List<NameText.Word> parts, @Nullable Part only) {
        var out = new ArrayList<String>(parts.size());
        for (NameText.Word word : parts) {
            boolean wanted = only == null ? word.part() != Part.STAYS : word.part() == only;
            if (wanted && word.end() - word.start() > 1) {
                out.add(NameFold.of(text.substring(word.start(), word.end())));
            }
        }
        return out;
    }
}
