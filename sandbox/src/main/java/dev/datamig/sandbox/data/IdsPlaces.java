package dev.datamig.sandbox.data;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Districts, schools and what belongs to their buildings and years. */
final class IdsPlaces {

    static final long STATE_AGENCY = 1;
    static final int ROOMS = 4;
    static final List<String> DEPARTMENTS = List.of("Languages", "Sciences", "Student services");

    private static final List<String> PATRONS = List.of(
            "Lakeview",
            "Harbor",
            "Summit",
            "Meadow",
            "Old Mill",
            "Riverbend",
            "Cedar Ridge",
            "Northfield",
            "Sunny Slope",
            "Eastgate");
    private static final List<String> LEVELS = List.of("Elementary School", "Middle School", "High School");
    private static final List<String> CITIES = List.of("Westhaven", "Millbrook Falls", "Santa Piedra", "Larkspur");
    private static final List<String> STREETS =
            List.of("Windmill Lane", "Quarry Road", "Lilac Court", "Old Tannery Street", "Ferry Landing");

    private final World world;

    IdsPlaces(World world) {
        this.world = world;
    }

    List<Feed> feeds() {
        return List.of(
                new Feed(
                        "public.district(id, name, state_code, time_zone, head_office_id, superintendent_id, priority, settings)",
                        this::districts),
                new Feed(
                        "public.organization(id, uid, kind, name, district_id, parent_id, website, phone)",
                        this::organizations),
                new Feed(
                        "public.school(id, district_id, state_code, opened, title_one, principal_assignment_id)",
                        rows -> each((d, s) -> school(rows, d, s))),
                new Feed(
                        "public.department(id, school_id, name, head_id)",
                        rows -> each((d, s) -> departments(rows, d, s))),
                new Feed("public.address(id, street, unit, city, state_code, zip, position)", this::addresses),
                new Feed(
                        "public.campus(id, district_id, name, address_id, place_uid, network, hectares)",
                        this::campuses),
                new Feed(
                        "public.school_campus(school_id, campus_id)",
                        rows -> each((d, s) -> rows.add(d.school(s), d.id(Kind.CAMPUS, s % d.count(Kind.CAMPUS))))),
                new Feed("public.room(school_id, number, seats, features)", rows -> each((d, s) -> rooms(rows, d, s))),
                new Feed(
                        "public.school_grade(school_id, grade_level_id)",
                        rows -> each((d, s) -> gradesOf(s).forEach(g -> rows.add(d.school(s), g)))),
                new Feed(
                        "public.term(id, school_id, school_year_id, name, span)",
                        rows -> each((d, s) -> terms(rows, d, s))),
                new Feed(
                        "public.calendar(school_id, school_year_id, instructional_days)",
                        rows -> each((d, s) -> rows.add(d.school(s), 2025, 176 + s % 5))),
                new Feed(
                        "public.calendar_event(school_id, school_year_id, event_type_id, held_on, id)",
                        rows -> each((d, s) -> events(rows, d, s))),
                new Feed("public.bus_route(id, district_id, code, stops, departs)", this::routes));
    }

    /** Uid of an organization: the same in every store and in the graph. */
    static UUID organizationUid(long id) {
        return Dice.of("organization", id).uuid();
    }

    /** Uid of the place in the graph where a campus stands. */
    static UUID placeUid(DistrictPlan d, int campus) {
        return Dice.of("place", d.id(Kind.CAMPUS, campus)).uuid();
    }

    static String schoolName(DistrictPlan d, int s) {
        int round = s / (PATRONS.size() * LEVELS.size());
        return PATRONS.get(s % PATRONS.size()) + (round == 0 ? "" : " " + (round + 1)) + " "
                + LEVELS.get(s / PATRONS.size() % LEVELS.size()) + (d.names() == Names.TESTERS ? " QA " + d.id() : "");
    }

    static IntStream gradesOf(int s) {
        return switch (s % 3) {
            case 0 -> IntStream.rangeClosed(0, 5);
            case 1 -> IntStream.rangeClosed(6, 8);
            default -> IntStream.rangeClosed(9, 12);
        };
    }

    static String street(long address) {
        return (10 + address * 7 % 8990) + " " + STREETS.get((int) (address % STREETS.size()));
    }

    static String city(DistrictPlan d) {
        return CITIES.get(d.index() % CITIES.size());
    }

    static String zip(DistrictPlan d, long address) {
        return String.format("%05d", 43_001 + d.index() * 40 + address % 40) + (address % 5 == 0 ? "-1234" : "");
    }

    private void districts(Rows rows) {
        for (DistrictPlan d : world.districts()) {
            Person head = People.staff(d, 0);
            String settings = "{\"office\": {\"contact\": {\"name\": \"" + head.fullName() + "\", \"email\": \""
                    + head.email() + "\"}}, \"features\": [\"sis\", \"lms\"], \"maxClassSize\": 32}";
            rows.add(
                    d.id(),
                    d.name(),
                    d.state(),
                    d.state().equals("NM") ? "America/Denver" : "America/New_York",
                    d.headOffice(),
                    head.id(),
                    d.index() % 3,
                    settings);
        }
    }

