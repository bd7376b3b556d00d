package dev.datamig.anonymizer.classify;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What programs and what they run on are called, some of it like people: identity providers, OAuth clients, agents. */
final class Programs {

    private static final Set<String> LIKE_PEOPLE =
            Set.of("provider", "providers", "client", "clients", "agent", "agents");

    /** What clients that sign people in have, two of them at least. */
    private static final Set<String> CLIENTS_OWN =
            Set.of("secret", "redirect", "protocol", "grant", "grants", "scopes");

    /** Whose password it is that no person has. */
    private static final Set<String> PASSWORDS = Set.of(
            "http",
            "ssl",
            "tls",
            "smtp",
            "imap",
            "pop",
            "ldap",
            "ftp",
            "sftp",
            "ssh",
            "snmp",
            "ipmi",
            "proxy",
            "db",
            "database",
            "key",
            "keystore",
            "bind");

    private Programs() {}

    /**
     * Whether a table is of programs.
     *
     * @param table the words of its name
     * @param beside whether a column has a word
     */
    static boolean in(List<String> table, Predicate<String> beside) {
        return Vocabulary.anySoftware(table)
                || providers(table)
                || (table.contains("client") || table.contains("clients"))
                        && CLIENTS_OWN.stream().filter(beside).count() > 1;
    }

    private static boolean providers(List<String> table) {
        int at = table.indexOf("provider");
        return at > 0 && (table.get(at - 1).equals("identity") || Vocabulary.ofSomebody(table.get(at - 1)));
    }

    static boolean calledLikePeople(String word) {
        return LIKE_PEOPLE.contains(word);
    }

    /** Whether a password of this name is a program's. */
    static boolean passwordOf(List<String> words) {
        return !Collections.disjoint(words, PASSWORDS);
    }
}
