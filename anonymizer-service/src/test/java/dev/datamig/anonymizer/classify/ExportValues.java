package dev.datamig.anonymizer.classify;

import dev.datamig.anonymizer.persona.NameFold;
import java.util.Locale;
import java.util.Random;
import net.datafaker.Faker;
import org.jspecify.annotations.Nullable;

/** Values as exports have them, beyond the plain ones. */
final class ExportValues {

    private final Random random;
    private final StateNumbers numbers;

    ExportValues(Random random) {
        this.random = random;
        numbers = new StateNumbers(random);
    }

    /** @throws IllegalArgumentException there are no values of that kind */
    String of(String kind, Faker faker) {
        String value = numbers.of(kind);
        value = value == null ? people(kind, faker) : value;
        value = value == null ? things(kind, faker) : value;
        if (value == null) {
            throw new IllegalArgumentException("no values of kind " + kind);
        }
        return value;
    }

    private @Nullable String people(String kind, Faker faker) {
        return switch (kind) {
            case "lastFirstMi" -> faker.name().lastName() + ", " + faker.name().firstName() + " " + letter() + ".";
            case "initialLast" -> letter() + ". " + faker.name().lastName();
            case "titled" ->
                pick("Dr.", "Mr.", "Mrs.", "Ms.") + " "
                        + pick(letter() + ".", faker.name().firstName()) + " "
                        + faker.name().lastName();
            case "twoParents" ->
                faker.name().firstName() + " & " + faker.name().firstName() + " "
                        + faker.name().lastName();
            case "household" -> faker.name().lastName() + pick(" Family", " Household", "");
            case "indian" ->
                pick("Aarav", "Priya", "Sunita", "Rajesh", "Kavita", "Mohan", "Lakshmi", "Deepak") + " "
                        + pick("Sharma", "Yadav", "Iyer", "Banerjee", "Kulkarni", "Chauhan", "Nair");
            case "arabic" ->
                pick("Ahmad", "Khalid", "Fatimah", "Layla", "Yusuf", "Maryam", "Omar") + " bin "
                        + pick("Saleh", "Nasser", "Ibrahim") + " " + arabicFamily();
            case "arabicFamily" -> arabicFamily();
            case "initial" -> letter();
            case "initials" -> letter() + letter();
            case "genSuffix" -> pick("Jr", "Sr", "III", "");
            case "userPlain" ->
                word(faker.name().firstName()).charAt(0) + word(faker.name().lastName());
            case "userDot" ->
                word(faker.name().firstName())
                        + pick(".", "_")
                        + word(faker.name().lastName());
            case "phoneLoc" -> faker.phoneNumber().phoneNumber();
            case "phoneDigits" -> (201 + random.nextInt(700)) + "55501" + digits(2);
            case "phone7" -> "555-01" + digits(2);
            case "phoneIntl" ->
                "+" + pick("44", "49", "966", "81", "55", "90") + " " + digits(2) + " " + digits(3) + " " + digits(4);
            case "mobileCn" -> "1" + pick("38", "59", "86") + digits(8);
            case "streetLoc" -> faker.address().streetAddress();
            case "cityLoc" -> faker.address().city();
            case "fullAddress" ->
                faker.address().streetAddress() + ", " + faker.address().city() + ", "
                        + faker.address().stateAbbr() + " " + digits(5);
            case "studentNo" -> "S00" + digits(6);
            case "staffNo" -> "E" + digits(5);
            case "uciGb" -> digits(5) + letter() + digits(7);
            case "upnGb" -> letter() + digits(12);
            case "ineFr" -> digits(9) + letter() + letter();
            case "sevis" -> "N00" + digits(8);
            case "ibanLoc" -> faker.finance().iban(pick("DE", "FR", "ES", "NL"));
            case "birthUs" ->
                (1 + random.nextInt(12)) + "/" + (1 + random.nextInt(28)) + "/" + (2005 + random.nextInt(13));
            case "birthEu" ->
                "%02d.%02d.%d".formatted(1 + random.nextInt(28), 1 + random.nextInt(12), 2005 + random.nextInt(13));
            case "birthCompact" ->
                "%d%02d%02d".formatted(2005 + random.nextInt(13), 1 + random.nextInt(12), 1 + random.nextInt(28));
            default -> null;
        };
    }

