package dev.datamig.anonymizer.redact;

import dev.datamig.anonymizer.classify.DataClass;
import dev.datamig.anonymizer.persona.CommonWords;
import dev.datamig.anonymizer.persona.NameFold;
import dev.datamig.anonymizer.persona.NameText.Part;
import dev.datamig.anonymizer.redact.Span.Kind;
import dev.datamig.anonymizer.transform.Proof;
import dev.datamig.anonymizer.transform.Row;
import dev.datamig.anonymizer.transform.Tools.Rewriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Replaces personal values inside free text by the persona's own fakes; everything else stays as it is. */
public final class TextRedactor implements Rewriter {

    private static final int BRIEF = 60;
    private static final int REMEMBERED = 5_000;

    private final NameFinder finder;
    private final SweptNames alone;
    private final KnownCodes codes;
    private final Fakes fakes;
    private final RowNames rowNames;
    private final boolean allDates;
    /** Whether values are told that their form or the words before them show to be somebody's, and none is replaced. */
    private final boolean telling;
    /** Short values in which nothing is found unless the row names it, with their words: settings and labels come again and again. */
    private final Map<String, List<String>> quiet = new HashMap<>();

    /** Small keys that are no code of the run: documents of a column have the same ones. */
    private final Set<String> plainKeys = new HashSet<>();

    public TextRedactor(KnownNames known, Fakes fakes, RowNames rowNames) {
        this(known, fakes, rowNames, false);
    }

    /** @param allDates whether full dates are replaced that are no births */
    public TextRedactor(KnownNames known, Fakes fakes, RowNames rowNames, boolean allDates) {
        this(known, fakes, rowNames, allDates, false);
    }

    private TextRedactor(KnownNames known, Fakes fakes, RowNames rowNames, boolean allDates, boolean telling) {
        this.allDates = allDates;
        this.telling = telling;
        this.finder = new NameFinder(known);
        this.alone = new SweptNames(known);
        this.codes = known.codes();
        this.fakes = fakes;
        this.rowNames = rowNames;
    }

    /**
     * One that replaces nothing and tells the row what would be replaced whoever the run's people are: names of people apart, these are not
     * looked for.
     */
    public static TextRedactor telling(Fakes fakes) {
        return new TextRedactor(KnownNames.NONE, fakes, RowNames.NONE, false, true);
    }

    boolean isTelling() {
        return telling;
    }

    @Override
    public String rewrite(String text, Row row) {
        return rewrite(text, row, ownNames(row), isSaid(text));
    }

    @Override
    public String rewriteKey(String key, Row row) {
        return rewriteKey(key, row, ownNames(row));
    }

    /** A code by itself, or two or three small words, may be a setting or a state: they are nobody's name by their form alone. */
    private static boolean isSaid(String text) {
        return isProse(text)
                || isTitle(text)
                || text.chars().anyMatch(Character::isWhitespace)
                        && text.chars().anyMatch(Character::isUpperCase);
    }

    /** One word that begins with a capital and goes on in small letters. */
    private static boolean isTitle(String text) {
        return !text.isEmpty()
                && Character.isUpperCase(text.charAt(0))
                && text.length() > 2
                && text.chars().skip(1).allMatch(Character::isLowerCase);
    }

    /** The folded words of the names in the row's own columns. */
    Map<String, Part> ownNames(Row row) {
        return rowNames.words(row);
    }

    /** For a value that may be no sentence at all (a setting, a label): capital letters alone make no name of it. */
    String rewriteValue(String text, Row row, Map<String, Part> ownNames) {
        List<String> words = text.length() <= BRIEF ? quiet.get(text) : null;
        if (words != null && (ownNames.isEmpty() || words.stream().noneMatch(ownNames::containsKey))) {
            return text;
        }
        boolean prose = isProse(text);
        if (words != null || text.length() > BRIEF || Base64Text.decoded(text).isPresent()) {
            return rewrite(text, row, ownNames, prose);
        }
        List<Word> all = Word.of(text);
        List<Span> anybodys = spans(text, all, Map.of(), prose);
        if (anybodys.isEmpty()) {
            if (quiet.size() >= REMEMBERED) {
                quiet.clear();
            }
            quiet.put(text, all.stream().map(Word::folded).toList());
        }
        boolean own = all.stream().anyMatch(word -> ownNames.containsKey(word.folded()));
        List<Span> spans = own ? spans(text, all, ownNames, prose) : anybodys;
        return spans.isEmpty() ? text : replaced(text, row, spans);
    }

