package dev.datamig.sandbox.data;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Lookups, sites, classes and who is in them. */
final class Hcp1Classes {

    static final int COURSES = 14;

    private static final List<String> TITLES = List.of(
            "Algebra I",
            "Algebra II",
            "Geometry",
            "Biology",
            "Chemistry",
            "World History",
            "English 9",
            "English 10",
            "Spanish I",
            "Choir",
            "Studio Art",
            "Physical Education",
            "Computer Science",
            "Health");
    private static final List<String> CODES = List.of(
            "MATH101", "MATH201", "MATH150", "SCI101", "SCI201", "HIST100", "ENG090", "ENG100", "SPA101", "MUS101",
            "ART110", "PE100", "CS100", "HLTH10");
    private static final List<String> AREAS = List.of(
            "MATH", "MATH", "MATH", "SCI", "SCI", "SOC", "LANG", "LANG", "LANG", "ARTS", "ARTS", "PE", "SCI", "PE");

    private final World world;

    Hcp1Classes(World world) {
        this.world = world;
    }

    List<Feed> feeds() {
        return List.of(
                new Feed("public.subject_area(code, name)", Hcp1Classes::areas),
                new Feed("public.course(id, code, title, subject_area, level, credits)", this::courses),
                new Feed("public.course_prerequisite(course_id, requires_id)", this::prerequisites),
                new Feed("public.grading_scale(id, code, name)", Hcp1Classes::scales),
                new Feed("public.grading_scale_level(scale_id, letter, at_least)", Hcp1Classes::levels),
                new Feed("public.attendance_code(code, meaning, counts_as_present)", Hcp1Classes::attendanceCodes),
                new Feed("public.supply_item(code, name, price)", Hcp1Classes::supplies),
                new Feed("public.site(id, org_uid, name, settings)", rows -> eachSchool((d, s) -> site(rows, d, s))),
                new Feed(
                        "public.academic_term(id, site_id, code, span)",
                        rows -> eachSchool((d, s) -> {
                            rows.add(d.id(Kind.TERM, s * 2), site(d, s), "F25", "[2025-08-18,2025-12-20)");
                            rows.add(d.id(Kind.TERM, s * 2 + 1), site(d, s), "S26", "[2026-01-05,)");
                        })),
                new Feed(
                        "public.class(id, uid, site_id, course_id, term_id, title, \"Period\", capacity)",
                        rows -> eachClass((d, c) -> clazz(rows, d, c))),
                new Feed(
                        "public.class_link(class_id, linked_class_id)",
                        rows -> eachClass((d, c) -> {
                            if (c % 9 == 1) {
                                rows.add(d.id(Kind.CLASS, c), d.id(Kind.CLASS, c - 1));
                            }
                        })),
                new Feed(
                        "public.section_meeting(class_id, weekday, starts, ends, room)",
                        rows -> eachClass((d, c) -> rows.add(
                                d.id(Kind.CLASS, c), 1 + c % 5, "08:00", "08:50:00.5", c % 6 == 5 ? null : "R101"))),
                new Feed(
                        "public.class_teacher(class_id, teacher_uid, lead)",
                        rows -> eachClass((d, c) -> teachers(rows, d, c))),
                new Feed("public.class_member(class_id, student_uid, joined, dropped)", this::members),
                new Feed(
                        "public.\"group\"(class_id, no, name)",
                        rows -> eachClass((d, c) -> {
                            if (c % 5 == 0) {
                                rows.add(d.id(Kind.CLASS, c), 1, "Blue table");
                                rows.add(d.id(Kind.CLASS, c), 2, "Red \"table\"");
                            }
                        })),
                new Feed("public.group_member(class_id, student_uid, group_no)", this::groupMembers),
                new Feed("public.attendance(class_id, student_uid, day, code, remark)", this::attendance));
    }

    static UUID classUid(DistrictPlan d, int c) {
        return Dice.of("class", d.id(Kind.CLASS, c)).uuid();
    }

    static long site(DistrictPlan d, int school) {
        return d.id(Kind.SCHOOL, school);
    }

    /** Four of five students are in the one class that counts here. */
    static boolean attends(int student) {
        return student % 5 != 4;
    }

    /** CERT has course 10 under another id, and something else there; course 13 it does not have. */
    static int course(World world, int c) {
        int no = 1 + c % COURSES;
        if (!world.cert() || no != 10 && no != 13) {
            return no;
        }
        return no == 10 ? 910 : 1;
    }

    static String courseCode(int c) {
        return CODES.get(c % COURSES);
    }

    static String courseTitle(int c) {
        return TITLES.get(c % COURSES);
    }

    private static void areas(Rows rows) {
        rows.add("MATH", "Mathematics");
        rows.add("SCI", "Science");
        rows.add("SOC", "Social studies");
        rows.add("LANG", "Languages");
        rows.add("ARTS", "Arts");
        rows.add("PE", "Physical education and health");
    }

