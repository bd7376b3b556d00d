package dev.datamig.sandbox.data;

import java.util.List;

/** Agencies, examinees, sessions, attempts, scores. */
final class AdbTesting {

    private final World world;

    AdbTesting(World world) {
        this.world = world;
    }

    List<Feed> feeds() {
        return List.of(
                new Feed("public.agency(id, district_id, name, parent_id)", this::agencies),
                new Feed("public.test_site(id, agency_id, org_uid, name)", this::sites),
                new Feed("public.test_window(id, agency_id, test_id, open)", this::windows),
                new Feed(
                        "public.examinee(id, student_uid, student_number, name, birth_date, special_needs)",
                        rows -> each(Kind.EXAMINEE, (d, i) -> examinee(rows, d, i))),
                new Feed("public.proctor(staff_uid, name, email, phone)", this::proctors),
                new Feed("public.rater(staff_uid, name, agreement)", this::raters),
                new Feed("public.rater_training(rater_uid, test_id, completed)", this::trainings),
                new Feed(
                        "public.session(id, site_id, window_id, test_id, form, proctor_uid, room, starts, ends)",
                        rows -> each(Kind.CLASS, (d, c) -> session(rows, d, c))),
                new Feed("public.session_note(id, session_id, body, written_at)", this::sessionNotes),
                new Feed(
                        "public.registration(id, examinee_id, session_id, seat)",
                        rows -> each(Kind.EXAMINEE, (d, i) -> registrations(rows, d, i))),
                new Feed(
                        "public.registration_accommodation(registration_id, accommodation_code)",
                        rows -> each(Kind.EXAMINEE, (d, i) -> {
                            if (i % 17 == 3) {
                                rows.add(
                                        d.id(Kind.EXAMINEE, i),
                                        List.of("XT", "LP", "SR").get(i % 3));
                            }
                        })),
                new Feed(
                        "public.attempt(id, registration_id, state, started, finished, client, browser_print)",
                        rows -> each(Kind.ATTEMPT, (d, i) -> attempt(rows, d, i))),
                new Feed(
                        "public.score(attempt_id, scale_id, level, raw, scaled, standard_error)",
                        rows -> each(Kind.ATTEMPT, (d, i) -> score(rows, d, i))),
                new Feed(
                        "public.subscore(attempt_id, section_id, raw)",
                        rows -> each(Kind.ATTEMPT, (d, i) -> {
                            if (i % 12 == 0) {
                                rows.add(attempt(d, i), AdbBank.section(testOf(sessionOf(d, i)), 0), "5.25");
                                rows.add(attempt(d, i), AdbBank.section(testOf(sessionOf(d, i)), 1), "0");
                            }
                        })),
                new Feed(
                        "public.item_response(attempt_id, item_id, answer, points, seconds)",
                        rows -> each(Kind.ATTEMPT, (d, i) -> responses(rows, d, i))),
                new Feed(
                        "public.essay(attempt_id, item_id, body, words)",
                        rows -> each(Kind.ATTEMPT, (d, i) -> essay(rows, d, i))),
                new Feed("public.essay_rating(attempt_id, item_id, rater_uid, points, remark)", this::ratings),
                new Feed("public.irregularity(id, session_id, code, reported_by, narrative)", this::irregularities),
                new Feed("public.access_log(at, staff_uid, attempt_id, action, client)", this::accessLog));
    }

    static long agency(DistrictPlan d) {
        return d.offset() + d.index() + 1;
    }

    static long attempt(DistrictPlan d, int i) {
        return d.id(Kind.ATTEMPT, i);
    }

    /** The session is that of the class: class c sits for its test at its own school. */
    static int sessionOf(DistrictPlan d, int examinee) {
        return d.classOfStudent(examinee);
    }

    /** 1 to 3. */
    static int testOf(int session) {
        return 1 + session % (AdbBank.TESTS - 1);
    }

    static boolean writes(int examinee) {
        return examinee % 18 == 1;
    }

    static boolean rates(int staff) {
        return staff % 25 == 2;
    }

