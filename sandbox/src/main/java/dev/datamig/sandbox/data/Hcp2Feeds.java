package dev.datamig.sandbox.data;

import java.util.List;
import java.util.UUID;

/** Catalogue, what districts bought, and what people did with it. */
final class Hcp2Feeds {

    private static final int PRODUCTS = 10;
    private static final int RESOURCES = 40;
    private static final int POOLS = 3;

    private final World world;

    Hcp2Feeds(World world) {
        this.world = world;
    }

    List<Feed> feeds() {
        return List.of(
                new Feed("public.publisher(id, code, name, website)", this::publishers),
                new Feed("public.product(id, sku, publisher_id, bundle_id, title, price)", this::products),
                new Feed("public.product_component(product_id, component_id)", Hcp2Feeds::components),
                new Feed("public.content_type(code, name, mime)", Hcp2Feeds::contentTypes),
                new Feed("public.standard(id, code, parent_id, statement)", Hcp2Feeds::standards),
                new Feed(
                        "public.resource(id, code, product_id, content_type, title, url, duration, keywords, current_version)",
                        this::resources),
                new Feed("public.resource_version(resource_id, version, released, checksum)", this::versions),
                new Feed("public.resource_standard(resource_id, standard_id)", Hcp2Feeds::resourceStandards),
                new Feed("public.locale_text(locale, key, value)", Hcp2Feeds::texts),
                new Feed(
                        "public.subscriber(id, district_id, name, contact_name, contact_email, contract_value, terms)",
                        this::subscribers),
                new Feed("public.subscriber_site(subscriber_id, org_uid, delivery_window)", this::sites),
                new Feed("public.license(id, subscriber_id, product_id, seats, valid)", this::licenses),
                new Feed("public.license_pool(id, license_id, org_uid, size)", this::pools),
                new Feed("public.entitlement(id, pool_id, holder_kind, holder_uid, granted)", this::entitlements),
                new Feed("public.collection(id, subscriber_id, owner_uid, parent_id, name)", this::collections),
                new Feed("public.collection_item(collection_id, resource_id, position)", this::collectionItems),
                new Feed("public.assignment_link(assignment_uid, resource_id, required)", this::assignmentLinks),
                new Feed("public.progress(student_uid, resource_id, version, percent, last_opened)", this::progress),
                new Feed("public.bookmark(id, student_uid, resource_id, place)", this::bookmarks),
                new Feed("public.annotation(id, student_uid, resource_id, version, marked, body)", this::annotations),
                new Feed("public.reading_session(id, student_uid, resource_id, lasted, client, agent)", this::readings),
                new Feed("public.rating(staff_uid, resource_id, stars, remark)", this::ratings),
                new Feed("public.recommendation(resource_id, class_id, weight, reason)", this::recommendations),
                new Feed("public.purchase_order(subscriber_id, number, ordered_on, approved_by)", this::orders),
                new Feed(
                        "public.purchase_line(subscriber_id, number, line, product_id, quantity, price)",
                        this::orderLines),
                new Feed(
                        "public.invoice(number, subscriber_id, order_number, total, billing, paid_on)", this::invoices),
                new Feed(
                        "public.support_ticket(id, subscriber_id, opened_by, state, subject, body, opened_at)",
                        this::tickets),
                new Feed("public.support_reply(ticket_id, no, body, written_at)", this::replies),
                new Feed("public.api_client(id, subscriber_id, name, secret, networks, active)", this::apiClients));
    }

    private void publishers(Rows rows) {
        rows.add(1, "OAKL", "Oaklight Learning", "https://oaklight.test");
        rows.add(2, "BLUE", "Blue Door Press", null);
        if (world.cert()) {
            rows.add(3, "QAPUB", "Publisher of tests", "https://qa.test");
        }
    }

    /** Product 3 of CERT is something else; what is 3 in PROD is 903 there, and to be found by its SKU. */
    private int product(int p) {
        return world.cert() && p == 3 ? 903 : p;
    }