    /**
     * A key of a document or a map: mostly a part of its form, but sometimes somebody's address, number or name. One word is never taken
     * for a name where it is small or a plain word ({@code Page}, {@code Grade}), not even in the row of somebody who is called so.
     */
    String rewriteKey(String key, Row row, Map<String, Part> ownNames) {
        if (isPlainKey(key)) {
            return key;
        }
        if (key.indexOf('@') > 0) {
            return rewrite(key, row);
        }
        boolean titled = !key.isEmpty() && Character.isUpperCase(key.charAt(0)) && !CommonWords.has(NameFold.of(key));
        if (titled || key.indexOf(' ') > 0) {
            return rewriteValue(key, row, ownNames);
        }
        if (key.length() > Windows.WHOLE || Base64Text.decoded(key).isPresent()) {
            return rewrite(key, row, ownNames, false);
        }
        List<Word> words = Word.of(key);
        List<Span> found = words.isEmpty() ? Patterns.find(key, Clues.of(key, words)) : new ArrayList<>();
        codes.find(key, found);
        found.sort(Comparator.comparingInt(Span::start));
        if (!found.isEmpty()) {
            return replaced(key, row, found);
        }
        if (plainKeys.size() < REMEMBERED) {
            plainKeys.add(key);
        }
        return key;
    }

    /** Whether the key was looked at before and is a part of its document's form, whoever's row it stands in. */
    boolean isPlainKey(String key) {
        return plainKeys.contains(key);
    }

    /** At least four words. */
    private static boolean isProse(String text) {
        int gaps = 0;
        for (int i = 1; i < text.length() && gaps < 3; i++) {
            gaps += Character.isWhitespace(text.charAt(i)) && !Character.isWhitespace(text.charAt(i - 1)) ? 1 : 0;
        }
        return gaps >= 3;
    }

    private String rewrite(String text, Row row, Map<String, Part> ownNames, boolean prose) {
        Optional<String> hidden = Base64Text.decoded(text);
        if (hidden.isPresent()) {
            String inside = hidden.get();
            String rewritten = rewrite(inside, row, ownNames, isProse(inside));
            return rewritten.equals(inside) ? text : Base64Text.encoded(rewritten, text);
        }
        return replaced(text, row, part -> spans(part, ownNames, prose), TextRedactor::proof);
    }

    private String replaced(String text, Row row, List<Span> spans) {
        return replaced(text, row, any -> spans, TextRedactor::proof);
    }

    /**
     * @param finder what is to be replaced in a text, in order, without overlaps
     * @return the text itself when nothing is
     */
    String replaced(String text, Row row, Function<String, List<Span>> finder, Function<Kind, Proof> proofs) {
        var out = new Replacement(text);
        Windows.search(text, finder, span -> {
            String original = text.substring(span.start(), span.end());
            if (telling) {
                row.told(dataClass(span.kind()), original);
                return;
            }
            Kind kind = codes.known(span.kind(), original);
            String fake = fake(kind, original, row);
            out.replace(span, fake);
            if (!fake.equals(original)) {
                row.replaced(proofs.apply(kind), original);
            }
        });
        return out.toString();
    }

    /** What was found, in order, without overlaps. */
    List<Span> spans(String text, Map<String, Part> ownNames, boolean prose) {
        return spans(text, Word.of(text), ownNames, prose);
    }

