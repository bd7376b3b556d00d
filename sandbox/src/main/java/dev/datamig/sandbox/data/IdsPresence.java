package dev.datamig.sandbox.data;

import java.util.List;

/** Who is enrolled or works where, accounts, notes and traces. */
final class IdsPresence {

    private final World world;

    IdsPresence(World world) {
        this.world = world;
    }

    List<Feed> feeds() {
        return List.of(
                new Feed(
                        "public.enrollment(id, school_year_id, student_id, school_id, grade_level_id, entry_code_id, exit_code_id, span,"
                                + " full_time_equivalent)",
                        this::enrollments),
                new Feed(
                        "public.enrollment_program(enrollment_id, school_year_id, program_id, since)",
                        this::enrollmentPrograms),
                new Feed(
                        "public.staff_assignment(id, staff_id, school_id, department_id, role_id, span, share)",
                        this::assignments),
                new Feed(
                        "public.staff_transfer(id, staff_id, from_school_id, to_school_id, effective, reason)",
                        this::transfers),
                new Feed("public.external_id(system_code, person_uid, value)", this::externalIds),
                new Feed(
                        "public.\"user\"(id, user_name, person_id, password_hash, last_ip, last_login, \"group\")",
                        this::users),
                new Feed("public.user_role(id, user_id, role_id, school_id, valid)", this::userRoles),
                new Feed("public.note(id, entity_type, entity_id, author_id, body, written_at)", this::notes),
                new Feed("public.audit_log(id, actor_id, at, action, detail, client)", this::auditLog));
    }

    static boolean hasAccount(int staff) {
        return staff % 4 == 0;
    }

    private void enrollments(Rows rows) {
        for (DistrictPlan d : world.districts()) {
            DistrictPlan next = world.next(d);
            for (int i = 0; i < d.students(); i++) {
                long student = d.id(Kind.STUDENT, i);
                boolean shared = i < d.visitors();
                rows.add(
                        student,
                        2025,
                        student,
                        d.school(d.schoolOfStudent(i)),
                        i % 13,
                        shared ? 4 : i % 3 + 1,
                        null,
                        "[2025-08-18,2026-06-05)",
                        shared ? "0.5" : "1");
                if (shared) {
                    rows.add(
                            student + 100_000_000L,
                            2025,
                            student,
                            next.school(i % next.schools()),
                            i % 13,
                            4,
                            null,
                            "[2025-08-20,)",
                            "0.500");
                } else if (i < 2 * d.visitors()) {
                    rows.add(
                            student + 100_000_000L,
                            2024,
                            student,
                            next.school(i % next.schools()),
                            (i + 12) % 13,
                            1,
                            12,
                            "[2024-08-19,2025-03-01)",
                            "1");
                } else if (i % 25 == 7) {
                    rows.add(
                            student + 100_000_000L,
                            2024 - i % 2,
                            student,
                            d.school(d.schoolOfStudent(i + 1)),
                            i % 12,
                            1,
                            11,
                            "[,2025-06-06)",
                            "0.875");
                }
            }
        }
    }

    private void enrollmentPrograms(Rows rows) {
        for (DistrictPlan d : world.districts()) {
            for (int i = 0; i < d.students(); i += 20) {
                int[] programs = {1, 2, world.cert() ? 5 : 3, 4, world.cert() ? 1 : 6};
                rows.add(d.id(Kind.STUDENT, i), 2025, programs[i / 20 % 5], Times.autumnDay(i));
            }
        }
    }

    private void assignments(Rows rows) {
        for (DistrictPlan d : world.districts()) {
            DistrictPlan next = world.next(d);
            for (int j = 0; j < d.staff(); j++) {
                int s = d.schoolOfStaff(j);
                long person = People.staff(d, j).id();
                int role = j < d.schools() ? 2 : 1 + (j % 4 == 1 ? 2 : 0);
                rows.add(
                        d.id(Kind.STAFF, j),
                        person,
                        d.school(s),
                        d.id(Kind.DEPARTMENT, s * 3 + j % 3),
                        role,
                        d.moved(j) ? "[2025-01-01,)" : "[2019-08-01,)",
                        "1.00");
                if (d.moved(j)) {
                    int old = j % next.schools();
                    rows.add(
                            d.id(Kind.STAFF, j) + 50_000_000L,
                            person,
                            next.school(old),
                            next.id(Kind.DEPARTMENT, old * 3),
                            1,
                            "[2015-08-15,2025-01-01)",
                            "0.50");
                }
            }
        }
    }

