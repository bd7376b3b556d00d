package dev.datamig.sandbox.check;

/** What identifies a person of the sandbox by itself. */
enum PersonalKind {
    EMAIL("e-mail address"),
    USER_NAME("user name"),
    SSN("social security number"),
    NUMBER("student or staff number"),
    PHONE("phone"),
    /** All family names of the sandbox's people are invented, so that one is no coincidence anywhere. */
    FAMILY("family name");

    private final String text;

    PersonalKind(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
