package dev.datamig.sandbox.check;

import dev.datamig.sandbox.check.PersonPair.Trait;
import dev.datamig.sandbox.data.SandboxServers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Three people of the district, side by side: two students and a member of staff, always the same ones. */
final class People {

    private static final List<String> TRAITS = List.of("name", "e-mail", "birth date", "phone", "number");
    private static final String STUDENTS =
            "select id, given_name || ' ' || family_name, email, birth_date, phone, student_number from"
                    + " student where id in (%s) order by id";
    private static final String STAFF =
            "select id, p.display_name, p.email, p.birth_date, p.phone, s.staff_number from staff s join"
                    + " person p using (id) where id in (%s) order by id";

    private People() {}

    static List<PersonPair> of(SandboxServers servers, Map<String, List<String>> uids) {
        try (var prod = new PgRows(servers.prod(), "ids");
                var cert = new PgRows(servers.cert(), "ids")) {
            String students = ids(
                    prod,
                    "select id from student where uid = any ('{%s}') and phone is not null order by id limit 2"
                            .formatted(String.join(",", uids.getOrDefault("d_student", List.of()))));
            String staff = ids(
                    prod,
                    ("select id from staff join person using (id) where uid = any ('{%s}') and phone is not null"
                                    + " and birth_date is not null order by id limit 1")
                            .formatted(String.join(",", uids.getOrDefault("d_person", List.of()))));
            List<PersonPair> people = new ArrayList<>(pairs("student", STUDENTS.formatted(students), prod, cert));
            people.addAll(pairs("staff", STAFF.formatted(staff), prod, cert));
            return people;
        }
    }

    private static List<PersonPair> pairs(String role, String query, PgRows prod, PgRows cert) {
        List<List<String>> after = cert.query(query);
        List<PersonPair> pairs = new ArrayList<>();
        for (List<String> was : prod.query(query)) {
            List<String> is = after.stream()
                    .filter(row -> row.getFirst().equals(was.getFirst()))
                    .findFirst()
                    .orElse(List.of("", "", "", "", "", ""));
            List<Trait> traits = new ArrayList<>();
            for (int i = 0; i < TRAITS.size(); i++) {
                traits.add(new Trait(TRAITS.get(i), was.get(i + 1), is.get(i + 1)));
            }
            pairs.add(new PersonPair(role, List.copyOf(traits)));
        }
        return pairs;
    }

    private static String ids(PgRows prod, String query) {
        List<String> ids = prod.query(query).stream().map(List::getFirst).toList();
        return ids.isEmpty() ? "null" : String.join(", ", ids);
    }
}
