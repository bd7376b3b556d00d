package dev.datamig.sandbox.data;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Session;

/** The graph's relationships; some with properties, some parallel, some from a node to itself. */
final class SpRelations {

    private final World world;
    private final Session session;

    SpRelations(World world, Session session) {
        this.world = world;
        this.session = session;
    }

    void create() {
        schools();
        enrollments();
        work();
        classes();
        families();
    }

    private void schools() {
        try (var in = join("School", "schoolId", "District", "districtId", "CREATE (a)-[:IN_DISTRICT]->(b)")) {
            for (DistrictPlan d : world.districts()) {
                for (int s = 0; s < d.schools(); s++) {
                    in.add(Map.of("a", SpGraph.schoolId(d, s), "b", d.id()));
                }
            }
        }
        try (var at = join("School", "schoolId", "Place", "placeId", "CREATE (a)-[:STANDS_AT]->(b)")) {
            for (DistrictPlan d : world.districts()) {
                for (int s = 0; s < d.schools(); s++) {
                    at.add(Map.of(
                            "a",
                            SpGraph.schoolId(d, s),
                            "b",
                            IdsPlaces.placeUid(d, s % d.count(Kind.CAMPUS)).toString()));
                }
            }
        }
    }

    private void enrollments() {
        try (var enrolled = join(
                "Person",
                "personId",
                "School",
                "schoolId",
                "CREATE (a)-[:ENROLLED_AT {since: row.since, share: row.share}]->(b)")) {
            for (DistrictPlan d : world.districts()) {
                DistrictPlan next = world.next(d);
                for (int i = 0; i < d.students(); i++) {
                    String student = student(d, i);
                    boolean shared = i < d.visitors();
                    enrolled.add(Map.of(
                            "a",
                            student,
                            "b",
                            SpGraph.schoolId(d, d.schoolOfStudent(i)),
                            "since",
                            LocalDate.of(2025, 8, 18),
                            "share",
                            shared ? 0.5 : 1.0));
                    if (shared) {
                        enrolled.add(Map.of(
                                "a",
                                student,
                                "b",
                                SpGraph.schoolId(next, i % next.schools()),
                                "since",
                                LocalDate.of(2025, 8, 20),
                                "share",
                                0.5));
                    }
                }
            }
        }
    }

    private void work() {
        try (var works = join(
                        "Person",
                        "personId",
                        "School",
                        "schoolId",
                        "CREATE (a)-[:WORKS_AT {since: row.since, ended: row.ended}]->(b)");
                var reports = join("Person", "personId", "Person", "personId", "CREATE (a)-[:REPORTS_TO]->(b)");
                var mentors = join(
                        "Person", "personId", "Person", "personId", "CREATE (a)-[:MENTORS {year: row.year}]->(b)")) {
            for (DistrictPlan d : world.districts()) {
                DistrictPlan next = world.next(d);
                for (int j = 0; j < d.staff(); j++) {
                    String person = People.staff(d, j).uid().toString();
                    works.add(work(person, SpGraph.schoolId(d, d.schoolOfStaff(j)), d.moved(j) ? 2025 : 2019, false));
                    if (d.moved(j)) {
                        works.add(work(person, SpGraph.schoolId(next, j % next.schools()), 2015, true));
                    }
                    reports.add(Map.of(
                            "a",
                            person,
                            "b",
                            People.staff(d, j == 0 ? 0 : (j - 1) / 12).uid().toString()));
                    if (j % 20 == 3) {
                        String mentee = People.staff(d, j - 1).uid().toString();
                        mentors.add(Map.of("a", person, "b", mentee, "year", 2024));
                        mentors.add(Map.of("a", person, "b", mentee, "year", 2025));
                    }
                }
            }
        }
    }

    private static Map<String, Object> work(String person, String school, int year, boolean ended) {
        return Map.of("a", person, "b", school, "since", LocalDate.of(year, 1, 1), "ended", ended);
    }

    private void classes() {
        try (var at = join("Class", "classId", "School", "schoolId", "CREATE (a)-[:AT_SCHOOL]->(b)");
                var of = join("Class", "classId", "Course", "code", "CREATE (a)-[:OF_COURSE]->(b)");
                var teaches = join("Person", "personId", "Class", "classId", "CREATE (a)-[:TEACHES]->(b)");
                var attends = join(
                        "Person", "personId", "Class", "classId", "CREATE (a)-[:ATTENDS {seats: row.seats}]->(b)")) {
            for (DistrictPlan d : world.districts()) {
                for (int c = 0; c < d.count(Kind.CLASS); c++) {
                    String id = Hcp1Classes.classUid(d, c).toString();
                    at.add(Map.of("a", id, "b", SpGraph.schoolId(d, d.schoolOfClass(c))));
                    if (!(world.cert() && c % Hcp1Classes.COURSES == 12)) {
                        of.add(Map.of("a", id, "b", Hcp1Classes.courseCode(c)));
                    }
                    teaches.add(Map.of(
                            "a", People.staff(d, d.teacherOfClass(c)).uid().toString(), "b", id));
                }
                for (int i = 0; i < d.students(); i++) {
                    if (Hcp1Classes.attends(i)) {
                        String id = Hcp1Classes.classUid(d, d.classOfStudent(i)).toString();
                        attends.add(Map.of("a", student(d, i), "b", id, "seats", List.of(i % 30, i % 7)));
                    }
                }
            }
        }
    }

    private void families() {
        try (var guards = join(
                        "Person",
                        "personId",
                        "Person",
                        "personId",
                        "CREATE (a)-[r:GUARDIAN_OF {primary: row.primary}]->(b) SET r.remarks = row.remarks");
                var siblings = join("Person", "personId", "Person", "personId", "CREATE (a)-[:SIBLING_OF]->(b)");
                var contacts = join("Person", "personId", "Contact", "contactId", "CREATE (a)-[:HAS_CONTACT]->(b)");
                var homes = join("Person", "personId", "Place", "placeId", "CREATE (a)-[:LIVES_AT]->(b)")) {
            for (DistrictPlan d : world.districts()) {
                for (int i = 0; i < d.students(); i++) {
                    String student = student(d, i);
                    for (int k : IdsPeople.guardiansOf(d, i)) {
                        Person guardian = People.guardian(d, k);
                        var row = new java.util.HashMap<String, Object>(
                                Map.of("a", guardian.uid().toString(), "b", student, "primary", k == i / 2));
                        row.put("remarks", i % 30 == 0 ? guardian.fullName() + " picks up on Fridays" : null);
                        guards.add(row);
                    }
                    if (i % 2 == 1) {
                        siblings.add(Map.of("a", student, "b", student(d, i - 1)));
                    }
                    if (IdsPeople.hasContact(i)) {
                        contacts.add(Map.of("a", student, "b", SpGraph.contactId(d, i)));
                    }
                    if (i / 2 < d.count(Kind.HOUSEHOLD) && i / 2 % 4 == 0) {
                        homes.add(Map.of("a", student, "b", SpGraph.home(d, i / 2)));
                    }
                }
            }
        }
    }

    private static String student(DistrictPlan d, int i) {
        return People.student(d, i).uid().toString();
    }

    private GraphBatches join(String from, String fromKey, String to, String toKey, String create) {
        return new GraphBatches(
                session,
                "MATCH (a:" + from + " {" + fromKey + ": row.a}) MATCH (b:" + to + " {" + toKey + ": row.b}) "
                        + create);
    }
}
