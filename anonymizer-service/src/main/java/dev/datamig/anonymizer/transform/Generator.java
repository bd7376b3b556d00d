package dev.datamig.anonymizer.transform;

import dev.datamig.anonymizer.classify.DataClass;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@code fake} can make. */
public enum Generator {
    GIVEN_NAME("givenName", "givenName", Proof.NAME),
    MIDDLE_NAME("middleName", "familyName", Proof.NAME),
    FAMILY_NAME("familyName", "familyName", Proof.NAME),
    FULL_NAME("fullName", "fullName", Proof.NAME),
    INITIALS("initials", "initials", Proof.NONE),
    EMAIL("email", "email", Proof.VALUE),
    USER_NAME("userName", "userName", Proof.VALUE),
    PHONE("phone", "phone", Proof.VALUE),
    STREET("street", "street", Proof.VALUE),
    ADDRESS_LINE("addressLine", "street", Proof.CELL),
    CITY("city", "place", Proof.NONE),
    STATE("state", "place", Proof.NONE),
    POSTAL_CODE("postalCode", "place", Proof.NONE),
    ADDRESS("address", "street", Proof.VALUE),
    COMPANY("company", "company", Proof.VALUE),
    URL("url", "url", Proof.VALUE),
    SSN("ssn", "ssn", Proof.VALUE),
    IP_ADDRESS("ipAddress", "ip", Proof.VALUE),
    MAC_ADDRESS("macAddress", "mac", Proof.VALUE),
    CARD_NUMBER("cardNumber", "card", Proof.VALUE),
    IBAN("iban", "iban", Proof.VALUE),
    PHOTO("photo", "photo", Proof.NONE);

    private final String text;
    private final String domain;
    private final Proof proof;

    Generator(String text, String domain, Proof proof) {
        this.text = text;
        this.domain = domain;
        this.proof = proof;
    }

    /** As rules write it. */
    public String text() {
        return text;
    }

    /** The domain of columns that name none. */
    public String domain() {
        return domain;
    }

    Proof proof() {
        return proof;
    }

    public static Optional<Generator> named(String text) {
        return Arrays.stream(values())
                .filter(generator -> generator.text.equals(text))
                .findFirst();
    }

    /** What stands for a class where the rule does not say. */
    public static @Nullable Generator of(DataClass dataClass) {
        return switch (dataClass) {
            case GIVEN_NAME -> GIVEN_NAME;
            case MIDDLE_NAME -> MIDDLE_NAME;
            case FAMILY_NAME -> FAMILY_NAME;
            case FULL_NAME -> FULL_NAME;
            case INITIALS -> INITIALS;
            case EMAIL -> EMAIL;
            case PHONE -> PHONE;
            case STREET_ADDRESS -> STREET;
            case ADDRESS_LINE -> ADDRESS_LINE;
            case ADDRESS -> ADDRESS;
            case CITY, BIRTH_PLACE -> CITY;
            case STATE -> STATE;
            case POSTAL_CODE -> POSTAL_CODE;
            case URL -> URL;
            case NATIONAL_ID -> SSN;
            case CARD_NUMBER -> CARD_NUMBER;
            case BANK_ACCOUNT -> IBAN;
            case USER_NAME -> USER_NAME;
            case IP_ADDRESS -> IP_ADDRESS;
            case MAC_ADDRESS -> MAC_ADDRESS;
            case PHOTO -> PHOTO;
            default -> null;
        };
    }

    /** Whether different values of a unique column stay different. */
    boolean injectiveWhenUnique() {
        return switch (this) {
            case CITY, STATE, POSTAL_CODE, INITIALS, ADDRESS_LINE, PHOTO -> false;
            default -> true;
        };
    }
}
