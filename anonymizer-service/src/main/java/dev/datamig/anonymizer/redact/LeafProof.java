package dev.datamig.anonymizer.redact;

import dev.datamig.anonymizer.classify.DataClass;
import dev.datamig.anonymizer.persona.NameText;
import dev.datamig.anonymizer.transform.Proof;
import dev.datamig.anonymizer.transform.Row;
import org.jspecify.annotations.Nullable;

/** What the fingerprint of a replaced value inside JSON is to prove, by its class. */
final class LeafProof {

    private LeafProof() {}

    static Proof of(@Nullable DataClass dataClass) {
        if (dataClass == null) {
            return Proof.NONE;
        }
        return switch (dataClass) {
            case EMAIL,
                    USER_NAME,
                    PHONE,
                    STREET_ADDRESS,
                    ADDRESS,
                    URL,
                    NATIONAL_ID,
                    STUDENT_NUMBER,
                    STAFF_NUMBER,
                    DOCUMENT_NUMBER,
                    BANK_ACCOUNT,
                    MAC_ADDRESS,
                    IP_ADDRESS,
                    FULL_NAME,
                    CARD_NUMBER -> Proof.VALUE;
            case GIVEN_NAME, MIDDLE_NAME, FAMILY_NAME -> Proof.NAME;
            default -> Proof.NONE;
        };
    }

    /** Notes a replaced value; of names each word too. */
    static void note(@Nullable DataClass dataClass, String original, Row row) {
        Proof proof = of(dataClass);
        if (proof != Proof.NONE) {
            row.told(dataClass, original);
        }
        if (proof == Proof.VALUE) {
            row.replaced(Proof.VALUE, original);
        }
        if (dataClass == DataClass.FULL_NAME || proof == Proof.NAME) {
            for (NameText.Word word : NameText.words(original)) {
                if (word.part() != NameText.Part.STAYS && word.end() - word.start() > 1) {
                    row.replaced(Proof.NAME, original.substring(word.start(), word.end()));
                }
            }
        }
    }
}
