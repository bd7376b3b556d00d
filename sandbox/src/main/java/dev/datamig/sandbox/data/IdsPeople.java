package dev.datamig.sandbox.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Students, staff and guardians, and where they are. */
final class IdsPeople {

    private static final List<String> TITLES =
            List.of("Teacher", "Teacher", "Teacher", "Counselor", "Registrar", "Nurse", "Aide");
    private static final List<String> NEEDS = List.of("none", "reading glasses", "front row", "extra time");
    private static final List<String> CONDITIONS = List.of("asthma", "peanut allergy", "epilepsy, controlled");

    private final World world;

    IdsPeople(World world) {
        this.world = world;
    }

    List<Feed> feeds() {
        return List.of(
                new Feed(
                        "public.person(id, uid, given_name, middle_name, family_name, display_name, former_names, email, phone, ssn,"
                                + " birth_date, gender, language_code, photo, created_at, updated_at)",
                        this::persons),
                new Feed(
                        "public.staff(id, staff_number, title, manager_id, hired, employed, salary, certificates)",
                        this::staff),
                new Feed("public.guardian(id, address_id, employer, occupation, custody_notes)", this::guardians),
                new Feed(
                        "public.student(id, uid, student_number, ssn, given_name, middle_name, family_name, preferred_name, email,"
                                + " user_name, phone, birth_date, birth_city, gender, ethnicity_id, language_code, lunch, profile,"
                                + " photo, created_at, updated_at)",
                        rows -> each((d, i) -> student(rows, d, i))),
                new Feed(
                        "public.student_guardian(student_id, guardian_id, relationship_code, contact_order)",
                        this::guardianships),
                new Feed(
                        "public.student_address(student_id, kind, address_id)",
                        rows -> each((d, i) -> addresses(rows, d, i))),
                new Feed(
                        "public.emergency_contact(id, student_id, name, phone, relationship_code)",
                        this::emergencyContacts),
                new Feed(
                        "public.student_health(student_id, conditions, physician, insurance_number, remarks)",
                        rows -> each((d, i) -> health(rows, d, i))),
                new Feed(
                        "public.student_bus(student_id, route_id, stop)",
                        rows -> each((d, i) -> {
                            if (i % 30 == 3) {
                                rows.add(d.id(Kind.STUDENT, i), d.id(Kind.ROUTE, i % d.count(Kind.ROUTE)), "Depot");
                            }
                        })),
                new Feed("public.locker(school_id, number, student_id, combination)", this::lockers));
    }

    /** Guardians of a student: indices into the district's guardians, none to two. */
    static List<Integer> guardiansOf(DistrictPlan d, int student) {
        int guardians = d.count(Kind.GUARDIAN);
        int household = student / 2;
        if (household >= guardians) {
            return List.of();
        }
        int other = (household + 1) % guardians;
        return student % 20 == 1 && other != household ? List.of(household, other) : List.of(household);
    }

    static boolean hasContact(int student) {
        return student % 25 == 4;
    }

    /** Who is called when nobody is at home: in the graph, too. */
    static Person contact(DistrictPlan d, int student) {
        return People.guardian(d, (student * 7 + 3) % d.count(Kind.GUARDIAN));
    }

    private void persons(Rows rows) {
        for (DistrictPlan d : world.districts()) {
            for (int j = 0; j < d.staff(); j++) {
                person(rows, People.staff(d, j));
            }
            for (int k = 0; k < d.count(Kind.GUARDIAN); k++) {
                if (!People.isStaff(k)) {
                    person(rows, People.guardian(d, k));
                }
            }
        }
    }

    private static void person(Rows rows, Person p) {
        Dice dice = Dice.of("person.rest", p.id());
        rows.add(
                p.id(),
                p.uid(),
                p.given(),
                p.middle(),
                p.family(),
                p.given() + " " + p.family(),
                dice.oneIn(9) ? List.of("Former" + p.family().charAt(0) + "bury", p.family()) : null,
                p.email(),
                dice.oneIn(10) ? null : p.phone(),
                p.ssn(),
                dice.oneIn(15) ? null : p.born(),
                p.gender(),
                dice.oneIn(6) ? null : language(p, dice),
                dice.oneIn(12) ? dice.bytes(24) : null,
                Times.in2024(dice),
                Times.in2025(dice));
    }

    /** Hawaiian is not known in CERT. */
    private static String language(Person p, Dice dice) {
        String code = dice.of(IdsLookups.LANGUAGES);
        return code.equals("haw") && p.id() >= World.TESTERS ? "en" : code;
    }

    private void staff(Rows rows) {
        for (DistrictPlan d : world.districts()) {
            for (int j = 0; j < d.staff(); j++) {
                Person p = People.staff(d, j);
                Dice dice = Dice.of("staff", p.id());
                Long manager = j == 0 ? null : People.staff(d, (j - 1) / 12).id();
                String certificates = dice.oneIn(3)
                        ? null
                        : "[{\"state\": \"" + d.state() + "\", \"holder\": \"" + p.fullName() + "\", \"years\": "
                                + dice.between(1, 20) + "}]";
                rows.add(
                        p.id(),
                        p.number(),
                        j < d.schools() ? "Principal" : TITLES.get(j % TITLES.size()),
                        manager,
                        "20" + dice.between(10, 24) + "-08-15",
                        d.moved(j) ? "[2025-01-01,)" : "[2015-08-15,)",
                        dice.oneIn(8) ? null : dice.between(38_000, 99_000) + "." + dice.between(10, 99),
                        certificates);
            }
        }
    }

