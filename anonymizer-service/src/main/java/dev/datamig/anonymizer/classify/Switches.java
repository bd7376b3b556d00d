package dev.datamig.anonymizer.classify;

import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Switches of accounts and things, which are called like a person's disability: {@code is_disabled}, {@code login_disabled}. */
final class Switches {

    private static final Set<String> OFF = Set.of("disabled", "disable", "disables", "invalid");
    private static final Set<String> SAID_OF_ONE =
            Set.of("is", "currently", "temporarily", "permanently", "flag", "ind", "status", "code");
    /** Tables whose rows are how somebody signs in or is dealt with, and so can be switched off. */
    private static final Set<String> SWITCHED = Vocabulary.words("""
            user users account accounts login logins credential credentials profile profiles contact contacts client clients customer customers
            agent agents admin admins operator operators tenant tenants subscriber subscribers subscription subscriptions usuario usuarios
            utilisateur utilisateurs benutzer utente utenti identity identities principal member members owner
            """);

    /** How well something runs. */
    private static final Set<String> CHECKED =
            Set.of("check", "checks", "probe", "endpoint", "status", "url", "ping", "monitor");

    private Switches() {}

    /** Whether a name that speaks of health means how well an account or a thing runs: {@code health_check_url}. */
    static boolean runs(NamedColumn column) {
        List<String> words = column.words();
        int at = words.indexOf("health");
        return at >= 0
                && at + 1 < words.size()
                && CHECKED.contains(words.get(at + 1))
                && (!column.personsTable()
                        || !Collections.disjoint(column.table().words(), SWITCHED));
    }

    /**
     * Whether a name that ends so says that something is switched off. It is a person's where the word stands beside one for a person, or
     * alone in a table of people who do not sign in there.
     */
    static boolean off(NamedColumn column) {
        List<String> words = column.words();
        if (words.stream().noneMatch(OFF::contains)) {
            return false;
        }
        List<String> rest = words.stream()
                .filter(word -> !OFF.contains(word) && !SAID_OF_ONE.contains(word))
                .toList();
        if (!rest.isEmpty()) {
            return !Vocabulary.anyPerson(rest) || !Collections.disjoint(rest, SWITCHED);
        }
        return !column.personsTable()
                || column.table().words().stream().anyMatch(SWITCHED::contains)
                || column.table().beside(DataClass.PASSWORD)
                || column.table().beside(DataClass.USER_NAME);
    }
}
