package dev.datamig.validator.proof;

import java.util.Arrays;

/**
 * Tells a leak from a replacement that happens to be somebody's original, and from a plain word. What it relies on: which
 * originals the masking recorded for the very cell, and what other cells show to be the replacement of each.
 */
public final class Judge {

    private final Originals originals;
    private final Replacements replacements;

    public Judge(Originals originals, Replacements replacements) {
        this.originals = originals;
        this.replacements = replacements;
    }

    /**
     * A sighting inside a text or a JSON leaf.
     *
     * @param recorded the originals recorded as replaced in this cell
     * @param words fingerprints of the words of the cell
     * @param redacted whether the masking replaces what it finds in this text
     */
    public Verdict inText(Sighting sighting, Recorded recorded, long[] words, boolean redacted) {
        if (explained(sighting, recorded, words)) {
            return Verdict.CHANCE;
        }
        if (sighting.plainCase() && (sighting.kind() == Kind.NAME || originals.allPlain(sighting.words()))) {
            return Verdict.NOTHING;
        }
        if (sighting.kind() == Kind.NAME) {
            return originals.allPlain(sighting.words()) ? Verdict.NOTHING : Verdict.SUSPECT;
        }
        boolean own = recorded.has(sighting.print());
        return switch (sighting.shape()) {
            case EMAIL, CODE -> Verdict.LEAK;
            case NUMBER -> !own && sighting.reserved() && recorded.any() ? Verdict.CHANCE : Verdict.LEAK;
            case PHRASE -> redacted || originals.anyRare(sighting.words()) ? Verdict.LEAK : Verdict.SUSPECT;
            case DIGITS ->
                !own && unknown(recorded.values()) ? Verdict.CHANCE : redacted ? Verdict.LEAK : Verdict.SUSPECT;
            case WORD -> Verdict.SUSPECT;
            case SHORT -> Verdict.NOTHING;
        };
    }

    /**
     * Whether what was replaced in the cell accounts for the sighting: its words are known replacements of recorded originals, and
     * those that are not are no more than the recorded originals whose replacement is not in sight (a word seen only as a given name
     * may have been replaced as a family name here).
     */
    private boolean explained(Sighting sighting, Recorded recorded, long[] words) {
        if (replacements.explains(recorded.values(), sighting.print())
                || replacements.explains(recorded.names(), sighting.print())) {
            return true;
        }
        boolean named = sighting.kind() == Kind.NAME || sighting.shape() == Shape.PHRASE;
        if (!named || recorded.has(sighting.print())) {
            return false;
        }
        if (recorded.names().length == 0) {
            return !anyName(sighting) && unknown(recorded.values());
        }
        int open = 0;
        for (long word : sighting.words()) {
            open += replacements.explains(recorded.names(), word) ? 0 : 1;
        }
        return open == 0 || replacements.unaccounted(recorded.names(), words, open);
    }

    /** Whether a value replaced in this cell may have become anything, because no other cell shows what it became. */
    private boolean unknown(long[] recorded) {
        return Arrays.stream(recorded).anyMatch(value -> !originals.isReplacementKnown(value));
    }

    /** Whether a word of it is a word of somebody's name. */
    boolean anyName(Sighting sighting) {
        return Arrays.stream(sighting.words()).anyMatch(originals::isName);
    }

    /**
     * A whole cell that equals an original of another cell.
     *
     * @param replaced whether this cell was replaced
     */
    public Verdict wholeCell(Sighting sighting, boolean replaced) {
        if (replaced) {
            return sighting.shape() == Shape.EMAIL ? Verdict.LEAK : Verdict.CHANCE;
        }
        if (sighting.shape().certain()) {
            return Verdict.LEAK;
        }
        return switch (sighting.shape()) {
            case PHRASE -> originals.anyRare(sighting.words()) ? Verdict.LEAK : Verdict.SUSPECT;
            case SHORT -> Verdict.NOTHING;
            default -> Verdict.SUSPECT;
        };
    }
}
