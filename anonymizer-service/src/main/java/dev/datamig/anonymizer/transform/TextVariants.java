package dev.datamig.anonymizer.transform;

import dev.datamig.anonymizer.constraint.ColumnCheck;
import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.key.Prf;
import dev.datamig.anonymizer.persona.Digit;
import dev.datamig.anonymizer.persona.TokenFake;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Other texts: another value of a constraint's list; the fake with the original's host, in another case, shorter; further along the mask's
 * walk; at last the original's own shape, with other digits and letters where there may be any.
 */
final class TextVariants implements Variants {

    private static final int STEPS = 12;
    private static final String DIGITS = "3708";
    private static final String LETTERS = "qkza";
    private static final int ENOUGH = 2;

    private final Target target;
    private final boolean text;
    private final boolean permutes;
    private final TokenFake token;
    private final Prf prf;
    private final List<String> listed;

    TextVariants(Target target, String strategy, boolean permutes, MaskingKey key, List<ColumnCheck> checks) {
        this.target = target;
        this.text = strategy.equals("redact") || strategy.equals("sweep");
        this.permutes = permutes;
        String domain = "fit/" + target.domain().name();
        this.token = new TokenFake(key, domain, 0, 0);
        this.prf = key.prf(domain);
        this.listed = checks.stream()
                .flatMap(check -> check.condition().listed().stream())
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public Stream<Object> of(Object cell, Object fake, Mask mask, Row row, Predicate<Object> fits) {
        String original = Cells.text(cell);
        Supplier<Stream<Object>> near = () -> texts(rewritten(original, Cells.text(fake)));
        if (text) {
            return Variants.inTurn(List.of(near));
        }
        Supplier<Stream<Object>> listing = () -> texts(others(original));
        Supplier<Stream<Object>> shaped = () -> texts(varied(original, fits, token));
        if (confined(cell, fits)) {
            return Variants.inTurn(List.of(listing, shaped));
        }
        Supplier<Stream<Object>> walk = () -> walk(cell, fake, mask, row, permutes ? ROUNDS : STEPS);
        return Variants.inTurn(permutes ? List.of(listing, walk, near, shaped) : List.of(listing, near, walk, shaped));
    }

    @Override
    public boolean confined(Object cell, Predicate<Object> fits) {
        if (!permutes) {
            return false;
        }
        String original = Cells.text(cell);
        return free(original, fits).size() < places(original).count();
    }

    @Override
    public @Nullable Object before(Object fake, Mask back, Row row, Predicate<Object> fits) {
        if (confined(fake, fits)) {
            return texts(varied(Cells.text(fake), fits, token::restore))
                    .filter(fits)
                    .findFirst()
                    .orElse(null);
        }
        Object last = back.mask(fake, row);
        return last == null
                ? null
                : Stream.concat(Stream.of(last), walk(fake, last, back, row, ROUNDS))
                        .filter(fits)
                        .findFirst()
                        .orElse(null);
    }

    private Stream<Object> texts(Stream<String> candidates) {
        return candidates.map(candidate -> Cells.utf8(Cells.fitting(target.column(), candidate)));
    }

    private Stream<String> rewritten(String original, String fake) {
        Stream<String> cased = Stream.of(fake.toLowerCase(Locale.ROOT), fake.toUpperCase(Locale.ROOT), capitals(fake));
        boolean cuts = text || !target.domain().unique() && fake.indexOf('@') < 0;
        Stream<String> cut = cuts && fake.length() > original.length()
                ? Stream.of(fake.substring(0, original.length()).stripTrailing())
                : Stream.empty();
        return Stream.concat(hosted(original, fake), Stream.concat(cased, cut));
    }

    /** An address whose host is prescribed keeps it: it says nothing of the person. */
    private static Stream<String> hosted(String original, String fake) {
        int at = original.lastIndexOf('@');
        int fakeAt = fake.lastIndexOf('@');
        if (at < 0 || fakeAt < 0) {
            return Stream.empty();
        }
        String hosted = fake.substring(0, fakeAt) + original.substring(at);
        return Stream.of(hosted, hosted.toLowerCase(Locale.ROOT), hosted.toUpperCase(Locale.ROOT));
    }

    private static String capitals(String text) {
        var out = new StringBuilder(text.toLowerCase(Locale.ROOT));
        for (int i = 0; i < out.length(); i++) {
            if (i == 0 || !Character.isLetterOrDigit(out.charAt(i - 1))) {
                out.setCharAt(i, Character.toUpperCase(out.charAt(i)));
            }
        }
        return out.toString();
    }

    /** The other values of a list that the original is in, from a keyed place on. */
    private Stream<String> others(String original) {
        if (!listed.contains(original)) {
            return Stream.empty();
        }
        int from = prf.index(original, listed.size());
        return IntStream.range(0, listed.size()).mapToObj(i -> listed.get((from + i) % listed.size()));
    }

    /** Other characters in all those places that may have any of their kind. */
    private Stream<String> varied(String original, Predicate<Object> fits, UnaryOperator<String> permutation) {
        List<Integer> free = free(original, fits);
        var characters = new StringBuilder();
        free.forEach(place -> characters.append(original.charAt(place)));
        String own = characters.toString();
        return own.isEmpty()
                ? Stream.empty()
                : Stream.iterate(permutation.apply(own), permutation)
                        .limit(ROUNDS)
                        .takeWhile(fake -> !fake.equals(own))
                        .map(fake -> placed(original, free, fake));
    }

    private static String placed(String original, List<Integer> places, String characters) {
        var out = new StringBuilder(original);
        for (int i = 0; i < places.size(); i++) {
            out.setCharAt(places.get(i), characters.charAt(i));
        }
        return out.toString();
    }

    private static IntStream places(String original) {
        return IntStream.range(0, original.length())
                .filter(i -> Digit.is(original.charAt(i)) || Character.isLetter(original.charAt(i)));
    }

    private List<Integer> free(String original, Predicate<Object> fits) {
        var out = new ArrayList<Integer>();
        places(original).filter(place -> varies(original, place, fits)).forEach(out::add);
        return out;
    }

    private static boolean varies(String original, int place, Predicate<Object> fits) {
        char c = original.charAt(place);
        String alternatives =
                Digit.is(c) ? DIGITS : Character.isUpperCase(c) ? LETTERS.toUpperCase(Locale.ROOT) : LETTERS;
        return alternatives
                        .chars()
                        .filter(other -> other != c)
                        .filter(other ->
                                fits.test(Cells.utf8(placed(original, List.of(place), String.valueOf((char) other)))))
                        .limit(ENOUGH)
                        .count()
                == ENOUGH;
    }
}
