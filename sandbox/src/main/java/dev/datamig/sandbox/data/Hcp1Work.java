package dev.datamig.sandbox.data;

import java.util.List;
import java.util.UUID;

/** Assignments, submissions, grades; talk; accounts, devices, supplies. */
final class Hcp1Work {

    private static final int COMMENT_REPLIES = 50_000_000;

    private final World world;

    Hcp1Work(World world) {
        this.world = world;
    }

    List<Feed> feeds() {
        return List.of(
                new Feed("public.assignment_category(id, class_id, parent_id, name, weight)", this::categories),
                new Feed("public.rubric(id, owner_uid, title)", this::rubrics),
                new Feed("public.rubric_criterion(rubric_id, position, description, points)", this::criteria),
                new Feed(
                        "public.assignment(id, uid, class_id, category_id, rubric_id, title, instructions, due, points, tags)",
                        this::assignments),
                new Feed(
                        "public.submission(id, assignment_id, student_uid, state, submitted_at, body, digest)",
                        this::submissions),
                new Feed("public.grade(submission_id, scale_id, letter, score, grader_uid, remark)", this::grades),
                new Feed(
                        "public.submission_comment(id, submission_id, reply_to, author_kind, author_uid, body, written_at)",
                        this::comments),
                new Feed("public.attachment(id, owner_kind, owner_id, file_name, content)", this::attachments),
                new Feed("public.discussion_thread(id, class_id, title, first_post_id)", this::threads),
                new Feed(
                        "public.discussion_post(id, thread_id, author_kind, author_uid, body, posted_at)", this::posts),
                new Feed("public.announcement(id, site_id, author_uid, audiences, body, shown)", this::announcements),
                new Feed("public.message(id, sender_uid, recipient_uid, subject, body, sent_at)", this::messages),
                new Feed(
                        "public.login(id, student_uid, staff_uid, email, user_name, display_name, last_ip, last_seen)",
                        this::logins),
                new Feed("public.device(serial, owner_uid, mac, label, bought)", this::devices),
                new Feed(
                        "public.\"Order\"(\"Order No\", site_id, \"user\", \"Placed At\", total, \"Ship To\")",
                        this::orders),
                new Feed("public.\"Order Line\"(\"Order No\", \"Line\", item_code, quantity)", this::orderLines));
    }

    static UUID assignmentUid(DistrictPlan d, int c) {
        return Dice.of("assignment", d.id(Kind.CLASS, c)).uuid();
    }

    /** Two of five students hand something in: those in a class, with an even number. */
    static boolean submits(int student) {
        return Hcp1Classes.attends(student) && student % 2 == 0;
    }

    private void categories(Rows rows) {
        eachClass((d, c) -> {
            long id = d.id(Kind.CLASS, c);
            rows.add(id, id, null, "Work", "100.00");
            if (c % 4 == 0) {
                rows.add(id + 50_000_000L, id, id, "Homework", "40");
            }
        });
    }

    private void rubrics(Rows rows) {
        eachStaff((d, j) -> {
            if (j % 10 == 1) {
                Person p = People.staff(d, j);
                rows.add(d.id(Kind.STAFF, j), p.uid(), "Rubric of " + p.fullName());
            }
        });
    }

    private void criteria(Rows rows) {
        eachStaff((d, j) -> {
            if (j % 10 == 1) {
                rows.add(d.id(Kind.STAFF, j), 1, "Clear thesis", "10");
                rows.add(
                        d.id(Kind.STAFF, j),
                        2,
                        "As discussed with " + People.staff(d, 0).fullName(),
                        "5.50");
            }
        });
    }

    private void assignments(Rows rows) {
        eachClass((d, c) -> {
            long id = d.id(Kind.CLASS, c);
            int teacher = d.teacherOfClass(c);
            Person t = People.staff(d, teacher);
            String instructions = c % 3 == 0
                    ? "Questions? Write to " + t.email() + " or ask " + t.given() + " " + t.family() + "."
                    : null;
            rows.add(
                    id,
                    assignmentUid(d, c),
                    id,
                    c % 4 == 0 ? id + 50_000_000L : id,
                    teacher % 10 == 1 ? d.id(Kind.STAFF, teacher) : null,
                    "Unit " + (1 + c % 9),
                    instructions,
                    c % 10 == 9 ? "infinity" : "2025-10-" + (10 + c % 20) + " 23:59:59.999999+00",
                    10 + c % 5,
                    c % 2 == 0 ? List.of("unit, one", "homework") : List.of());
        });
    }