    private void agencies(Rows rows) {
        for (DistrictPlan d : world.districts()) {
            rows.add(agency(d), d.id(), d.name() + ", assessment", null);
        }
    }

    private void sites(Rows rows) {
        each(
                Kind.SCHOOL,
                (d, s) -> rows.add(
                        d.id(Kind.SCHOOL, s),
                        agency(d),
                        IdsPlaces.organizationUid(d.school(s)),
                        IdsPlaces.schoolName(d, s)));
    }

    private void windows(Rows rows) {
        for (DistrictPlan d : world.districts()) {
            for (int t = 1; t <= AdbBank.TESTS; t++) {
                rows.add(
                        window(d, t),
                        agency(d),
                        AdbBank.test(world.cert(), t),
                        t == 4 ? "(,)" : "[2026-04-01,2026-05-01)");
            }
        }
    }

    private static long window(DistrictPlan d, int test) {
        return d.offset() + d.index() * AdbBank.TESTS + test;
    }

    private static void examinee(Rows rows, DistrictPlan d, int i) {
        Person p = People.student(d, i);
        rows.add(d.id(Kind.EXAMINEE, i), p.uid(), p.number(), p.fullName(), p.born(), i % 11 == 0 ? null : i % 13 == 0);
    }

    private void proctors(Rows rows) {
        each(Kind.STAFF, (d, j) -> {
            if (j % 4 == 1) {
                Person p = People.staff(d, j);
                rows.add(p.uid(), p.fullName(), p.email(), j % 8 == 5 ? null : p.phone());
            }
        });
    }

    private void raters(Rows rows) {
        each(Kind.STAFF, (d, j) -> {
            if (rates(j)) {
                Person p = People.staff(d, j);
                rows.add(p.uid(), p.fullName(), j % 50 == 2 ? null : "0.9" + j % 10);
            }
        });
    }

    private void trainings(Rows rows) {
        each(Kind.STAFF, (d, j) -> {
            if (rates(j)) {
                rows.add(People.staff(d, j).uid(), 1, "2026-03-01");
            }
        });
    }

    private static void session(Rows rows, DistrictPlan d, int c) {
        int proctor = d.schoolOfClass(c) + d.schools() * (c % 4);
        boolean known = proctor % 4 == 1 && proctor < d.staff();
        rows.add(
                d.id(Kind.CLASS, c),
                d.id(Kind.SCHOOL, d.schoolOfClass(c)),
                window(d, testOf(c)),
                testOf(c),
                c % 9 == 8 ? "B" : "A",
                known ? People.staff(d, proctor).uid() : null,
                c % 5 == 4 ? null : "R10" + c % 4,
                "2026-04-1" + c % 10 + " 08:30:00+00",
                "2026-04-1" + c % 10 + " 10:30:00.25+00");
    }

    private void sessionNotes(Rows rows) {
        each(Kind.CLASS, (d, c) -> {
            if (c % 5 == 2) {
                Person p = People.student(d, d.schoolOfClass(c));
                Person t = People.staff(d, d.teacherOfClass(c));
                rows.add(
                        d.id(Kind.CLASS, c),
                        d.id(Kind.CLASS, c),
                        "Started late. " + p.fullName() + " (" + p.number() + ") had no pencil; Ms. " + t.family()
                                + " helped. Parent reachable at " + p.phone(),
                        "2026-04-12 11:00+00");
            }
        });
    }

    private void registrations(Rows rows, DistrictPlan d, int i) {
        long id = d.id(Kind.EXAMINEE, i);
        rows.add(id, id, d.id(Kind.CLASS, sessionOf(d, i)), i % 3 == 0 ? null : "A" + i % 30);
        DistrictPlan next = world.next(d);
        if (i < d.visitors() && next != d) {
            rows.add(id + 50_000_000L, id, next.id(Kind.CLASS, Hcp1Classes.visitedClass(next, i)), "V" + i % 30);
        }
    }