    private void transfers(Rows rows) {
        for (DistrictPlan d : world.districts()) {
            DistrictPlan next = world.next(d);
            for (int j = 0; j < d.staff(); j++) {
                if (d.moved(j)) {
                    Person p = People.staff(d, j);
                    rows.add(
                            d.offset() + rows.count() + 1,
                            p.id(),
                            next.school(j % next.schools()),
                            d.school(d.schoolOfStaff(j)),
                            "2025-01-01",
                            j % 2 == 1 ? p.fullName() + " asked to be nearer to home" : null);
                } else if (j % 41 == 6 && d.schools() > 1) {
                    rows.add(
                            d.offset() + rows.count() + 1,
                            People.staff(d, j).id(),
                            d.school((d.schoolOfStaff(j) + 1) % d.schools()),
                            d.school(d.schoolOfStaff(j)),
                            "2023-08-01",
                            null);
                }
            }
        }
    }

    private void externalIds(Rows rows) {
        for (DistrictPlan d : world.districts()) {
            for (int j = 0; j < d.staff(); j += 5) {
                Person p = People.staff(d, j);
                rows.add("STATE", p.uid(), "ST" + String.format("%010d", p.id() * 31 % 10_000_000_000L));
                if (j % 10 == 0) {
                    rows.add("PAYROLL", p.uid(), "PY-" + String.format("%010d", p.id() * 37 % 10_000_000_000L));
                }
            }
        }
    }

    private void users(Rows rows) {
        for (DistrictPlan d : world.districts()) {
            for (int j = 0; j < d.staff(); j++) {
                if (hasAccount(j)) {
                    Person p = People.staff(d, j);
                    Dice dice = Dice.of("user", p.id());
                    rows.add(
                            dice.uuid(),
                            p.userName(),
                            p.id(),
                            "$2b$12$" + Long.toHexString(dice.next()),
                            dice.oneIn(5)
                                    ? null
                                    : dice.oneIn(4)
                                            ? "2001:db8::" + dice.between(1, 9999)
                                            : "198.51.100." + dice.below(250),
                            dice.oneIn(6) ? "-infinity" : Times.in2025(dice),
                            j % 8 == 0 ? "office" : null);
                }
            }
        }
    }

    private void userRoles(Rows rows) {
        for (DistrictPlan d : world.districts()) {
            for (int j = 0; j < d.staff(); j++) {
                if (!hasAccount(j)) {
                    continue;
                }
                Object user = Dice.of("user", People.staff(d, j).id()).uuid();
                long no = d.id(Kind.STAFF, j);
                rows.add(no, user, 1, d.school(d.schoolOfStaff(j)), "[2024-01-01 00:00:00+00,)");
                if (d.moved(j)) {
                    DistrictPlan next = world.next(d);
                    rows.add(
                            no + 50_000_000L,
                            user,
                            1,
                            next.school(j % next.schools()),
                            "[2015-08-15 00:00:00+00,2025-01-01 00:00:00+00)");
                } else if (j % 16 == 0) {
                    rows.add(no + 50_000_000L, user, 5, null, "(,infinity)");
                }
            }
        }
    }

    private void notes(Rows rows) {
        for (DistrictPlan d : world.districts()) {
            for (int i = 3; i < d.students(); i += 30) {
                note(rows, d, "student", d.id(Kind.STUDENT, i), i);
            }
            for (int j = 3; j < d.staff(); j += 12) {
                note(rows, d, "staff", People.staff(d, j).id(), j);
            }
            for (int s = 0; s < d.schools(); s += 2) {
                note(rows, d, "school", d.school(s), s);
            }
        }
    }

    private static void note(Rows rows, DistrictPlan d, String type, long entity, int n) {
        Person author = People.staff(d, n % d.staff());
        Person student = People.student(d, n % d.students());
        List<Integer> guardians = IdsPeople.guardiansOf(d, n % d.students());
        String who = guardians.isEmpty()
                ? author.fullName()
                : People.guardian(d, guardians.getFirst()).fullName();
        String body = switch (n % 4) {
            case 0 -> "Spoke with " + who + " on the phone (" + student.phone() + ") about " + student.given() + ".";
            case 1 ->
                student.given() + " " + student.family() + " was late; will improve. Mail to " + student.email()
                        + " sent.";
            case 2 ->
                "Met the " + student.family() + " family. Student number " + student.number() + " confirmed by "
                        + author.given() + " " + author.family() + ".";
            default -> "Hope is growing: the Park visit went well, Mr. " + author.family() + " will follow up.";
        };
        rows.add(
                d.offset() + rows.count() + 1,
                type,
                entity,
                n % 7 == 6 ? null : author.id(),
                body,
                Times.in2025(Dice.of("note", entity)));
    }

    private void auditLog(Rows rows) {
        for (DistrictPlan d : world.districts()) {
            for (int j = 0; j < d.staff(); j += 3) {
                Person p = People.staff(d, j);
                Dice dice = Dice.of("audit", p.id());
                rows.add(
                        d.offset() + rows.count() + 1,
                        p.id(),
                        Times.in2025(dice),
                        "login",
                        "{\"user\": \"" + p.userName() + "\"}",
                        "203.0.113." + dice.below(250));
            }
        }
    }
}
