package dev.datamig.anonymizer.classify;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What values say against a name: a column {@code email} of {@code Y} and {@code N} holds no address. Only values that could not be
 * what the name says count; a sample that is merely unusual does not, since what is let through here is copied as it is.
 */
final class Contradiction {

    /** A year that no clock has to be asked for; births after it are too late to tell a column apart anyway. */
    static final int YEAR = 2024;

    /** Names that are not people's. */
    static final Set<String> OTHER_NAMES = Set.of(
            "city",
            "town",
            "country",
            "state",
            "county",
            "region",
            "province",
            "color",
            "colour",
            "brand",
            "title",
            "type",
            "status",
            "department",
            "language",
            "currency",
            "month",
            "day",
            "code",
            "category",
            "company",
            "organization",
            "street",
            "place",
            "timezone");
    /** Numbers that are not people's. */
    static final Set<String> CODES = Set.of(
            "isbn",
            "issn",
            "ean",
            "upc",
            "gtin",
            "sku",
            "version",
            "imei",
            "iccid",
            "tracking",
            "invoice",
            "order",
            "date",
            "time",
            "oid",
            "range",
            "hours");

    private static final int ENOUGH = 8;
    private static final int FEW = 3;
    /** What servers and programs write into columns for users. */
    private static final Set<String> MACHINES = Set.of(
            "postgres",
            "system",
            "admin",
            "root",
            "dbo",
            "sa",
            "batch",
            "etl",
            "import",
            "migration",
            "app",
            "service");

    /** What a browser or another client calls itself: a product, mostly with its version (RFC 9110, section 10.1.5). */
    private static final Pattern PROGRAM = Pattern.compile(
            "(?is)(?:mozilla|opera|chrome|chromium|firefox|safari|edge|msie|curl|wget|okhttp|dalvik)\\b.*|[a-z][\\w.+-]*/\\d.*");

    /** Short values of one length that are somebody's all the same: encrypted ones, and what a body is measured by. */
    private static final Set<String> SEALED = Set.of(
            "encrypted",
            "crypted",
            "crypt",
            "cipher",
            "ciphertext",
            "enc",
            "fingerprint",
            "finger",
            "biometric",
            "biometrics",
            "template",
            "face",
            "iris",
            "voice");

    private static final double HARDLY_ANY = 0.1;
    private static final double NEARLY_ALL = 0.95;

    private Contradiction() {}

    static Optional<String> of(DataClass named, List<String> values, NamedColumn names) {
        if (named == DataClass.USER_NAME && !values.isEmpty() && values.stream().allMatch(Contradiction::machine)) {
            return Optional.of("only programs are named");
        }
        if (named == DataClass.PHOTO && Collections.disjoint(names.words(), SEALED)) {
            OptionalInt bytes = BinaryValues.identifiers(values);
            if (bytes.isPresent()) {
                return Optional.of("values are identifiers or hashes of " + bytes.getAsInt() + " bytes");
            }
        }
        if (values.size() < ENOUGH || !names.shape().wordy() && names.shape() != ColumnShape.WHOLE) {
            return Optional.empty();
        }
        List<String> single = names.shape() == ColumnShape.ANY || names.shape() == ColumnShape.TEXT_ARRAY
                ? Elements.of(values)
                : values;
        if (numbered(named) && ValueJudge.reaches(single, Forms::uuid, ValueJudge.MOST)) {
            return Optional.of("values are made up by machines");
        }
        if (named == DataClass.FULL_NAME && ValueJudge.reaches(values, Forms::file, NEARLY_ALL)) {
            return Optional.of("values are names of files");
        }
        if (named == DataClass.FULL_NAME && ValueJudge.reaches(values, PROGRAM.asMatchPredicate(), NEARLY_ALL)) {
            return Optional.of("values are names of programs");
        }
        if (named.direct() && values.stream().distinct().count() > FEW && !companies(values)) {
            // odd values under a telling name are more likely odd than harmless
            return Optional.empty();
        }
        boolean against = switch (named) {
            case EMAIL -> none(values, value -> value.indexOf('@') > 0);
            case PHONE -> none(values, value -> Digits.count(value) >= 3);
            case NATIONAL_ID, CARD_NUMBER, BANK_ACCOUNT -> none(values, value -> Digits.count(value) >= 3);
            case IP_ADDRESS -> none(values, value -> value.indexOf('.') > 0 || value.indexOf(':') >= 0);
            case MAC_ADDRESS -> none(values, value -> Digits.count(value) + Digits.letters(value) >= 12);
            case FULL_NAME -> none(values, value -> Digits.letters(value) >= 2) || companies(values);
            case GIVEN_NAME, MIDDLE_NAME, FAMILY_NAME, CITY, BIRTH_PLACE ->
                none(values, value -> Digits.letters(value) >= 2);
            case URL -> none(values, value -> value.length() >= 4);
            case GEO_POSITION -> names.shape() == ColumnShape.TEXT && none(values, value -> Digits.count(value) >= 2);
            case STREET_ADDRESS, ADDRESS -> none(values, value -> value.length() >= 2) || flags(values);
            case FREE_TEXT -> coded(values);
            case STATE -> none(values, value -> value.length() <= 30) || statuses(values);
            case USER_NAME, STUDENT_NUMBER, STAFF_NUMBER, DOCUMENT_NUMBER, PHOTO -> flags(values);
            default -> false;
        };
        return against ? Optional.of("no value is of that kind") : Optional.empty();
    }

    private static boolean numbered(DataClass named) {
        return named == DataClass.STUDENT_NUMBER
                || named == DataClass.STAFF_NUMBER
                || named == DataClass.USER_NAME
                || named == DataClass.DOCUMENT_NUMBER;
    }

    private static boolean machine(String value) {
        return MACHINES.contains(value.toLowerCase(java.util.Locale.ROOT));
    }

    private static boolean none(List<String> values, java.util.function.Predicate<String> could) {
        return !ValueJudge.reaches(values, could, HARDLY_ANY);
    }

    private static boolean companies(List<String> values) {
        return ValueJudge.reaches(
                        values,
                        value -> java.util.Arrays.stream(value.split("[ ,]+")).anyMatch(PeopleInValues::company),
                        0.3)
                && !ValueJudge.reaches(values, PeopleInValues::fullName, 0.3);
    }

    private static boolean flags(List<String> values) {
        return values.stream()
                .allMatch(value -> value.length() == 1
                        || Set.of("yes", "no", "true", "false").contains(value));
    }

    /** A handful of short codes instead of texts. */
    private static boolean coded(List<String> values) {
        return values.size() >= 3 * ENOUGH
                && values.stream().distinct().count() <= Math.max(3, values.size() / 12)
                && ValueJudge.reaches(values, value -> ValueJudge.words(value) <= 2 && value.length() <= 24, 0.95);
    }

    private static boolean statuses(List<String> values) {
        Set<String> known = Set.of(
                "active",
                "inactive",
                "open",
                "closed",
                "pending",
                "new",
                "done",
                "failed",
                "completed",
                "draft",
                "published",
                "deleted",
                "enabled",
                "disabled",
                "cancelled",
                "canceled",
                "running",
                "queued",
                "submitted",
                "graded",
                "approved",
                "rejected",
                "available",
                "unpublished");
        return ValueJudge.reaches(values, value -> known.contains(value.toLowerCase(java.util.Locale.ROOT)), 0.5);
    }
}
