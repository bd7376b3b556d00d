package dev.datamig.anonymizer.redact;

import java.util.Set;

/** Words before a name, in the languages of the name lists. */
final class Titles {

    /** Said to or of a person by name; nothing but a name follows. */
    static final Set<String> OF_ADDRESS = Set.of(
            "mr",
            "mrs",
            "ms",
            "miss",
            "mx",
            "dr",
            "prof",
            "professor",
            "herr",
            "frau",
            "senor",
            "senora",
            "sra",
            "monsieur",
            "madame",
            "mme");

    private Titles() {}
}
