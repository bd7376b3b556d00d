package dev.datamig.anonymizer.redact;

/** A personal value inside a text. */
record Span(int start, int end, Kind kind) {

    /** What it is. */
    enum Kind {
        EMAIL,
        URL,
        PHONE,
        SSN,
        CARD,
        IBAN,
        IP,
        MAC,
        BIRTH_DATE,
        STREET,
        ADDRESS,
        /** A number of a student, or of nobody knows whom. */
        NUMBER,
        /** A number of somebody who works there. */
        STAFF_NUMBER,
        /** A number of a document or a case. */
        DOCUMENT_NUMBER,
        /** A short number that is somebody's: too short to be looked for elsewhere. */
        PIN,
        /** A user name. */
        LOGIN,
        /** A house number, unit or postal code beside a name of a street or place. */
        HOUSE,
        /** The name of a place. */
        PLACE,
        COMPANY,
        /** A nation, an ethnic group or a religion. */
        PEOPLE,
        /** How old somebody is. */
        AGE,
        GIVEN,
        FAMILY
    }

    boolean overlaps(int from, int to) {
        return start < to && from < end;
    }
}
