package dev.datamig.anonymizer.persona;

import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.key.Prf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Cities with their state and ZIP area, so that the three fit each other. Where the row knows a ZIP code, that decides the place;
 * else city and state do. States are kept where the row has one.
 */
public final class Places {

    /** A city, its state, and the first three digits of its ZIP codes. */
    public record Place(String city, String state, String zip3) {}

    private static final List<Place> ALL = Lexicon.PLACES.words().stream()
            .map(line -> line.split("\\|"))
            .map(parts -> new Place(parts[0], parts[1], parts[2]))
            .toList();

    private static final int REMEMBERED = 10_000;

    private final Prf prf;
    private final Map<String, Place> seen = new HashMap<>();

    public Places(MaskingKey key, String domain) {
        this.prf = key.prf(domain);
    }

    /**
     * The place that stands for another.
     *
     * @param anchor what decides: the ZIP code, or the city's name
     * @param state the original's state, to stay in it; empty when unknown
     */
    public Place of(String anchor, String state) {
        String asked = anchor + "|" + state;
        Place known = seen.get(asked);
        if (known == null) {
            known = choose(anchor, state);
            if (seen.size() < REMEMBERED) {
                seen.put(asked, known);
            }
        }
        return known;
    }

    private Place choose(String anchor, String state) {
        String key = anchor.strip().toLowerCase(Locale.ROOT);
        List<Place> choice = others(key, state.strip());
        return choice.get(prf.index(key, choice.size()));
    }

    /** A ZIP code of the place in the form of the original ({@code 12345}, {@code 12345-6789}); other codes are tokens. */
    public String zip(Place place, String original) {
        String digits = Digit.of(original);
        if (digits.length() != 5 && digits.length() != 9) {
            String all = prf.digits("zip/" + original, Math.max(1, digits.length()));
            return digits.isEmpty() ? original : Digit.into(original, all);
        }
        String fake = place.zip3() + prf.digits("zip/" + digits, digits.length() - 3);
        return Digit.into(original, fake);
    }

    /** The places of the state but the original itself; all others where the state has no other. */
    private static List<Place> others(String anchor, String state) {
        var inState = new ArrayList<Place>();
        var anywhere = new ArrayList<Place>();
        for (Place place : ALL) {
            boolean same = place.city().equalsIgnoreCase(anchor) || anchor.startsWith(place.zip3());
            if (!same) {
                anywhere.add(place);
                if (place.state().equalsIgnoreCase(state)) {
                    inState.add(place);
                }
            }
        }
        return inState.isEmpty() ? anywhere : inState;
    }
}
