package dev.datamig.sandbox.check;

import dev.datamig.sandbox.data.SandboxServers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Whether CERT's stores and its graph say the same about the same person. */
final class Agreement {

    private static final List<String> OF_STUDENTS = List.of("email", "userName", "studentNumber", "name", "birthDate");
    private static final List<String> OF_ADULTS = List.of("email", "userName", "name", "birthDate");

    private final SandboxServers servers;
    private final Map<String, Map<String, String>> people = new HashMap<>();
    private final Map<String, Long> differences = new TreeMap<>();
    private long compared;

    /** @param uids of the people to look at */
    Agreement(SandboxServers servers, Set<String> uids) {
        this.servers = servers;
        known(uids);
        compare(
                "hcp1",
                "select student_uid, email, user_name as \"userName\", display_name as name from login where student_uid is not null",
                List.of("email", "userName", "name"));
        compare(
                "hcp1",
                "select staff_uid, email, user_name as \"userName\", display_name as name from login where staff_uid is not null",
                List.of("email", "userName", "name"));
        compare(
                "adb",
                "select student_uid, student_number, name, birth_date from examinee",
                List.of("studentNumber", "name", "birthDate"));
        compare("adb", "select staff_uid, email, name from proctor", List.of("email", "name"));
        compare("adb", "select staff_uid, name from rater", List.of("name"));
        graph();
    }

    /** One line per place and property. */
    List<String> problems() {
        List<String> lines = new ArrayList<>();
        differences.forEach((what, count) -> lines.add(what + " differs for " + count + " people"));
        return lines;
    }

    long compared() {
        return compared;
    }

    private void known(Set<String> uids) {
        try (var ids = new PgRows(servers.cert(), "ids")) {
            for (List<String> row : ids.query(
                    "select uid, email, user_name, student_number, given_name || ' ' || family_name, birth_date"
                            + " from student")) {
                know(uids, row, OF_STUDENTS);
            }
            for (List<String> row :
                    ids.query("select p.uid, p.email, u.user_name, p.given_name || ' ' || p.family_name, p.birth_date"
                            + " from person p left join \"user\" u on u.person_id = p.id")) {
                know(uids, row, OF_ADULTS);
            }
        }
    }

    private void know(Set<String> uids, List<String> row, List<String> properties) {
        if (uids.contains(row.getFirst())) {
            Map<String, String> values = new HashMap<>();
            for (int i = 0; i < properties.size(); i++) {
                values.put(properties.get(i), row.get(i + 1));
            }
            people.put(row.getFirst(), values);
        }
    }

    private void compare(String store, String query, List<String> properties) {
        try (var database = new PgRows(servers.cert(), store)) {
            for (List<String> row : database.query(query)) {
                for (int i = 0; i < properties.size(); i++) {
                    compare(store, row.getFirst(), properties.get(i), row.get(i + 1));
                }
            }
        }
    }

    private void graph() {
        try (var sp = new GraphRows(servers.spCert())) {
            sp.query("MATCH (n:Person) RETURN n.personId AS uid, n AS person", Map.of())
                    .forEach(row -> {
                        var person = row.get("person").asNode();
                        for (String property : OF_STUDENTS) {
                            if (person.containsKey(property)) {
                                compare(
                                        "sp",
                                        row.get("uid").asString(),
                                        property,
                                        person.get(property).asObject().toString());
                            }
                        }
                    });
        }
    }

    private void compare(String where, String uid, String property, String value) {
        String known = people.getOrDefault(uid, Map.of()).getOrDefault(property, "");
        if (!known.isEmpty() && !value.isEmpty()) {
            compared++;
            if (!known.equals(value)) {
                differences.merge(where + " " + property, 1L, Long::sum);
            }
        }
    }
}