    private void products(Rows rows) {
        for (int p = 1; p <= PRODUCTS; p++) {
            if (!(world.cert() && p == 8)) {
                rows.add(product(p), "SKU-" + (1000 + p), 1 + p % 2, p > 5 ? 1 : null, "Course pack " + p, p + "9.95");
            }
        }
        if (world.cert()) {
            rows.add(3, "SKU-QA", 3, null, "Pack under test", "0.00");
        }
    }

    private static void components(Rows rows) {
        rows.add(1, 6);
        rows.add(1, 7);
        rows.add(2, 7);
    }

    private static void contentTypes(Rows rows) {
        rows.add("BOOK", "Book", "application/epub+zip");
        rows.add("VIDEO", "Video", "video/mp4");
        rows.add("QUIZ", "Quiz", null);
    }

    private static void standards(Rows rows) {
        for (int n = 0; n < 12; n++) {
            rows.add(
                    standard(n),
                    "STD." + n,
                    n == 0 ? null : standard((n - 1) / 3),
                    "Learners can do what number " + n + " says");
        }
    }

    private static UUID standard(int n) {
        return Dice.of("standard", n).uuid();
    }

    private void resources(Rows rows) {
        List<String> types = List.of("BOOK", "VIDEO", "QUIZ");
        for (int r = 1; r <= RESOURCES; r++) {
            if (known(r)) {
                rows.add(
                        r,
                        "RES-" + r,
                        product(1 + r % PRODUCTS),
                        types.get(r % 3),
                        "Chapter " + r + (r % 7 == 0 ? ": la niñez" : ""),
                        "https://content.test/r/" + r,
                        r % 3 == 1 ? "00:12:3" + r % 10 : null,
                        "'chapter':1 'number':2A '" + r + "':3",
                        r % 10 == 9 ? null : version(r));
            }
        }
    }

    /** CERT lacks what belongs to the product that it lacks, and resource 40. */
    private boolean known(int resource) {
        return !world.cert() || 1 + resource % PRODUCTS != 8 && resource != 40;
    }

    private static int version(int resource) {
        return 1 + resource % 2;
    }

    private void versions(Rows rows) {
        for (int r = 1; r <= RESOURCES; r++) {
            for (int v = 1; v <= version(r) && known(r); v++) {
                rows.add(
                        r,
                        v,
                        "202" + (2 + v) + "-01-15",
                        Dice.of("version", r * 10L + v).bytes(16));
            }
        }
    }

    private static void resourceStandards(Rows rows) {
        for (int r = 1; r <= 6; r++) {
            rows.add(r, standard(r % 12));
        }
    }

    private static void texts(Rows rows) {
        rows.add("en", "welcome", "Welcome");
        rows.add("es", "welcome", "Bienvenidos — ¡hola!");
    }

    private static long subscriber(DistrictPlan d) {
        return d.offset() + d.index() + 1;
    }

    private void subscribers(Rows rows) {
        world.districts().forEach(d -> {
            Person p = People.staff(d, 1);
            rows.add(
                    subscriber(d),
                    d.id(),
                    d.name(),
                    p.fullName(),
                    p.email(),
                    "125000.0" + d.index(),
                    "{\"signatories\": [{\"name\": \"" + People.staff(d, 0).fullName() + "\", \"email\": \""
                            + People.staff(d, 0).email() + "\"}], \"years\": 3, \"renewal\": null}");
        });
    }

    private void sites(Rows rows) {
        eachSchool((d, s) -> rows.add(
                subscriber(d),
                IdsPlaces.organizationUid(d.school(s)),
                s % 3 == 0 ? null : "[2025-08-01 00:00:00+00,2025-08-15 00:00:00+00)"));
    }

    private void licenses(Rows rows) {
        world.districts().forEach(d -> {
            for (int n = 0; n < POOLS; n++) {
                rows.add(
                        license(d, n),
                        subscriber(d),
                        product(n + 2),
                        "[1," + (d.students() + 1) + ")",
                        n == 2 ? "empty" : "[2025-07-01 00:00:00+00,)");
            }
        });
    }

    private static long license(DistrictPlan d, int n) {
        return d.offset() + d.index() * POOLS + n + 1;
    }

