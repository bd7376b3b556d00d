package dev.datamig.sandbox.data;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Session;
import org.neo4j.driver.Values;

/** The graph: districts, schools, people, classes, places and how they hang together. */
final class SpGraph {

    private static final List<String> KEYS = List.of(
            "District.districtId",
            "School.schoolId",
            "Person.personId",
            "Class.classId",
            "Course.code",
            "Contact.contactId",
            "Place.placeId");

    private final World world;
    private final Session session;

    SpGraph(World world, Session session) {
        this.world = world;
        this.session = session;
    }

    void create() {
        for (String key : KEYS) {
            String label = key.substring(0, key.indexOf('.'));
            String property = key.substring(key.indexOf('.') + 1);
            session.run("CREATE CONSTRAINT " + label.toLowerCase(java.util.Locale.ROOT) + "_key FOR (n:" + label
                            + ") REQUIRE n." + property + " IS UNIQUE")
                    .consume();
        }
        session.run("CALL db.awaitIndexes(120)").consume();
        if (world.cert()) {
            session.run("CREATE (:DatamigEnvironment {name: 'CERT'})").consume();
        }
        places();
        schools();
        students();
        adults();
        new SpRelations(world, session).create();
    }

    private void places() {
        try (var places = new GraphBatches(session, "CREATE (n:Place) SET n = row")) {
            for (DistrictPlan d : world.districts()) {
                for (int c = 0; c < d.count(Kind.CAMPUS); c++) {
                    places.add(place(IdsPlaces.placeUid(d, c).toString(), d, IdsPlaces.campusAddress(d, c)));
                }
                for (int h = 0; h < d.count(Kind.HOUSEHOLD); h += 4) {
                    places.add(place(home(d, h), d, d.id(Kind.HOUSEHOLD, h)));
                }
            }
        }
        try (var courses = new GraphBatches(session, "CREATE (n:Course) SET n = row")) {
            for (int c = 0; c < Hcp1Classes.COURSES; c++) {
                boolean renamed = world.cert() && c == 3;
                if (!(world.cert() && c == 12)) {
                    courses.add(Map.of(
                            "code",
                            Hcp1Classes.courseCode(c),
                            "title",
                            Hcp1Classes.courseTitle(c) + (renamed ? " (QA)" : "")));
                }
            }
        }
    }

    static String home(DistrictPlan d, int household) {
        return Dice.of("home", d.id(Kind.HOUSEHOLD, household)).uuid().toString();
    }

    private static Map<String, Object> place(String id, DistrictPlan d, long address) {
        return Map.of(
                "placeId",
                id,
                "street",
                IdsPlaces.street(address),
                "city",
                IdsPlaces.city(d),
                "zip",
                IdsPlaces.zip(d, address),
                "position",
                Values.point(4326, -82.0 - address % 100 / 100.0, 39.0 + address % 77 / 100.0));
    }

    private void schools() {
        try (var districts = new GraphBatches(session, "CREATE (n:District) SET n = row");
                var schools = new GraphBatches(session, "CREATE (n:School) SET n = row");
                var classes = new GraphBatches(session, "CREATE (n:Class) SET n = row")) {
            for (DistrictPlan d : world.districts()) {
                districts.add(Map.of("districtId", d.id(), "name", d.name(), "since", LocalDate.of(1954, 7, 1)));
                for (int s = 0; s < d.schools(); s++) {
                    schools.add(Map.of(
                            "schoolId",
                            schoolId(d, s),
                            "name",
                            IdsPlaces.schoolName(d, s),
                            "grades",
                            IdsPlaces.gradesOf(s).boxed().toList()));
                }
                for (int c = 0; c < d.count(Kind.CLASS); c++) {
                    classes.add(Map.of(
                            "classId",
                            Hcp1Classes.classUid(d, c).toString(),
                            "title",
                            Hcp1Classes.courseTitle(c),
                            "period",
                            1 + c % 8));
                }
            }
        }
    }

    static String schoolId(DistrictPlan d, int s) {
        return IdsPlaces.organizationUid(d.school(s)).toString();
    }

    private void students() {
        try (var students = new GraphBatches(session, "CREATE (n:Person:Student) SET n = row")) {
            for (DistrictPlan d : world.districts()) {
                for (int i = 0; i < d.students(); i++) {
                    Person p = People.student(d, i);
                    Map<String, Object> row = person(p);
                    row.put("studentNumber", p.number());
                    row.put("grade", i % 13);
                    row.put("average", i % 50 == 49 ? Double.NaN : 2.0 + i % 20 / 10.0);
                    if (i % 3 == 0) {
                        row.put("tags", List.of("bus", "choir"));
                    }
                    if (i % 40 == 2) {
                        row.put("remarks", p.fullName() + " takes the bus; ask " + p.given() + " at " + p.phone());
                    }
                    students.add(row);
                }
            }
        }
    }

    private void adults() {
        try (var staff = new GraphBatches(session, "CREATE (n:Person:Staff) SET n = row");
                var guardians = new GraphBatches(session, "CREATE (n:Person:Guardian) SET n = row");
                var both = new GraphBatches(session, "MATCH (n:Person {personId: row.personId}) SET n:Guardian");
                var contacts = new GraphBatches(session, "CREATE (n:Contact) SET n = row")) {
            for (DistrictPlan d : world.districts()) {
                for (int j = 0; j < d.staff(); j++) {
                    Person p = People.staff(d, j);
                    Map<String, Object> row = person(p);
                    row.put("staffNumber", p.number());
                    row.put(
                            "lastSeen",
                            OffsetDateTime.of(2025, 12, 1 + j % 28, 8, 30, 0, 123_000_000, ZoneOffset.ofHours(-5)));
                    staff.add(row);
                }
                for (int k = 0; k < d.count(Kind.GUARDIAN); k++) {
                    if (!People.isStaff(k)) {
                        guardians.add(person(People.guardian(d, k)));
                    }
                }
                for (int i = 0; i < d.students(); i++) {
                    if (IdsPeople.hasContact(i)) {
                        contacts.add(contact(d, i));
                    }
                }
            }
            staff.close();
            for (DistrictPlan d : world.districts()) {
                for (int k = 0; k < d.count(Kind.GUARDIAN); k++) {
                    if (People.isStaff(k)) {
                        both.add(Map.of("personId", People.guardian(d, k).uid().toString()));
                    }
                }
            }
        }
    }

    static String contactId(DistrictPlan d, int student) {
        return "C-" + d.id(Kind.STUDENT, student);
    }

    private static Map<String, Object> contact(DistrictPlan d, int student) {
        Person p = IdsPeople.contact(d, student);
        return Map.of("contactId", contactId(d, student), "name", p.fullName(), "phone", p.phone(), "email", p.email());
    }

    private static Map<String, Object> person(Person p) {
        Map<String, Object> row = new HashMap<>();
        row.put("personId", p.uid().toString());
        row.put("name", p.fullName());
        row.put("givenName", p.given());
        row.put("familyName", p.family());
        row.put("email", p.email());
        row.put("userName", p.userName());
        row.put("gender", p.gender());
        row.put("birthDate", p.born());
        if (p.id() % 3 != 0) {
            row.put("phone", p.phone());
        }
        if (p.id() % 10 == 0) {
            row.put("home", Values.point(4326, -82.5 + p.id() % 100 / 1000.0, 40.0));
        }
        return row;
    }
}