    private void submissions(Rows rows) {
        List<String> states = List.of("graded", "handed in", "late", "returned", "draft");
        eachStudent((d, i) -> {
            if (submits(i)) {
                Person p = People.student(d, i);
                boolean draft = i % 10 == 8;
                String body = i % 6 == 2
                        ? "My name is " + p.given() + " " + p.family() + " and I think so because …\n\tSee " + p.email()
                        : null;
                rows.add(
                        p.id(),
                        d.id(Kind.CLASS, d.classOfStudent(i)),
                        p.uid(),
                        draft ? "draft" : states.get(i / 2 % 4),
                        draft ? null : Times.in2025(Dice.of("submission", p.id())),
                        body,
                        i % 4 == 0 ? Dice.of("digest", p.id()).bytes(8) : null);
            }
        });
    }

    private void grades(Rows rows) {
        List<String> letters = List.of("A", "B", "C", "D", "F");
        eachStudent((d, i) -> {
            if (graded(i)) {
                Person p = People.student(d, i);
                Person t = People.staff(d, d.teacherOfClass(d.classOfStudent(i)));
                boolean pass = i % 9 == 3;
                int letter = i / 2 % 5;
                String remark = i % 22 == 12 ? "Well done, " + p.given() + "! " + t.fullName() : null;
                rows.add(
                        p.id(),
                        pass ? 2 : 1,
                        pass ? "P" : letters.get(letter),
                        95 - letter * 10 - 0.5 * (i % 2),
                        i % 26 == 2 ? null : t.uid(),
                        remark);
            }
        });
    }

    private static boolean graded(int i) {
        return submits(i) && i % 3 != 1;
    }

    private void comments(Rows rows) {
        eachStudent((d, i) -> {
            if (graded(i) && i % 36 == 0) {
                Person p = People.student(d, i);
                Person t = People.staff(d, d.teacherOfClass(d.classOfStudent(i)));
                rows.add(
                        p.id(),
                        p.id(),
                        null,
                        "staff",
                        t.uid(),
                        "Nicely put, " + p.given() + ". Mrs. " + t.family(),
                        "2025-11-01 12:00+00");
                rows.add(
                        p.id() + COMMENT_REPLIES,
                        p.id(),
                        p.id(),
                        "student",
                        p.uid(),
                        "Thank you, " + t.given() + "!",
                        "2025-11-02 12:00+00");
            }
        });
    }

    private void attachments(Rows rows) {
        eachClass((d, c) -> {
            if (c % 6 == 0) {
                rows.add(
                        d.id(Kind.CLASS, c),
                        "assignment",
                        d.id(Kind.CLASS, c),
                        "unit.pdf",
                        Dice.of("pdf", c).bytes(32));
            }
        });
        eachStudent((d, i) -> {
            if (submits(i) && i % 50 == 10) {
                Person p = People.student(d, i);
                rows.add(
                        p.id() + 50_000_000L,
                        "submission",
                        p.id(),
                        Names.ascii(p.family()) + " essay by " + p.fullName() + ".txt",
                        Dice.of("txt", i).bytes(20));
            }
        });
    }

    private void threads(Rows rows) {
        eachClass((d, c) -> {
            if (c % 4 == 0) {
                rows.add(
                        d.id(Kind.CLASS, c),
                        d.id(Kind.CLASS, c),
                        "Ask " + People.staff(d, d.teacherOfClass(c)).fullName(),
                        c % 16 == 12 ? null : d.id(Kind.CLASS, c) * 2);
            }
        });
    }

    private void posts(Rows rows) {
        eachClass((d, c) -> {
            if (c % 4 == 0) {
                long id = d.id(Kind.CLASS, c);
                Person t = People.staff(d, d.teacherOfClass(c));
                Person p = People.student(d, d.schoolOfClass(c));
                rows.add(
                        id * 2,
                        id,
                        "staff",
                        t.uid(),
                        "Welcome! I am " + t.fullName() + ", reach me at " + t.email(),
                        "2025-08-19 08:00+00");
                rows.add(
                        id * 2 + 1,
                        id,
                        "student",
                        p.uid(),
                        p.given() + " here: will there be a test?",
                        "2025-08-20 08:00+00");
            }
        });
    }

    private void announcements(Rows rows) {
        for (DistrictPlan d : world.districts()) {
            for (int s = 0; s < d.schools(); s++) {
                Person head = People.staff(d, s);
                rows.add(
                        d.id(Kind.SCHOOL, s),
                        Hcp1Classes.site(d, s),
                        s % 4 == 3 ? null : head.uid(),
                        s % 2 == 0 ? List.of("students", "guardians") : List.of(),
                        "Principal " + head.fullName() + " invites to the open house. Call " + head.phone() + ".",
                        "[2025-09-01 06:00:00+00,infinity)");
            }
        }
    }

