package dev.datamig.anonymizer.policy;

import dev.datamig.anonymizer.transform.FakeStrategy;
import dev.datamig.anonymizer.transform.Generator;
import org.jspecify.annotations.Nullable;

/** By what construction the fakes of a unique column cannot meet, in words for the report. */
final class Apartness {

    private static final String CIPHERWORD =
            "the original as a cipherword inside the fake, which only the key can read";

    private static final String MARK =
            "a keyed hash of the original inside the fake (62 bits), in which two values practically never meet";

    private Apartness() {}

    /** Null where the column is not unique or is not masked in a way that keeps values apart. */
    static @Nullable String of(ColumnPlan column) {
        boolean apart = column.target().unique() && column.strategy().injective(column.target(), column.params());
        if (!apart) {
            return null;
        }
        return switch (column.strategy().name()) {
            case "tokenize" -> "a keyed permutation (FF1), which can be turned back with the key";
            case "hash" -> "a keyed hash, in which two values practically never meet";
            case "fake" ->
                faked(
                        FakeStrategy.generator(column.target(), column.params()),
                        FakeStrategy.reversible(column.params()));
            default -> null;
        };
    }

    private static @Nullable String faked(@Nullable Generator generator, boolean reversible) {
        return generator == null
                ? null
                : switch (generator) {
                    case SSN, PHONE, IP_ADDRESS, MAC_ADDRESS, CARD_NUMBER, IBAN ->
                        "a keyed permutation of possible numbers";
                    case EMAIL, USER_NAME -> reversible ? CIPHERWORD : MARK;
                    default -> MARK;
                };
    }
}