    private List<Span> spans(String text, List<Word> all, Map<String, Part> ownNames, boolean prose) {
        Clues clues = Clues.of(text, all);
        List<Span> patterns = Patterns.find(text, clues);
        codes.find(text, patterns);
        if (!prose) {
            Unmistakable.by(text, patterns);
        }
        if (telling) {
            return patterns;
        }
        if (allDates && clues.digits()) {
            Patterns.dates(text, patterns);
        }
        var out = new ArrayList<>(patterns);
        List<Word> words = outside(all, patterns);
        if (prose) {
            List<Span> origins = finder.origins(text, words);
            out.addAll(origins);
            alone.joined(words, out);
            words = outside(words, out);
        }
        out.addAll(finder.find(text, words, ownNames, prose));
        if (!prose) {
            alone.find(text, all, out);
        }
        if (prose) {
            out.addAll(AddressParts.find(text, out, clues));
        }
        if (out.size() > 1) {
            out.sort(Comparator.comparingInt(Span::start));
        }
        return prose ? whole(text, all, out, clues) : out;
    }

    /** Addresses, places and organizations of which words were found are taken as wholes. */
    private List<Span> whole(String text, List<Word> words, List<Span> found, Clues clues) {
        List<Span> out = PlaceNames.join(text, found);
        if (clues.digits()) {
            out = AddressBlock.complete(text, words, out);
        }
        return Schools.find(text, words, finder.companies(text, words, out));
    }

    private static List<Word> outside(List<Word> words, List<Span> taken) {
        if (taken.isEmpty()) {
            return words;
        }
        var out = new ArrayList<Word>(words.size());
        for (Word word : words) {
            boolean free = true;
            for (int i = 0; free && i < taken.size(); i++) {
                free = !taken.get(i).overlaps(word.start(), word.end());
            }
            if (free) {
                out.add(word);
            }
        }
        return out;
    }

    private String fake(Kind kind, String original, Row row) {
        return switch (kind) {
            case GIVEN -> fakes.names().given(original);
            case FAMILY -> fakes.names().family(original);
            case HOUSE, PIN -> fakes.number(original);
            case PLACE -> fakes.place(original);
            case COMPANY -> fakes.company(original);
            case PEOPLE -> fakes.people(original);
            case AGE -> fakes.age(original);
            default -> {
                Rewriter rewriter = fakes.of(dataClass(kind));
                yield rewriter == null ? original : rewriter.rewrite(original, row);
            }
        };
    }

    private static DataClass dataClass(Kind kind) {
        return switch (kind) {
            case EMAIL -> DataClass.EMAIL;
            case URL -> DataClass.URL;
            case PHONE -> DataClass.PHONE;
            case SSN -> DataClass.NATIONAL_ID;
            case CARD -> DataClass.CARD_NUMBER;
            case IBAN -> DataClass.BANK_ACCOUNT;
            case IP -> DataClass.IP_ADDRESS;
            case MAC -> DataClass.MAC_ADDRESS;
            case BIRTH_DATE -> DataClass.BIRTH_DATE;
            case STREET -> DataClass.STREET_ADDRESS;
            case ADDRESS -> DataClass.ADDRESS;
            case NUMBER -> DataClass.STUDENT_NUMBER;
            case STAFF_NUMBER -> DataClass.STAFF_NUMBER;
            case DOCUMENT_NUMBER -> DataClass.DOCUMENT_NUMBER;
            case LOGIN -> DataClass.USER_NAME;
            case HOUSE, PIN -> DataClass.ADDRESS_LINE;
            case PLACE, COMPANY -> DataClass.CITY;
            case PEOPLE -> DataClass.ETHNICITY;
            case AGE -> DataClass.AGE;
            case GIVEN -> DataClass.GIVEN_NAME;
            case FAMILY -> DataClass.FAMILY_NAME;
        };
    }

    private static Proof proof(Kind kind) {
        return switch (kind) {
            case GIVEN, FAMILY -> Proof.NAME;
            case BIRTH_DATE, HOUSE, PIN, PLACE, COMPANY, PEOPLE, AGE -> Proof.NONE;
            default -> Proof.VALUE;
        };
    }
}