    /** Between guardians and teachers, and a few from one district to the next. */
    private void messages(Rows rows) {
        for (DistrictPlan d : world.districts()) {
            for (int k = 0; k < d.count(Kind.GUARDIAN); k += 4) {
                Person guardian = People.guardian(d, k);
                Person teacher = People.staff(d, k % d.staff());
                Person child = People.student(d, Math.min(k * 2, d.students() - 1));
                rows.add(
                        d.offset() + rows.count() + 1,
                        guardian.uid(),
                        teacher.uid(),
                        "About " + child.given() + " " + child.family(),
                        "Dear " + teacher.given() + " " + teacher.family() + ",\n" + child.given()
                                + " is ill today. My number is " + guardian.phone() + ".\nRegards, "
                                + guardian.fullName(),
                        Times.in2025(Dice.of("message", guardian.id())));
            }
            DistrictPlan next = world.next(d);
            if (next != d) {
                rows.add(
                        d.offset() + rows.count() + 1,
                        People.staff(d, 1).uid(),
                        People.staff(next, 2).uid(),
                        "Transfer papers",
                        "Could you send the papers to " + People.staff(d, 1).email() + "?",
                        "2025-09-09 09:09:09.999999+00");
            }
        }
    }

    private void logins(Rows rows) {
        eachStaff((d, j) -> {
            Person p = People.staff(d, j);
            Dice dice = Dice.of("login", p.id());
            rows.add(
                    dice.uuid(),
                    null,
                    p.uid(),
                    p.email(),
                    p.userName(),
                    p.fullName(),
                    "192.0.2." + dice.below(250),
                    Times.in2025(dice));
        });
        eachStudent((d, i) -> {
            if (i % 8 == 0) {
                Person p = People.student(d, i);
                Dice dice = Dice.of("student.login", p.id());
                rows.add(
                        dice.uuid(),
                        p.uid(),
                        null,
                        p.email(),
                        p.userName(),
                        p.fullName(),
                        dice.oneIn(3) ? null : "2001:db8:1::" + dice.between(1, 9999),
                        dice.oneIn(5) ? null : Times.in2025(dice));
            }
        });
    }

    private void devices(Rows rows) {
        eachStaff((d, j) -> {
            if (j % 6 == 0) {
                Person p = People.staff(d, j);
                String mac = String.format(
                        "02:00:%02x:%02x:%02x:%02x",
                        d.index() + (world.cert() ? 128 : 0), p.id() >> 16 & 255, p.id() >> 8 & 255, p.id() & 255);
                rows.add(
                        "SN" + String.format("%010d", p.id() * 13 % 10_000_000_000L),
                        j % 24 == 18 ? null : p.uid(),
                        mac,
                        "Laptop of " + p.fullName(),
                        "2024-07-01");
            }
        });
    }

    private void orders(Rows rows) {
        for (DistrictPlan d : world.districts()) {
            for (int s = 0; s < d.schools(); s++) {
                Person p = People.staff(d, s + d.schools());
                rows.add(
                        d.id(Kind.SCHOOL, s),
                        Hcp1Classes.site(d, s),
                        s % 5 == 4 ? null : p.uid(),
                        "2025-08-01 10:00:00.000001+00",
                        "129.80",
                        s % 2 == 0 ? p.fullName() + ", " + IdsPlaces.schoolName(d, s) : null);
            }
        }
    }

    private void orderLines(Rows rows) {
        for (DistrictPlan d : world.districts()) {
            for (int s = 0; s < d.schools(); s++) {
                rows.add(d.id(Kind.SCHOOL, s), 1, "PAPER", 20);
                rows.add(d.id(Kind.SCHOOL, s), 2, s % 2 == 0 ? "GLUE" : "CHALK", 5);
            }
        }
    }

    private void eachClass(IdsPlaces.OfSchool action) {
        world.districts().forEach(d -> {
            for (int c = 0; c < d.count(Kind.CLASS); c++) {
                action.accept(d, c);
            }
        });
    }

    private void eachStaff(IdsPlaces.OfSchool action) {
        world.districts().forEach(d -> {
            for (int j = 0; j < d.staff(); j++) {
                action.accept(d, j);
            }
        });
    }

    private void eachStudent(IdsPeople.OfStudent action) {
        world.districts().forEach(d -> {
            for (int i = 0; i < d.students(); i++) {
                action.accept(d, i);
            }
        });
    }
}
