package dev.datamig.sandbox.data;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The lookups of ids. CERT's are the same, but for some that testers added, some that never reached CERT, two programs whose ids
 * are swapped (to be matched by their code), a relationship that is worded differently, and a type of event that nothing can match
 * (number 5, which only district 1004 has).
 */
final class IdsLookups {

    static final int ETHNICITIES = 7;
    static final List<String> LANGUAGES = List.of("en", "es", "so", "vi", "zh", "ar", "fr", "haw");
    static final List<String> RELATIONSHIPS = List.of("MOTHER", "FATHER", "GRAND", "AUNT", "UNCLE", "LEGAL");

    private final boolean cert;

    IdsLookups(World world) {
        this.cert = world.cert();
    }

    List<Feed> feeds() {
        return List.of(
                new Feed("public.country(code, name, dial_code)", this::countries),
                new Feed("public.state(code, country_code, name)", this::states),
                new Feed("public.language(code, name, native_name)", this::languages),
                new Feed("public.\"Grade Level\"(id, code, name, \"Sort Order\")", IdsLookups::grades),
                new Feed("public.school_year(id, name, span)", IdsLookups::years),
                new Feed("public.enrollment_code(id, kind, code, meaning)", IdsLookups::enrollmentCodes),
                new Feed("public.ethnicity(id, code, name)", IdsLookups::ethnicities),
                new Feed("public.subject(id, code, name, parent_id)", this::subjects),
                new Feed("public.relationship_type(code, name, may_pick_up)", this::relationships),
                new Feed("public.role(id, code, name)", IdsLookups::roles),
                new Feed("public.permission(id, code)", IdsLookups::permissions),
                new Feed("public.role_permission(role_id, permission_id)", IdsLookups::rolePermissions),
                new Feed("public.event_type(id, code, name, instructional)", this::eventTypes),
                new Feed("public.identification_system(code, name, issuer_website)", IdsLookups::systems),
                new Feed("public.program(id, code, name, funding)", this::programs),
                new Feed(
                        "public.flyway_schema_history(installed_rank, version, description, success)",
                        IdsLookups::history),
                new Feed("public.tmp_roster_upload(line, content)", IdsLookups::upload));
    }

    private void countries(Rows rows) {
        rows.add("US", "United States", "+1");
        rows.add("MX", "México", "+52");
        rows.add("CA", "Canada", "+1");
        if (cert) {
            rows.add("ZZ", "Testland", "+999");
        }
    }

    private void states(Rows rows) {
        rows.add("OH", "US", "Ohio");
        rows.add("NM", "US", "New Mexico");
        rows.add("VT", "US", "Vermont");
        rows.add("TX", "US", "Texas");
        rows.add("CH", "MX", "Chihuahua");
        if (cert) {
            rows.add("QA", "ZZ", "Quality");
        }
    }

    private void languages(Rows rows) {
        rows.add("en", "English", "English");
        rows.add("es", "Spanish", "español");
        rows.add("so", "Somali", "Soomaali");
        rows.add("vi", "Vietnamese", "Tiếng Việt");
        rows.add("zh", "Chinese", "中文");
        rows.add("ar", "Arabic", "العربية");
        rows.add("fr", "French", "français");
        if (!cert) {
            rows.add("haw", "Hawaiian", "ʻŌlelo Hawaiʻi");
        }
    }

    private static void grades(Rows rows) {
        rows.add(0, "KG", "Kindergarten", 0);
        IntStream.rangeClosed(1, 12).forEach(g -> rows.add(g, String.format("%02d", g), "Grade " + g, g));
    }

    private static void years(Rows rows) {
        IntStream.rangeClosed(2022, 2026)
                .forEach(y -> rows.add(y, y + "-" + (y + 1) % 100, "[" + y + "-07-01," + (y + 1) + "-07-01)"));
    }