    private void courses(Rows rows) {
        for (int c = 0; c < COURSES; c++) {
            if (!(world.cert() && c == 12)) {
                rows.add(
                        course(world, c),
                        CODES.get(c),
                        TITLES.get(c),
                        AREAS.get(c),
                        9 + c % 4,
                        c % 3 == 0 ? "0.5" : "1.00");
            }
        }
        if (world.cert()) {
            rows.add(10, "QA700", "Testing for beginners", "SCI", 12, "0.25");
            rows.add(920, "QA701", "Testing, continued", "SCI", 12, "0.25");
        }
    }

    private void prerequisites(Rows rows) {
        rows.add(2, 1);
        rows.add(3, 1);
        rows.add(5, 4);
        rows.add(8, 7);
        if (world.cert()) {
            rows.add(920, 10);
        }
    }

    private static void scales(Rows rows) {
        rows.add(1, "LETTER", "Letters A to F");
        rows.add(2, "PASS", "Pass or fail");
    }

    private static void levels(Rows rows) {
        rows.add(1, "A", 90);
        rows.add(1, "B", 80);
        rows.add(1, "C", 70);
        rows.add(1, "D", 60);
        rows.add(1, "F", 0);
        rows.add(2, "P", 60);
        rows.add(2, "NP", 0);
    }

    private static void attendanceCodes(Rows rows) {
        rows.add("P", "Present", true);
        rows.add("A", "Absent", false);
        rows.add("T", "Tardy", true);
        rows.add("E", "Excused", false);
    }

    private static void supplies(Rows rows) {
        rows.add("PAPER", "Paper, 500 sheets", "6.49");
        rows.add("GLUE", "Glue sticks", "3.10");
        rows.add("CHALK", "Chalk", "2.00");
    }

    private static void site(Rows rows, DistrictPlan d, int s) {
        Person head = People.staff(d, s);
        String settings = "{\"bell\": \"A/B\", \"office\": {\"contact\": {\"name\": \"" + head.fullName()
                + "\", \"phone\": \"" + head.phone() + "\"}}, \"rooms\": [101, 102, 103]}";
        rows.add(site(d, s), IdsPlaces.organizationUid(d.school(s)), IdsPlaces.schoolName(d, s), settings);
    }

    private void clazz(Rows rows, DistrictPlan d, int c) {
        int s = d.schoolOfClass(c);
        rows.add(
                d.id(Kind.CLASS, c),
                classUid(d, c),
                site(d, s),
                course(world, c),
                d.id(Kind.TERM, s * 2 + c % 2),
                courseTitle(c),
                1 + c % 8,
                18 + c % 15);
    }

    private void teachers(Rows rows, DistrictPlan d, int c) {
        rows.add(d.id(Kind.CLASS, c), People.staff(d, d.teacherOfClass(c)).uid(), true);
        DistrictPlan previous = world.previous(d);
        int moved = 5 + 37 * c;
        if (previous != d && moved < previous.staff()) {
            rows.add(d.id(Kind.CLASS, c), People.staff(previous, moved).uid(), false);
        }
    }

    private void members(Rows rows) {
        eachStudent((d, i) -> {
            if (attends(i)) {
                rows.add(
                        d.id(Kind.CLASS, d.classOfStudent(i)),
                        People.student(d, i).uid(),
                        "2025-08-18",
                        i % 31 == 30 ? "2025-10-01" : null);
            }
        });
        for (DistrictPlan d : world.districts()) {
            DistrictPlan next = world.next(d);
            for (int i = 0; i < d.visitors(); i++) {
                rows.add(
                        next.id(Kind.CLASS, visitedClass(next, i)),
                        People.student(d, i).uid(),
                        "2025-08-20",
                        null);
            }
        }
    }

    static int visitedClass(DistrictPlan host, int visitor) {
        return visitor % host.count(Kind.CLASS);
    }

    private void groupMembers(Rows rows) {
        eachStudent((d, i) -> {
            int c = d.classOfStudent(i);
            if (attends(i) && c % 5 == 0 && i % 3 == 0) {
                rows.add(d.id(Kind.CLASS, c), People.student(d, i).uid(), 1 + i % 2);
            }
        });
    }

    private void attendance(Rows rows) {
        eachStudent((d, i) -> {
            if (attends(i) && i % 4 == 2) {
                Person p = People.student(d, i);
                String day = i % 8 == 2 ? "2026-02-0" + (1 + i % 9) : Times.autumnDay(i);
                String remark = i % 44 == 6 ? p.given() + " " + p.family() + " felt unwell, called " + p.phone() : null;
                rows.add(
                        d.id(Kind.CLASS, d.classOfStudent(i)),
                        p.uid(),
                        day,
                        List.of("P", "A", "T", "E").get(i / 4 % 4),
                        remark);
            }
        });
    }

    private void eachSchool(IdsPlaces.OfSchool action) {
        for (DistrictPlan d : world.districts()) {
            IntStream.range(0, d.schools()).forEach(s -> action.accept(d, s));
        }
    }

    private void eachClass(IdsPlaces.OfSchool action) {
        for (DistrictPlan d : world.districts()) {
            IntStream.range(0, d.count(Kind.CLASS)).forEach(c -> action.accept(d, c));
        }
    }

    private void eachStudent(IdsPeople.OfStudent action) {
        for (DistrictPlan d : world.districts()) {
            IntStream.range(0, d.students()).forEach(i -> action.accept(d, i));
        }
    }
}