    private static long pool(DistrictPlan d, int s, int n) {
        return (d.id(Kind.SCHOOL, s) - d.offset()) * POOLS + n + d.offset();
    }

    private void pools(Rows rows) {
        eachSchool((d, s) -> {
            for (int n = 0; n < POOLS; n++) {
                rows.add(pool(d, s, n), license(d, n), IdsPlaces.organizationUid(d.school(s)), 400 + n);
            }
        });
    }

    private void entitlements(Rows rows) {
        eachStudent((d, i) -> {
            if (i % 5 < 3) {
                rows.add(
                        d.id(Kind.STUDENT, i),
                        pool(d, d.schoolOfStudent(i), i % POOLS),
                        "student",
                        People.student(d, i).uid(),
                        Times.autumnDay(i));
            }
        });
        eachStaff((d, j) -> {
            if (j % 5 == 0) {
                rows.add(
                        d.id(Kind.STAFF, j) + 50_000_000L,
                        pool(d, d.schoolOfStaff(j), 0),
                        "staff",
                        People.staff(d, j).uid(),
                        Times.autumnDay(j));
            }
        });
    }

    private void collections(Rows rows) {
        eachStaff((d, j) -> {
            if (j % 20 == 0) {
                Person p = People.staff(d, j);
                rows.add(collection(d, j), subscriber(d), p.uid(), null, "Favourites of " + p.fullName());
                rows.add(collection(d, j) + 1, subscriber(d), p.uid(), collection(d, j), "For the spring");
            }
        });
    }

    private static long collection(DistrictPlan d, int j) {
        return (d.id(Kind.STAFF, j) - d.offset()) * 2 + d.offset();
    }

    private void collectionItems(Rows rows) {
        eachStaff((d, j) -> {
            if (j % 20 == 0) {
                rows.add(collection(d, j), resource(j), 1);
                rows.add(collection(d, j), resource(j + 1), 2);
            }
        });
    }

    /** One that CERT has, too, for testers. */
    private int resource(int n) {
        int r = 1 + n % RESOURCES;
        return known(r) ? r : 1 + (n + 1) % 6;
    }

    private void assignmentLinks(Rows rows) {
        eachClass((d, c) -> {
            if (c % 2 == 0) {
                rows.add(Hcp1Work.assignmentUid(d, c), resource(c), c % 4 == 0);
            }
        });
    }

    private void progress(Rows rows) {
        eachStudent((d, i) -> {
            if (i % 2 == 0) {
                int r = resource(i / 2);
                rows.add(
                        People.student(d, i).uid(),
                        r,
                        version(r),
                        i % 100 + ".5",
                        Times.in2025(Dice.of("progress", d.id(Kind.STUDENT, i))));
            }
        });
    }

    private void bookmarks(Rows rows) {
        eachStudent((d, i) -> {
            if (i % 10 == 1) {
                Person p = People.student(d, i);
                rows.add(
                        p.id(),
                        p.uid(),
                        resource(i),
                        "{\"page\": " + i % 300 + ", \"label\": \"" + (i % 20 == 1 ? p.given() + "'s page" : "later")
                                + "\"}");
            }
        });
    }

    private void annotations(Rows rows) {
        eachStudent((d, i) -> {
            if (i % 12 == 2) {
                Person p = People.student(d, i);
                int r = resource(i);
                String body = i % 24 == 2 ? "I, " + p.given() + " " + p.family() + ", do not get this" : "important!";
                rows.add(p.id(), p.uid(), r, version(r), "[" + i % 90 + "," + (i % 90 + 10) + ")", body);
            }
        });
    }

    private void readings(Rows rows) {
        eachStudent((d, i) -> {
            if (i % 7 == 0) {
                Dice dice = Dice.of("reading", d.id(Kind.STUDENT, i));
                rows.add(
                        dice.uuid(),
                        People.student(d, i).uid(),
                        resource(i),
                        "[2025-10-01 10:00:00+00,2025-10-01 10:" + dice.between(10, 59) + ":00+00]",
                        dice.oneIn(4) ? null : "198.51.100." + dice.below(250),
                        i % 21 == 0 ? null : "Reader/7");
            }
        });
    }

