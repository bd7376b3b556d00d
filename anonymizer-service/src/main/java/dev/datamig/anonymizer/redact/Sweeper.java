package dev.datamig.anonymizer.redact;

import dev.datamig.anonymizer.redact.Span.Kind;
import dev.datamig.anonymizer.transform.Proof;
import dev.datamig.anonymizer.transform.Row;
import dev.datamig.anonymizer.transform.Tools;
import dev.datamig.anonymizer.transform.Tools.Rewriter;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Replaces what is unmistakably somebody's in texts that speak of nobody, with the fakes that free text gets; everything else stays as it is. Looks
 * at the text and the run's names alone. Not for several threads.
 */
public final class Sweeper implements Rewriter {

    private static final int BRIEF = 60;
    private static final int REMEMBERED = 10_000;

    private final TextRedactor texts;
    private final KnownCodes codes;
    private final SweptNames names;
    private final boolean allNumbers;
    private final Tools.SweptNames wanted;
    /** Short values in which nothing is found: most columns have few and repeat them. */
    private final Set<String> quiet = new HashSet<>();

    /**
     * @param allNumbers whether numbers of six digits and more are replaced whatever their form
     * @param wanted which names are replaced
     */
    public Sweeper(KnownNames known, TextRedactor texts, boolean allNumbers, Tools.SweptNames wanted) {
        this.allNumbers = allNumbers;
        this.wanted = wanted;
        this.texts = texts;
        this.codes = known.codes();
        this.names = new SweptNames(known);
    }

    @Override
    public String rewrite(String text, Row row) {
        if (quiet.contains(text)) {
            return text;
        }
        Optional<String> hidden = Base64Text.decoded(text);
        if (hidden.isPresent()) {
            String swept = rewrite(hidden.get(), row);
            return swept.equals(hidden.get()) ? text : Base64Text.encoded(swept, text);
        }
        if (text.length() > BRIEF) {
            return texts.replaced(text, row, this::spans, Sweeper::proof);
        }
        List<Span> spans = spans(text);
        if (!spans.isEmpty()) {
            return texts.replaced(text, row, any -> spans, Sweeper::proof);
        }
        if (quiet.size() >= REMEMBERED) {
            quiet.clear();
        }
        quiet.add(text);
        return text;
    }

    @Override
    public String rewriteKey(String key, Row row) {
        return rewrite(key, row);
    }

    /** What was found, in order, without overlaps. */
    List<Span> spans(String text) {
        List<Word> words = Word.of(text);
        Clues clues = Clues.of(text, words);
        List<Span> out = Unmistakable.find(text, clues);
        if (texts.isTelling()) {
            return out;
        }
        codes.find(text, out);
        if (allNumbers) {
            Unmistakable.numbers(text, out);
        }
        names.find(text, words, out);
        if (wanted != Tools.SweptNames.SPOKEN) {
            names.outOfPlace(text, words, wanted == Tools.SweptNames.CAPITAL, out);
        }
        out.sort(Comparator.comparingInt(Span::start));
        return out;
    }

    /** Only what identifies by its form: what is told by the words around it may be nobody's where it stands alone. */
    private static Proof proof(Kind kind) {
        return switch (kind) {
            case EMAIL, SSN, CARD, IBAN -> Proof.VALUE;
            default -> Proof.NONE;
        };
    }
}