    private @Nullable String things(String kind, Faker faker) {
        return switch (kind) {
            case "flagYN" -> pick("Y", "N");
            case "gradeLevel" -> pick("PK", "KG", "01", "02", "05", "09", "11", "12");
            case "room" -> pick("A-", "B", "Rm ", "") + (100 + random.nextInt(200));
            case "building" ->
                pick("North", "East", "Lincoln", "Carver", "Main") + " " + pick("Hall", "Wing", "Annex", "Gym");
            case "school" ->
                pick("Lincoln", "Jefferson", "Oak Grove", "Riverside", "Maple Hill", "Washington") + " "
                        + pick("Elementary", "Middle School", "High School", "Academy");
            case "team" -> pick("Tigers", "Wildcats", "Falcons", "Bulldogs", "Pirates", "Eagles", "Hornets");
            case "subject" ->
                pick("Biology", "History", "Chemistry", "Music", "English", "Physics", "Geography", "Art");
            case "term" -> pick("Fall", "Spring", "Summer") + " 20" + digits(2);
            case "courseCode" -> pick("MATH", "ENG", "BIO", "HIST", "PE") + digits(3);
            case "dish" ->
                pick("Chicken", "Turkey", "Veggie", "Cheese", "Beef") + " "
                        + pick("Wrap", "Pizza", "Nuggets", "Burger", "Salad");
            case "bookTitle" -> faker.book().title();
            case "busStop" ->
                faker.address().streetName() + " & " + faker.address().streetName();
            case "cityTz" -> pick("Berlin", "Chicago", "New York", "Tokyo", "Los Angeles", "Paris", "Sydney", "Madrid");
            case "clock" -> "%02d:%02d".formatted(6 + random.nextInt(10), random.nextInt(60));
            case "semver" -> random.nextInt(9) + "." + random.nextInt(20) + "." + random.nextInt(100);
            case "sha1" -> faker.random().hex(40).toLowerCase(Locale.ROOT);
            case "sku" -> letter() + letter() + letter() + "-" + digits(4) + "-" + letter();
            case "gtin" -> gtin();
            case "vin" -> "1HG" + letter() + letter() + digits(3) + letter() + letter() + "A" + digits(6);
            case "plate" -> letter() + letter() + letter() + " " + digits(4);
            case "price" -> random.nextInt(500) + "." + digits(2);
            case "mime" -> pick("text/html", "image/png", "application/pdf", "video/mp4", "text/csv");
            case "cron" -> random.nextInt(60) + " " + random.nextInt(24) + " * * " + pick("*", "1", "1-5");
            case "locale" -> pick("en_US", "de_DE", "es_MX", "fr_FR");
            case "digits1" -> digits(1);
            case "digits3" -> digits(3);
            case "digits2x" -> digits(2);
            case "digits8x" -> digits(8);
            case "keys" ->
                pick(
                        "first_name",
                        "dob",
                        "city",
                        "email",
                        "mobile",
                        "consent",
                        "score",
                        "visit_date",
                        "comments",
                        "theme");
            case "settings" ->
                pick(
                        "true",
                        "false",
                        "dark",
                        "left",
                        digits(2),
                        "/var/data/" + digits(2),
                        "#aa" + digits(4),
                        "weekly",
                        "none");
            case "answers" -> answer(faker);
            default -> null;
        };
    }

    /** What stands beside the names of attributes, or is answered to questions of all kinds. */
    private String answer(Faker faker) {
        return switch (random.nextInt(10)) {
            case 0 -> faker.name().firstName();
            case 1 -> faker.name().fullName();
            case 2 -> word(faker.name().lastName()) + digits(2) + "@example.com";
            case 3 -> "(" + (201 + random.nextInt(700)) + ") 555-01" + digits(2);
            case 4 -> "19" + (50 + random.nextInt(49)) + "-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(9);
            case 5 -> faker.address().city();
            case 6 -> pick("Talks a lot about his sister", "He could not come to the visit", "no complaints so far");
            case 7 -> digits(2);
            default -> pick("Yes", "No", "1", "0", "never", "often");
        };
    }

    private String gtin() {
        String start = pick("40", "50", "76", "00") + digits(10);
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += (start.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return start + (10 - sum % 10) % 10;
    }

    private String arabicFamily() {
        return pick("Al-Harbi", "Al-Qahtani", "Al-Otaibi", "El-Masri", "Haddad", "Al-Zahrani");
    }

    private static String word(String name) {
        String folded = NameFold.of(name).replaceAll("[^a-z]", "");
        return folded.isEmpty() ? "qu" : folded;
    }

    private String letter() {
        return String.valueOf((char) ('A' + random.nextInt(26)));
    }

    private String digits(int count) {
        return random.ints(count, 0, 10)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
    }

    private String pick(String... of) {
        return of[random.nextInt(of.length)];
    }
}
