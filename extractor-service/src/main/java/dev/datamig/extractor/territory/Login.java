package dev.datamig.extractor.territory;

import dev.datamig.contracts.landscape.Endpoint;
import dev.datamig.contracts.landscape.Secrets;
import dev.datamig.extractor.ExtractionException;
import dev.datamig.extractor.ExtractorCode;

/** The way into a store, with its secrets filled in. */
public final class Login {

    private Login() {}

    /** @throws ExtractionException when a variable or file that the landscape names is missing */
    public static Endpoint to(String store, Endpoint endpoint, Secrets secrets) {
        try {
            return secrets.resolve(endpoint);
        } catch (Secrets.MissingSecretException e) {
            throw new ExtractionException(ExtractorCode.NO_LOGIN, "store " + store + ": " + e.getMessage(), e);
        }
    }
}