    private void guardians(Rows rows) {
        for (DistrictPlan d : world.districts()) {
            for (int k = 0; k < d.count(Kind.GUARDIAN); k++) {
                Person p = People.guardian(d, k);
                Long home = k < d.count(Kind.HOUSEHOLD) ? d.id(Kind.HOUSEHOLD, k) : null;
                String notes = k % 11 == 2
                        ? "Court order: only " + p.fullName() + " may pick up the children. Call " + p.phone() + "."
                        : null;
                rows.add(p.id(), home, k % 3 == 0 ? "Harbor & Sons Ltd" : null, k % 4 == 0 ? "carpenter" : null, notes);
            }
        }
    }

    private static void student(Rows rows, DistrictPlan d, int i) {
        Person p = People.student(d, i);
        Dice dice = Dice.of("student.rest", p.id());
        List<Integer> guardians = guardiansOf(d, i);
        rows.add(
                p.id(),
                p.uid(),
                p.number(),
                p.ssn(),
                p.given(),
                p.middle(),
                p.family(),
                dice.oneIn(12) ? p.given().substring(0, 2) + "i" : null,
                p.email(),
                p.userName(),
                dice.oneIn(2) ? p.phone() : null,
                p.born(),
                dice.oneIn(3) ? null : IdsPlaces.city(d),
                p.gender(),
                dice.oneIn(9) ? null : dice.between(1, IdsLookups.ETHNICITIES),
                dice.oneIn(11) ? null : language(p, dice),
                dice.of(List.of("paid", "paid", "reduced", "free")),
                profile(d, p, dice, guardians.isEmpty() ? null : People.guardian(d, guardians.getFirst())),
                dice.oneIn(40) ? dice.bytes(16) : null,
                Times.in2024(dice),
                Times.in2025(dice));
    }

    private static String profile(DistrictPlan d, Person p, Dice dice, @Nullable Person guardian) {
        var json = new StringBuilder("{\"nickname\": \"").append(p.given()).append("\", \"needs\": \"");
        json.append(dice.of(NEEDS)).append("\", \"homeroom\": ").append(dice.between(100, 340));
        if (guardian != null) {
            json.append(", \"contacts\": [{\"name\": \"").append(guardian.fullName());
            json.append("\", \"phone\": \"").append(guardian.phone()).append("\", \"primary\": true}]");
        }
        if (dice.oneIn(5)) {
            json.append(", \"remarks\": \"")
                    .append(p.given())
                    .append(' ')
                    .append(p.family())
                    .append(" came from ")
                    .append(IdsPlaces.city(d))
                    .append("; write to ")
                    .append(p.email())
                    .append('"');
        }
        return json.append('}').toString();
    }

    private void guardianships(Rows rows) {
        each((d, i) -> {
            int order = 1;
            for (int k : guardiansOf(d, i)) {
                String relationship = d.isolated()
                        ? "FOSTER"
                        : IdsLookups.RELATIONSHIPS.get((i / 2 + order) % IdsLookups.RELATIONSHIPS.size());
                rows.add(d.id(Kind.STUDENT, i), People.guardian(d, k).id(), relationship, order++);
            }
        });
    }

    private static void addresses(Rows rows, DistrictPlan d, int i) {
        int household = i / 2;
        if (household < d.count(Kind.HOUSEHOLD)) {
            rows.add(d.id(Kind.STUDENT, i), "home", d.id(Kind.HOUSEHOLD, household));
            if (i % 16 == 5) {
                rows.add(d.id(Kind.STUDENT, i), "other parent", d.id(Kind.HOUSEHOLD, 0));
            }
        }
    }

    private void emergencyContacts(Rows rows) {
        each((d, i) -> {
            if (hasContact(i)) {
                Person p = contact(d, i);
                rows.add(
                        d.offset() + rows.count() + 1,
                        d.id(Kind.STUDENT, i),
                        p.fullName(),
                        p.phone(),
                        i % 50 == 4 ? null : "AUNT");
            }
        });
    }

    private static void health(Rows rows, DistrictPlan d, int i) {
        if (i % 30 != 6) {
            return;
        }
        Person p = People.student(d, i);
        Dice dice = Dice.of("health", p.id());
        Person physician = People.staff(d, dice.below(d.staff()));
        String remarks = "Inhaler for " + p.given() + " " + p.family() + " is in the office. In doubt call Dr. "
                + physician.family() + ", " + p.phone() + ".";
        rows.add(
                p.id(),
                dice.oneIn(4) ? List.of() : List.of(dice.of(CONDITIONS)),
                physician.fullName(),
                dice.oneIn(3) ? null : "HX" + dice.between(10_000_000, 99_999_999),
                dice.oneIn(3) ? null : remarks);
    }

    private void lockers(Rows rows) {
        each((d, i) -> {
            if (i % 40 == 0) {
                Long student = i % 120 == 0 ? null : d.id(Kind.STUDENT, i);
                rows.add(
                        d.school(d.schoolOfStudent(i)),
                        i + 1,
                        student,
                        i % 80 == 0 ? null : "1" + i % 10 + "-2" + i % 7 + "-3" + i % 8);
            }
        });
    }

    private void each(OfStudent action) {
        for (DistrictPlan d : world.districts()) {
            for (int i = 0; i < d.students(); i++) {
                action.accept(d, i);
            }
        }
    }

    /** Something for every student. */
    @FunctionalInterface
    interface OfStudent {
        void accept(DistrictPlan district, int student);
    }
}
