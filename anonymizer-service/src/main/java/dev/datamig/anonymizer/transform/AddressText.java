package dev.datamig.anonymizer.transform;

import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.persona.Places;
import dev.datamig.anonymizer.persona.Places.Place;
import dev.datamig.anonymizer.persona.StreetFake;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A whole address in one text: street, city, state and ZIP that fit; line breaks kept where the original has them. */
final class AddressText implements UnaryOperator<String> {

    private static final Pattern ZIP = Pattern.compile("\\b\\d{5}(?:-\\d{4})?\\b(?!.*\\b\\d{5})", Pattern.DOTALL);
    private static final Pattern STATE = Pattern.compile("\\b([A-Z]{2})\\b\\s+\\d{5}");

    private final StreetFake street;
    private final Places places;

    AddressText(MaskingKey key, String domain) {
        this.street = new StreetFake(key, domain);
        this.places = new Places(key, "place");
    }

    @Override
    public String apply(String original) {
        Matcher zip = ZIP.matcher(original);
        Matcher state = STATE.matcher(original);
        String anchor = zip.find() ? zip.group() : original;
        Place place = places.of(anchor, state.find() ? state.group(1) : "");
        String breakLine = original.indexOf('\n') >= 0 ? "\n" : ", ";
        return street.apply(original.lines().findFirst().orElse(original)) + breakLine + place.city() + ", "
                + place.state() + " " + places.zip(place, anchor.length() <= 10 ? anchor : "00000");
    }
}
