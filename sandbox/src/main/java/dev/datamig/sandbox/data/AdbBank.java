package dev.datamig.sandbox.data;

import java.util.List;

/** The item bank, tests and scales: the same on both sides, but for what testers added and what never reached CERT. */
final class AdbBank {

    static final int TESTS = 4;
    static final int ITEMS = 30;
    static final int PER_FORM = 6;

    private final boolean cert;

    AdbBank(World world) {
        this.cert = world.cert();
    }

    List<Feed> feeds() {
        return List.of(
                new Feed("bank.subject(code, name)", AdbBank::subjects),
                new Feed("bank.standard_set(id, code, title)", AdbBank::standardSets),
                new Feed("bank.standard(set_id, code, parent_code, statement)", AdbBank::standards),
                new Feed("bank.passage(id, code, title, body)", AdbBank::passages),
                new Feed(
                        "bank.item(id, code, kind, subject_code, passage_id, stem, difficulty, max_points)",
                        this::items),
                new Feed("bank.item_option(item_id, label, content, correct)", AdbBank::options),
                new Feed("bank.item_standard(item_id, set_id, standard_code)", AdbBank::itemStandards),
                new Feed("bank.asset(id, item_id, media, alt_text)", AdbBank::assets),
                new Feed("public.test(id, code, title, subject_code, grades)", this::tests),
                new Feed("public.test_form(test_id, form, language)", AdbBank::forms),
                new Feed("public.test_section(id, test_id, form, name, minutes)", AdbBank::sections),
                new Feed("public.test_form_item(test_id, form, position, item_id, section_id)", AdbBank::formItems),
                new Feed("public.scale(id, code, name)", AdbBank::scales),
                new Feed("public.scale_level(scale_id, level, name, cut)", AdbBank::levels),
                new Feed("public.norm(scale_id, grade, raw, percentile)", AdbBank::norms),
                new Feed("public.accommodation(code, name)", AdbBank::accommodations),
                new Feed("public.irregularity_code(code, meaning, severe)", AdbBank::irregularities),
                new Feed("public.report_template(id, code, layout)", AdbBank::templates),
                new Feed("public.tmp_scores(line, content)", rows -> rows.add(1, "left over")));
    }

    /** Position 0 to 5 on form A of the test. */
    static int item(int test, int position) {
        return 1 + (test * PER_FORM + position) % ITEMS;
    }

    static int section(int test, int n) {
        return test * 2 - 1 + n;
    }

    private static void subjects(Rows rows) {
        rows.add("MA", "Mathematics");
        rows.add("ELA", "English language arts");
        rows.add("SCI", "Science");
    }

    private static void standardSets(Rows rows) {
        rows.add(1, "STATE-2020", "Standards of the state, 2020");
        rows.add(2, "NEXT-SCI", "Science standards");
    }

    private static void standards(Rows rows) {
        for (int set = 1; set <= 2; set++) {
            rows.add(set, "ROOT", null, "Everything");
            rows.add(set, "A.1", "ROOT", "Number and quantity");
            rows.add(set, "A.1.a", "A.1", "Count to a hundred");
        }
    }

    private static void passages(Rows rows) {
        rows.add(1, "P-TIDES", "Tides", "The tide comes in and the tide goes out. Marsh birds wait.");
        rows.add(2, "P-LOOM", "The loom", "A shuttle flies; the cloth grows.");
    }

    private void items(Rows rows) {
        List<String> kinds = List.of("choice", "number", "essay", "match");
        List<String> subjects = List.of("MA", "ELA", "SCI");
        for (int n = 1; n <= ITEMS; n++) {
            rows.add(
                    n,
                    "IT-" + n,
                    kinds.get(n % 4),
                    subjects.get(n % 3),
                    n % 5 == 0 ? 1 + n / 5 % 2 : null,
                    "Question " + n + "?",
                    "0." + (1000 + n * 37),
                    1 + n % 4 + ".00");
        }
        if (cert) {
            rows.add(931, "QA-IT-1", "choice", "MA", null, "Question under test?", "0.0001", "1");
        }
    }

    private static void options(Rows rows) {
        for (int n = 4; n <= ITEMS; n += 4) {
            for (int o = 0; o < 4; o++) {
                rows.add(n, (char) ('A' + o) + "", "Answer " + (o + 1), o == n / 4 % 4);
            }
        }
    }

    private static void itemStandards(Rows rows) {
        for (int n = 1; n <= 10; n++) {
            rows.add(n, 1 + n % 2, n % 3 == 0 ? "A.1.a" : "A.1");
        }
    }

    private static void assets(Rows rows) {
        for (int n = 1; n <= 4; n++) {
            rows.add(
                    Dice.of("asset", n).uuid(),
                    n == 4 ? null : n,
                    Dice.of("media", n).bytes(48),
                    n == 2 ? null : "A drawing");
        }
    }

    /** Test 4 of CERT is one of its own; PROD's fourth is 904 there, with the same code. */
    static int test(boolean cert, int test) {
        return cert && test == 4 ? 904 : test;
    }

    private void tests(Rows rows) {
        rows.add(1, "MA-G4", "Mathematics, grade 4", "MA", "[3,6)");
        rows.add(2, "ELA-G8", "English, grade 8", "ELA", "[7,10)");
        rows.add(3, "SCI-G11", "Science, grade 11", "SCI", "[10,13)");
        rows.add(test(cert, 4), "MA-ALG", "Algebra", "MA", "empty");
        if (cert) {
            rows.add(4, "QA-TEST", "Test of tests", "MA", "[0,)");
        }
    }

    private static void forms(Rows rows) {
        for (int t = 1; t < TESTS; t++) {
            rows.add(t, "A", "en");
            rows.add(t, "B", "es");
        }
    }

    private static void sections(Rows rows) {
        for (int t = 1; t < TESTS; t++) {
            rows.add(section(t, 0), t, "A", "Part one", 40);
            rows.add(section(t, 1), t, "A", "Part two", 30);
        }
    }

    private static void formItems(Rows rows) {
        for (int t = 1; t < TESTS; t++) {
            for (int p = 0; p < PER_FORM; p++) {
                rows.add(t, "A", p + 1, item(t, p), p == 5 ? null : section(t, p / 3));
            }
        }
    }

    private static void scales(Rows rows) {
        rows.add(1, "STATE", "Scale of the state");
        rows.add(2, "GROWTH", "Growth");
    }

    private static void levels(Rows rows) {
        rows.add(1, 1, "Below", "(,400)");
        rows.add(1, 2, "Basic", "[400,500)");
        rows.add(1, 3, "Proficient", "[500,600)");
        rows.add(1, 4, "Advanced", "[600,)");
        rows.add(2, 1, "Any", "(,)");
    }

    private static void norms(Rows rows) {
        for (int raw = 0; raw < 12; raw++) {
            rows.add(1, 4, raw, raw * 8 + ".25");
        }
    }

    private static void accommodations(Rows rows) {
        rows.add("XT", "Extra time");
        rows.add("LP", "Large print");
        rows.add("SR", "Screen reader");
    }

    private static void irregularities(Rows rows) {
        rows.add("PHONE", "Telephone in use", true);
        rows.add("ILL", "Examinee taken ill", false);
    }

    private static void templates(Rows rows) {
        rows.add(1, "ROSTER", "<report><table of=\"scores\"/></report>");
        rows.add(2, "LETTER", "<report lang=\"es\"><p>Estimada familia</p></report>");
    }
}
