package dev.datamig.sandbox.data;

import java.util.List;

/** Appeals (a cycle of three), cohorts, goals, reports, imports. */
final class AdbReports {

    private static final int APPEALS = 4;

    private final World world;

    AdbReports(World world) {
        this.world = world;
    }

    List<Feed> feeds() {
        return List.of(
                new Feed("public.cohort(id, agency_id, parent_id, name)", this::cohorts),
                new Feed("public.cohort_member(cohort_id, examinee_id)", this::cohortMembers),
                new Feed("public.appeal(id, attempt_id, reason, ruling_id)", this::appeals),
                new Feed("public.panel(id, agency_id, lead_appeal_id, chair_uid)", this::panels),
                new Feed("public.ruling(id, panel_id, granted, grounds)", this::rulings),
                new Feed("public.growth_goal(id, examinee_id, scale_id, target, set_by)", this::goals),
                new Feed("public.growth_measure(goal_id, measured_on, value)", this::measures),
                new Feed("public.report_recipient(agency_id, email, name)", this::recipients),
                new Feed("public.report_run(id, agency_id, template_id, parameters, requested_by, ran_at)", this::runs),
                new Feed("public.report_delivery(report_id, agency_id, email, delivered)", this::deliveries),
                new Feed("public.import_batch(id, agency_id, file_name, checksum, lines)", this::imports),
                new Feed("public.import_error(batch_id, line, content)", this::importErrors),
                new Feed(
                        "public.\"Result Export\"(\"Export Id\", agency_id, \"user\", \"Columns\", \"select\")",
                        this::exports));
    }

    private void cohorts(Rows rows) {
        each(d -> {
            rows.add(cohort(d, 0), AdbTesting.agency(d), null, "Class of 2030");
            rows.add(cohort(d, 1), AdbTesting.agency(d), cohort(d, 0), "Class of 2030, north");
        });
    }

    private static long cohort(DistrictPlan d, int n) {
        return d.offset() + d.index() * 2 + n + 1;
    }

    private void cohortMembers(Rows rows) {
        each(d -> {
            for (int i = 0; i < d.count(Kind.EXAMINEE); i += 25) {
                rows.add(cohort(d, i / 25 % 2), d.id(Kind.EXAMINEE, i));
            }
        });
    }

    /** Appeal 0 leads panel 0, which made ruling 0, which is appeal 0's; and so on. */
    private void appeals(Rows rows) {
        each(d -> {
            for (int n = 0; n < APPEALS; n++) {
                Person p = People.student(d, n);
                rows.add(
                        appeal(d, n),
                        AdbTesting.attempt(d, n),
                        "The family of " + p.fullName() + " asks for a second reading. Tel. " + p.phone(),
                        n == 3 ? null : appeal(d, n / 2));
            }
        });
    }

    private static long appeal(DistrictPlan d, int n) {
        return d.offset() + d.index() * APPEALS + n + 1;
    }

    private void panels(Rows rows) {
        each(d -> {
            rows.add(
                    appeal(d, 0),
                    AdbTesting.agency(d),
                    appeal(d, 0),
                    People.staff(d, 0).uid());
            rows.add(appeal(d, 1), AdbTesting.agency(d), appeal(d, 1), null);
        });
    }

    private void rulings(Rows rows) {
        each(d -> {
            rows.add(
                    appeal(d, 0),
                    appeal(d, 0),
                    true,
                    "Granted to " + People.student(d, 0).fullName());
            rows.add(
                    appeal(d, 1),
                    appeal(d, 1),
                    false,
                    "No grounds, says " + People.staff(d, 0).family());
        });
    }

    private void goals(Rows rows) {
        each(d -> {
            for (int i = 0; i < d.count(Kind.EXAMINEE); i++) {
                if (i % 20 == 13) {
                    Person t = People.staff(d, d.teacherOfClass(d.classOfStudent(i)));
                    rows.add(
                            d.id(Kind.EXAMINEE, i),
                            d.id(Kind.EXAMINEE, i),
                            2,
                            "512.500",
                            i % 60 == 13 ? null : t.uid());
                }
            }
        });
    }

    private void measures(Rows rows) {
        each(d -> {
            for (int i = 13; i < d.count(Kind.EXAMINEE); i += 20) {
                rows.add(d.id(Kind.EXAMINEE, i), "2025-10-01", "480.125");
                rows.add(d.id(Kind.EXAMINEE, i), "2026-02-01", i % 40 == 13 ? "NaN" : "495");
            }
        });
    }

    private void recipients(Rows rows) {
        each(d -> {
            for (int j = 0; j < 6; j++) {
                Person p = People.staff(d, j);
                rows.add(AdbTesting.agency(d), p.email(), j % 3 == 2 ? null : p.fullName());
            }
        });
    }

    private void runs(Rows rows) {
        each(d -> {
            for (int n = 0; n < 3; n++) {
                Person p = People.staff(d, n);
                rows.add(
                        run(d, n),
                        AdbTesting.agency(d),
                        1 + n % 2,
                        "{\"teacher\": \"" + p.fullName() + "\", \"grade\": 4, \"email\": \"" + p.email() + "\"}",
                        n == 2 ? null : p.uid(),
                        "2026-05-0" + (n + 1) + " 05:00+00");
            }
        });
    }

    private static long run(DistrictPlan d, int n) {
        return d.offset() + d.index() * 3 + n + 1;
    }

    private void deliveries(Rows rows) {
        each(d -> {
            for (int j = 0; j < 6; j++) {
                rows.add(
                        run(d, j % 3),
                        AdbTesting.agency(d),
                        People.staff(d, j).email(),
                        j == 5 ? null : "2026-05-04 06:00+00");
            }
        });
    }

    private void imports(Rows rows) {
        each(d -> rows.add(
                AdbTesting.agency(d),
                AdbTesting.agency(d),
                "roster-" + d.id() + ".csv",
                Dice.of("import", d.index()).bytes(32),
                d.students()));
    }

    private void importErrors(Rows rows) {
        each(d -> {
            for (int n = 1; n < 4; n++) {
                Person p = People.student(d, n);
                rows.add(
                        AdbTesting.agency(d),
                        n * 10,
                        p.number() + ";" + p.family() + ";" + p.given() + ";" + p.born() + ";" + p.email());
            }
        });
    }

    private void exports(Rows rows) {
        each(d -> rows.add(
                Dice.of("export " + d.id(), 0).uuid(),
                AdbTesting.agency(d),
                People.staff(d, 1).userName(),
                List.of("score", "a \"b\", c"),
                "level >= 3"));
    }

    private void each(java.util.function.Consumer<DistrictPlan> action) {
        world.districts().forEach(action);
    }
}