    private void ratings(Rows rows) {
        eachStaff((d, j) -> {
            if (j % 4 == 3) {
                Person p = People.staff(d, j);
                rows.add(p.uid(), resource(j), 1 + j % 5, j % 8 == 3 ? "Works in my class. " + p.fullName() : null);
            }
        });
    }

    private void recommendations(Rows rows) {
        eachClass((d, c) -> {
            if (c % 3 == 0) {
                rows.add(
                        resource(c + 3),
                        Hcp1Classes.classUid(d, c),
                        c % 9 == 0 ? "Infinity" : "0." + (1 + c % 9),
                        c % 6 == 0
                                ? "Asked for by "
                                        + People.staff(d, d.teacherOfClass(c)).fullName()
                                : null);
            }
        });
    }

    private void orders(Rows rows) {
        world.districts().forEach(d -> {
            rows.add(subscriber(d), "PO-1", "2025-06-01", People.staff(d, 0).fullName());
            rows.add(subscriber(d), "PO-2", "2025-07-01", null);
        });
    }

    private void orderLines(Rows rows) {
        world.districts().forEach(d -> {
            rows.add(subscriber(d), "PO-1", 1, product(1), 40, "19.95");
            rows.add(subscriber(d), "PO-1", 2, product(2), d.students(), "29.95");
            rows.add(subscriber(d), "PO-2", 1, product(9), 3, "99.95");
        });
    }

    private void invoices(Rows rows) {
        world.districts().forEach(d -> {
            Person p = People.staff(d, 1);
            String billing = "{\"attention\": {\"name\": \"" + p.fullName() + "\", \"phone\": \"" + p.phone()
                    + "\"}, \"lines\": 2}";
            rows.add("INV-" + d.id() + "-1", subscriber(d), "PO-1", "31262.00", billing, "2025-09-30");
            rows.add("INV-" + d.id() + "-2", subscriber(d), null, "0.01", billing, null);
        });
    }

    private void tickets(Rows rows) {
        List<String> states = List.of("open", "waiting", "closed");
        eachStaff((d, j) -> {
            if (j % 30 == 2) {
                Person p = People.staff(d, j);
                rows.add(
                        d.id(Kind.STAFF, j),
                        subscriber(d),
                        j % 60 == 32 ? null : p.uid(),
                        states.get(j / 30 % 3),
                        "Login of " + p.fullName(),
                        "I cannot sign in as " + p.userName() + ". Call me: " + p.phone() + ", " + p.given() + " "
                                + p.family(),
                        Times.in2025(Dice.of("ticket", p.id())));
            }
        });
    }

    private void replies(Rows rows) {
        eachStaff((d, j) -> {
            if (j % 30 == 2) {
                rows.add(
                        d.id(Kind.STAFF, j),
                        1,
                        "Dear " + People.staff(d, j).given() + ", please try again.",
                        "2025-12-01 08:00+00");
            }
        });
    }

    private void apiClients(Rows rows) {
        world.districts().forEach(d -> {
            Dice dice = Dice.of("api", subscriber(d));
            rows.add(
                    dice.uuid(),
                    subscriber(d),
                    "Roster sync",
                    dice.bytes(32),
                    List.of("10.20.0.0/16", "2001:db8::/32"),
                    true);
        });
    }

    private void eachSchool(IdsPlaces.OfSchool action) {
        each(Kind.SCHOOL, action);
    }

    private void eachClass(IdsPlaces.OfSchool action) {
        each(Kind.CLASS, action);
    }

    private void eachStaff(IdsPlaces.OfSchool action) {
        each(Kind.STAFF, action);
    }

    private void eachStudent(IdsPlaces.OfSchool action) {
        each(Kind.STUDENT, action);
    }

    private void each(Kind kind, IdsPlaces.OfSchool action) {
        for (DistrictPlan d : world.districts()) {
            for (int i = 0; i < d.count(kind); i++) {
                action.accept(d, i);
            }
        }
    }
}
