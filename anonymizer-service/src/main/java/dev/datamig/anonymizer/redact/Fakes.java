package dev.datamig.anonymizer.redact;

import dev.datamig.anonymizer.classify.DataClass;
import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.key.Prf;
import dev.datamig.anonymizer.persona.CompanyFake;
import dev.datamig.anonymizer.persona.Digit;
import dev.datamig.anonymizer.persona.LetterCase;
import dev.datamig.anonymizer.persona.NameFold;
import dev.datamig.anonymizer.persona.PersonNames;
import dev.datamig.anonymizer.persona.Places;
import dev.datamig.anonymizer.persona.TokenFake;
import dev.datamig.anonymizer.transform.Tools.Rewriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What replaces values inside text and JSON: the same functions as for whole columns of the same class, so that they agree. Not for several
 * threads.
 */
public final class Fakes {

    private static final int ADULT = 18;

    private final PersonNames names;
    private final Function<DataClass, Optional<Rewriter>> byClass;
    /** Those that were asked for: a table's texts hold values of few classes, and each takes a while to make. */
    private final Map<DataClass, Optional<Rewriter>> made = new EnumMap<>(DataClass.class);

    private final Places places;
    private final TokenFake numbers;
    private final CompanyFake companies;
    private final Prf prf;

    /** @param byClass asked once about a class; empty where the rules keep it */
    public Fakes(MaskingKey key, PersonNames names, Function<DataClass, Optional<Rewriter>> byClass) {
        this.names = names;
        this.byClass = byClass;
        this.places = new Places(key, "place");
        this.numbers = new TokenFake(key, "house", 0, 0);
        this.companies = new CompanyFake(key, "company");
        this.prf = key.prf("house");
    }

    PersonNames names() {
        return names;
    }

    @Nullable
    Rewriter of(DataClass dataClass) {
        Optional<Rewriter> rewriter = made.get(dataClass);
        if (rewriter == null) {
            rewriter = byClass.apply(dataClass);
            made.put(dataClass, rewriter);
        }
        return rewriter.orElse(null);
    }

    /** Another city for the name of a place. */
    String place(String original) {
        return LetterCase.like(original, places.of(original, "").city());
    }

    /** Another nation, group or religion. */
    String people(String original) {
        List<String> all = Gazetteer.PEOPLES.entries();
        int at = prf.index("people/" + NameFold.of(original), all.size());
        String fake = all.get(at);
        return fake.equalsIgnoreCase(original) ? all.get((at + 1) % all.size()) : fake;
    }

    /** An age near by: a year or two more or less, and a minor stays a minor; the tenths of {@code 1.5} stay. */
    String age(String original) {
        int tenths = original.indexOf('.');
        return tenths < 0 ? years(original) : years(original.substring(0, tenths)) + original.substring(tenths);
    }

    private String years(String original) {
        int age = Integer.parseInt(original);
        int least = age >= ADULT ? ADULT : Math.min(age, 1);
        int most = age >= ADULT ? Integer.MAX_VALUE : ADULT - 1;
        int[] near = java.util.stream.IntStream.of(age - 2, age - 1, age + 1, age + 2)
                .filter(other -> other >= least && other <= most)
                .toArray();
        return String.valueOf(near[prf.index("age/" + original, near.length)]);
    }

    String company(String original) {
        return companies.apply(original);
    }

    /** Another house number, unit or postal code; words around the digits stay. */
    String number(String original) {
        String digits = Digit.of(original);
        String fake = numbers.apply(digits);
        boolean leads = digits.charAt(0) != '0' && fake.charAt(0) == '0';
        return Digit.into(original, leads ? (1 + prf.index(original, 9)) + fake.substring(1) : fake);
    }
}
