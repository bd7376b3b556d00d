package dev.datamig.anonymizer.classify;

/** What a column, property or JSON path holds, as far as that is a person's business (34 CFR 99.3 and beyond). */
public enum DataClass {
    GIVEN_NAME,
    MIDDLE_NAME,
    FAMILY_NAME,
    FULL_NAME,
    INITIALS,
    EMAIL,
    PHONE,
    STREET_ADDRESS,
    /** A further line: apartment, suite. */
    ADDRESS_LINE,
    /** All of an address in one text. */
    ADDRESS,
    CITY,
    STATE,
    POSTAL_CODE,
    GEO_POSITION,
    URL,
    BIRTH_DATE,
    BIRTH_PLACE,
    AGE,
    NATIONAL_ID,
    STUDENT_NUMBER,
    STAFF_NUMBER,
    /** Driving licence, passport, insurance, case numbers. */
    DOCUMENT_NUMBER,
    CARD_NUMBER,
    BANK_ACCOUNT,
    USER_NAME,
    PASSWORD,
    /** Tokens, API keys, security answers. */
    SECRET,
    IP_ADDRESS,
    MAC_ADDRESS,
    HEALTH,
    ETHNICITY,
    RELIGION,
    /** Union membership, politics, convictions. */
    BELIEF,
    ORIENTATION,
    DISABILITY,
    LUNCH_STATUS,
    GENDER,
    FREE_TEXT,
    JSON,
    /** A composite type with personal fields. */
    COMPOSITE,
    PHOTO,
    SEARCH_VECTOR;

    /** Whether the value names or reaches a person by itself. */
    public boolean direct() {
        return switch (this) {
            case GIVEN_NAME,
                    MIDDLE_NAME,
                    FAMILY_NAME,
                    FULL_NAME,
                    EMAIL,
                    PHONE,
                    STREET_ADDRESS,
                    ADDRESS,
                    NATIONAL_ID,
                    STUDENT_NUMBER,
                    STAFF_NUMBER,
                    DOCUMENT_NUMBER,
                    CARD_NUMBER,
                    BANK_ACCOUNT,
                    USER_NAME,
                    PHOTO -> true;
            default -> false;
        };
    }
}
