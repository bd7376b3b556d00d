package dev.datamig.anonymizer.transform;

import dev.datamig.anonymizer.key.MaskingKey;
import dev.datamig.anonymizer.persona.EmailFake;
import dev.datamig.anonymizer.persona.PersonNames;
import java.util.function.UnaryOperator;

/**
 * What the masks of one batch share.
 *
 * @param email for user names that are addresses
 * @param texts makes redactors; absent knowledge of the run's names is theirs to handle
 */
public record Tools(MaskingKey key, PersonNames names, UnaryOperator<String> email, Texts texts) {

    public static Tools of(MaskingKey key, Texts texts) {
        var names = new PersonNames(key);
        return new Tools(key, names, new EmailFake(key, "email", names, 0), texts);
    }

    /** Names that a sweep replaces. */
    public enum SweptNames {
        /** The run's people, and strangers where a word or the cell says so. */
        SPOKEN,
        /** Every well-known name, too. */
        ALL,
        /** Every word with a capital that is no plain word, too. */
        CAPITAL
    }

    /** Where strategies get their redactors from. */
    public interface Texts {
        /** For free text. @param allDates whether full dates are replaced that are no births */
        Rewriter text(Target target, boolean allDates);

        /** For JSON documents. @param allDates whether full dates inside texts are replaced that are no births */
        Rewriter json(Target target, boolean allDates);

        /**
         * For whatever looks like nothing personal: only what is unmistakably somebody's is replaced, by the value and the run's names alone.
         *
         * @param allNumbers whether numbers of six digits and more are replaced whatever their form
         * @param names which names are replaced
         */
        Rewriter sweep(Target target, boolean allNumbers, SweptNames names);

        /**
         * For JSON documents of which each string is swept that no rule for its path replaces; parameters as for a sweep.
         *
         * @param leaf what becomes of the sweep of a string
         */
        default Rewriter sweptJson(Target target, boolean allNumbers, SweptNames names, UnaryOperator<Rewriter> leaf) {
            Rewriter each = leaf.apply(sweep(target, allNumbers, names));
            return (json, row) -> JsonStrings.map(json, value -> each.rewrite(value, row));
        }

        /** For JSON documents of which only what rules for paths claim is replaced. */
        default Rewriter keptJson(Target target) {
            return (json, row) -> json;
        }

        /** For values of composite types and arrays of these. @param allDates whether full dates inside texts are replaced that are no births */
        Rewriter composite(Target target, boolean allDates);
    }

    /** Rewrites a text, noting what it replaced. */
    @FunctionalInterface
    public interface Rewriter {
        String rewrite(String text, Row row);

        /** A key of a map, which is mostly no value. */
        default String rewriteKey(String key, Row row) {
            return key;
        }
    }
}