    private void organizations(Rows rows) {
        rows.add(
                STATE_AGENCY,
                organizationUid(STATE_AGENCY),
                "state agency",
                "Department of Education",
                null,
                null,
                "https://education.state.test",
                null);
        for (DistrictPlan d : world.districts()) {
            organization(rows, d, d.headOffice(), "head office", d.name() + " Head Office", STATE_AGENCY);
            for (int s = 0; s < d.schools(); s++) {
                organization(rows, d, d.school(s), "school", schoolName(d, s), d.headOffice());
            }
        }
    }

    private static void organization(Rows rows, DistrictPlan d, long id, String kind, String name, long parent) {
        String site = kind.equals("school") ? null : "https://" + d.host() + ".k12.test";
        rows.add(id, organizationUid(id), kind, name, d.id(), parent, site, People.phone(Dice.of("exchange", id)));
    }

    private static void school(Rows rows, DistrictPlan d, int s) {
        @Nullable Long principal = s % 9 == 8 ? null : d.id(Kind.STAFF, s);
        rows.add(
                d.school(s),
                d.id(),
                String.format("%s-%04d", d.id(), s + 1),
                "19" + (50 + s % 49) + "-09-01",
                s % 3 == 0,
                principal);
    }

    private static void departments(Rows rows, DistrictPlan d, int s) {
        for (int n = 0; n < DEPARTMENTS.size(); n++) {
            Long head = n == 2 ? null : People.staff(d, s + n * d.schools()).id();
            rows.add(d.id(Kind.DEPARTMENT, s * DEPARTMENTS.size() + n), d.school(s), DEPARTMENTS.get(n), head);
        }
    }

    /** Households first, then campuses, in ranges of their own. */
    private void addresses(Rows rows) {
        for (DistrictPlan d : world.districts()) {
            for (int h = 0; h < d.count(Kind.HOUSEHOLD); h++) {
                address(rows, d, d.id(Kind.HOUSEHOLD, h), h % 4 == 0 ? "Apt " + (h % 90 + 1) : null);
            }
            for (int c = 0; c < d.count(Kind.CAMPUS); c++) {
                address(rows, d, campusAddress(d, c), null);
            }
        }
    }

    static long campusAddress(DistrictPlan d, int campus) {
        return d.id(Kind.CAMPUS, campus) + 50_000_000L;
    }

    private static void address(Rows rows, DistrictPlan d, long id, @Nullable String unit) {
        String position = id % 3 == 0 ? "(-82." + (1000 + id % 9000) + ",39." + (1000 + id * 3 % 9000) + ")" : null;
        rows.add(id, street(id), unit, city(d), d.state(), zip(d, id), position);
    }

    private void campuses(Rows rows) {
        for (DistrictPlan d : world.districts()) {
            for (int c = 0; c < d.count(Kind.CAMPUS); c++) {
                String network = "10." + (d.index() + 20) + "." + c % 250 + ".0/24";
                rows.add(
                        d.id(Kind.CAMPUS, c),
                        d.id(),
                        "Campus " + (c + 1),
                        campusAddress(d, c),
                        placeUid(d, c),
                        network,
                        c % 4 == 3 ? "NaN" : String.valueOf(1.5f + c % 20));
            }
        }
    }

    private static void rooms(Rows rows, DistrictPlan d, int s) {
        for (int r = 0; r < ROOMS; r++) {
            List<String> features =
                    r == 0 ? List.of() : List.of("projector", r == 1 ? "sink" : "say \"ah\" booth, large");
            rows.add(d.school(s), "R" + (100 + r), r == 3 ? null : 20 + r, features);
        }
    }

    private static void terms(Rows rows, DistrictPlan d, int s) {
        rows.add(d.id(Kind.TERM, s * 2), d.school(s), 2025, "Fall", "[2025-08-18,2025-12-20)");
        rows.add(d.id(Kind.TERM, s * 2 + 1), d.school(s), 2025, "Spring", "[2026-01-05,2026-06-05)");
    }

    private static void events(Rows rows, DistrictPlan d, int s) {
        rows.add(d.school(s), 2025, 2, "2025-11-27", d.id(Kind.TERM, s * 2));
        rows.add(d.school(s), 2025, d.isolated() ? 5 : 3 + s % 2, "2026-02-1" + s % 9, d.id(Kind.TERM, s * 2 + 1));
    }

    private void routes(Rows rows) {
        for (DistrictPlan d : world.districts()) {
            for (int r = 0; r < d.count(Kind.ROUTE); r++) {
                List<String> stops = List.of("Depot", "Water Tower", "Fifth & Main");
                rows.add(d.id(Kind.ROUTE, r), d.id(), "B" + (r + 1), stops, "06:4" + r % 10 + ":00");
            }
        }
    }

    private void each(OfSchool action) {
        for (DistrictPlan d : world.districts()) {
            for (int s = 0; s < d.schools(); s++) {
                action.accept(d, s);
            }
        }
    }

    /** Something for every school. */
    @FunctionalInterface
    interface OfSchool {
        void accept(DistrictPlan district, int school);
    }
}