    private static void enrollmentCodes(Rows rows) {
        rows.add(1, "entry", "E1", "First entry into a school of the state");
        rows.add(2, "entry", "E2", "From another school of the district");
        rows.add(3, "entry", "E3", "From another district");
        rows.add(4, "entry", "E4", "Shared enrollment with another district");
        rows.add(11, "exit", "W1", "To another school of the district");
        rows.add(12, "exit", "W2", "To another district");
        rows.add(13, "exit", "W3", "Graduated");
    }

    private static void ethnicities(Rows rows) {
        List<String> codes = List.of("A", "B", "H", "I", "M", "P", "W");
        List<String> names = List.of(
                "Asian",
                "Black or African American",
                "Hispanic or Latino",
                "American Indian or Alaska Native",
                "Two or more",
                "Pacific Islander",
                "White");
        IntStream.range(0, ETHNICITIES).forEach(i -> rows.add(i + 1, codes.get(i), names.get(i)));
    }

    private void subjects(Rows rows) {
        rows.add(1, "ALL", "All subjects", null);
        rows.add(2, "STEM", "Science, technology, engineering, mathematics", 1);
        rows.add(3, "MATH", "Mathematics", 2);
        rows.add(4, "SCI", "Science", 2);
        rows.add(5, "ARTS", "Arts", 1);
        rows.add(6, "MUS", "Music", 5);
        if (cert) {
            rows.add(7, "QA", "Quality", 1);
        }
    }

    private void relationships(Rows rows) {
        rows.add("MOTHER", "Mother", true);
        rows.add("FATHER", "Father", true);
        rows.add("GRAND", "Grandparent", true);
        rows.add("AUNT", "Aunt", false);
        rows.add("UNCLE", "Uncle", false);
        rows.add("LEGAL", "Legal guardian", true);
        rows.add("FOSTER", cert ? "Foster family (test wording)" : "Foster parent", true);
    }

    private static void roles(Rows rows) {
        rows.add(1, "TEACHER", "Teacher");
        rows.add(2, "PRINCIPAL", "Principal");
        rows.add(3, "COUNSELOR", "Counselor");
        rows.add(4, "NURSE", "Nurse");
        rows.add(5, "REGISTRAR", "Registrar");
        rows.add(6, "GUARDIAN", "Guardian");
    }

    private static void permissions(Rows rows) {
        rows.add(1, "student.read");
        rows.add(2, "student.write");
        rows.add(3, "grade.write");
        rows.add(4, "health.read");
    }

    private static void rolePermissions(Rows rows) {
        rows.add(1, 1);
        rows.add(1, 3);
        rows.add(2, 1);
        rows.add(2, 2);
        rows.add(4, 4);
        rows.add(6, 1);
    }

    private void eventTypes(Rows rows) {
        rows.add(1, "ID", "Instructional day", true);
        rows.add(2, "HOL", "Holiday", false);
        rows.add(3, "PD", "Professional development", false);
        rows.add(4, "SNOW", "Weather day", false);
        rows.add(5, cert ? "QA" : "FIELD", cert ? "Day of tests" : "Field day", !cert);
    }

    private static void systems(Rows rows) {
        rows.add("STATE", "State education id", "https://ids.state.test");
        rows.add("LIBRARY", "Library card", null);
        rows.add("PAYROLL", "Payroll", "https://payroll.test/ids");
    }

    private void programs(Rows rows) {
        rows.add(1, "T1", "Title I", "1250000.00");
        rows.add(2, "SPED", "Special education", "884000.50");
        rows.add(cert ? 4 : 3, "GIFTED", "Gifted and talented", "120000.25");
        rows.add(cert ? 3 : 4, "ELL", "English language learners", null);
        if (cert) {
            rows.add(5, "QA", "Program under test", "0.01");
        } else {
            rows.add(6, "HOMELESS", "McKinney-Vento", "NaN");
        }
    }

    private static void history(Rows rows) {
        rows.add(1, "1", "identity and rostering", true);
        rows.add(2, "2", "notes", true);
    }

    private static void upload(Rows rows) {
        rows.add(1, "left over from an import");
        rows.add(null, null);
    }
}
