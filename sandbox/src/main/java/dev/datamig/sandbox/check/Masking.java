package dev.datamig.sandbox.check;

import dev.datamig.sandbox.data.SandboxServers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Person by person: what PROD says and what CERT says. Finds values that went through unchanged, collects PROD's originals, and what
 * CERT got instead: a replacement may by chance be somebody else's original, and is then no leak.
 */
final class Masking {

    /** A column that identifies people, of a table whose key is not masked. */
    private record Personal(String store, String table, String key, String column, PersonalKind kind) {}

    private static final List<Personal> COLUMNS = List.of(
            new Personal("ids", "public.student", "id", "email", PersonalKind.EMAIL),
            new Personal("ids", "public.person", "id", "email", PersonalKind.EMAIL),
            new Personal("ids", "public.student", "id", "user_name", PersonalKind.USER_NAME),
            new Personal("ids", "public.\"user\"", "id", "user_name", PersonalKind.USER_NAME),
            new Personal("ids", "public.student", "id", "ssn", PersonalKind.SSN),
            new Personal("ids", "public.person", "id", "ssn", PersonalKind.SSN),
            new Personal("ids", "public.student", "id", "student_number", PersonalKind.NUMBER),
            new Personal("ids", "public.staff", "id", "staff_number", PersonalKind.NUMBER),
            new Personal("ids", "public.student", "id", "phone", PersonalKind.PHONE),
            new Personal("ids", "public.person", "id", "phone", PersonalKind.PHONE),
            new Personal("ids", "public.emergency_contact", "id", "phone", PersonalKind.PHONE),
            new Personal("ids", "public.student", "id", "family_name", PersonalKind.FAMILY),
            new Personal("ids", "public.person", "id", "family_name", PersonalKind.FAMILY));

    /** What is replaced within the same space of values, where a replacement may be somebody else's original. */
    private static final Set<PersonalKind> TOKENS =
            Set.of(PersonalKind.NUMBER, PersonalKind.SSN, PersonalKind.USER_NAME);

    private final SandboxServers servers;
    private final PersonalValues originals = new PersonalValues();
    private final PersonalValues replacements = new PersonalValues();
    private final List<String> unchanged = new ArrayList<>();
    private long compared;

    Masking(SandboxServers servers) {
        this.servers = servers;
        COLUMNS.forEach(this::compare);
        originals.removeAll(replacements);
    }

    /** Values of PROD that must be nowhere in CERT's new rows. */
    PersonalValues forbidden() {
        return originals;
    }

    /** One line per column in which somebody kept his own value. */
    List<String> unchanged() {
        return unchanged;
    }

    /** How many values were compared. */
    long compared() {
        return compared;
    }

    private void compare(Personal personal) {
        Map<String, String> prod = new HashMap<>();
        String query = "select " + personal.key() + ", " + personal.column() + " from " + personal.table() + " where "
                + personal.column() + " is not null";
        try (var database = new PgRows(servers.prod(), personal.store())) {
            for (List<String> row : database.query(query)) {
                prod.put(row.getFirst(), row.getLast());
                originals.add(personal.kind(), row.getLast());
            }
        }
        long same = 0;
        try (var database = new PgRows(servers.cert(), personal.store())) {
            for (List<String> row : database.query(query)) {
                String original = prod.get(row.getFirst());
                if (original != null) {
                    compared++;
                    if (original.equals(row.getLast())) {
                        same++;
                    } else if (TOKENS.contains(personal.kind())) {
                        replacements.add(personal.kind(), row.getLast());
                    }
                }
            }
        }
        if (same > 0) {
            unchanged.add(
                    personal.store() + ":" + personal.table() + "(" + personal.column() + "): " + same + " people");
        }
    }
}