    private static void attempt(Rows rows, DistrictPlan d, int i) {
        Dice dice = Dice.of("attempt", attempt(d, i));
        boolean open = i % 29 == 28;
        rows.add(
                attempt(d, i),
                d.id(Kind.EXAMINEE, i),
                open ? "started" : i % 53 == 52 ? "voided" : "finished",
                "2026-04-10 08:3" + i % 10 + ":00.123456+00",
                open ? "infinity" : "2026-04-10 10:0" + i % 10 + ":59+00",
                dice.oneIn(6) ? null : "10.20." + dice.below(250) + "." + dice.below(250),
                dice.oneIn(3) ? dice.bytes(12) : null);
    }

    private static void score(Rows rows, DistrictPlan d, int i) {
        if (i % 4 != 3) {
            int level = 1 + i % 4;
            rows.add(
                    attempt(d, i),
                    1,
                    level,
                    i % 40 + ".50",
                    300 + level * 80 + "." + (100 + i % 900),
                    i % 33 == 0 ? "NaN" : "0.1" + i % 7 + "e-2");
        }
    }

    private static void responses(Rows rows, DistrictPlan d, int i) {
        if (i % 4 == 0) {
            int test = testOf(sessionOf(d, i));
            String family = People.student(d, i).family();
            String answer = i % 40 == 8
                    ? "{\"text\": \"Signed: " + family + "\", \"choice\": [\"A\", null]}"
                    : "{\"choice\": [\"B\"], \"changes\": 2}";
            rows.add(attempt(d, i), AdbBank.item(test, 0), answer, "1.00", "12.5");
            rows.add(
                    attempt(d, i),
                    AdbBank.item(test, 1),
                    i % 8 == 0 ? null : "42.0",
                    "0",
                    i % 16 == 0 ? "Infinity" : "3.25");
        }
    }

    private static void essay(Rows rows, DistrictPlan d, int i) {
        if (writes(i)) {
            Person p = People.student(d, i);
            List<Integer> guardians = IdsPeople.guardiansOf(d, i);
            String mother = guardians.isEmpty()
                    ? "my aunt"
                    : People.guardian(d, guardians.getFirst()).given();
            rows.add(
                    attempt(d, i),
                    AdbBank.item(testOf(sessionOf(d, i)), 2),
                    "I am " + p.fullName() + " and live in " + IdsPlaces.city(d) + ". With " + mother
                            + " I will mark the days until summer.\nWrite to me: " + p.email(),
                    24);
        }
    }

    /** By raters of the own district, and now and then by one of the next. */
    private void ratings(Rows rows) {
        each(Kind.ATTEMPT, (d, i) -> {
            if (writes(i)) {
                DistrictPlan from = i % 36 == 1 ? world.next(d) : d;
                Person rater = People.staff(from, 2);
                rows.add(
                        attempt(d, i),
                        AdbBank.item(testOf(sessionOf(d, i)), 2),
                        rater.uid(),
                        "3.5",
                        i % 54 == 1 ? People.student(d, i).given() + " writes well" : null);
            }
        });
    }

    private void irregularities(Rows rows) {
        each(Kind.CLASS, (d, c) -> {
            if (c % 8 == 3) {
                Person p = People.student(d, d.schoolOfClass(c));
                Person t = People.staff(d, d.teacherOfClass(c));
                rows.add(
                        d.id(Kind.CLASS, c),
                        d.id(Kind.CLASS, c),
                        c % 16 == 3 ? "ILL" : "PHONE",
                        t.uid(),
                        p.given() + " " + p.family() + " left the room. Reported by " + t.fullName() + ", "
                                + t.email());
            }
        });
    }

    /** No key; some rows are there twice. */
    private void accessLog(Rows rows) {
        each(Kind.ATTEMPT, (d, i) -> {
            if (i % 20 == 0) {
                Person t = People.staff(d, d.teacherOfClass(sessionOf(d, i)));
                for (int n = 0; n <= i / 20 % 2; n++) {
                    rows.add("2026-05-02 07:00:00+00", t.uid(), attempt(d, i), "view", "10.20.1.7");
                }
            }
        });
    }

    private void each(Kind kind, IdsPlaces.OfSchool action) {
        for (DistrictPlan d : world.districts()) {
            for (int i = 0; i < d.count(kind); i++) {
                action.accept(d, i);
            }
        }
    }
}
