package dev.datamig.anonymizer.classify;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.datafaker.Faker;

/** Values for labelled columns, from a library that knows nothing of the classifier's own word lists. */
final class SampleValues {

    private static final List<String> LOCALES = List.of("en-US", "en-GB", "de", "fr", "es", "it", "pt-BR", "nl", "pl");
    private static final String DNI = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final int FEW = 5;

    private final Random random;
    private final List<Faker> fakers = new ArrayList<>();
    private final Map<String, Faker> others = new TreeMap<>();
    private final ExportValues exports;
    private int serial;

    SampleValues(long seed) {
        random = new Random(seed);
        exports = new ExportValues(random);
        LOCALES.forEach(locale -> fakers.add(new Faker(Locale.forLanguageTag(locale), random)));
    }

    /**
     * A kind may be followed by the language of its people ({@code family@tr}) and by what is awkward: {@code +half} or all ({@code +none}) empty, {@code +few}
     * rows, in capitals ({@code +upper}), padded ({@code +pad}), with placeholders ({@code +ph}).
     */
    List<String> of(String kind, String table, int count) {
        List<String> parts = List.of(kind.split("\\+"));
        String[] what = parts.getFirst().split("@");
        Faker home = what.length == 1 ? faker(table) : others.computeIfAbsent(what[1], this::faked);
        var out = new ArrayList<String>();
        for (int i = 0; i < (parts.contains("few") ? Math.min(count, FEW) : count); i++) {
            out.add(awkward(value(what[0], home), parts));
        }
        return out;
    }

    private Faker faked(String language) {
        return new Faker(Locale.forLanguageTag(language), random);
    }

    private String awkward(String value, List<String> parts) {
        if (parts.contains("none") || parts.contains("half") && random.nextBoolean()) {
            return "";
        }
        if (parts.contains("ph") && random.nextInt(10) < 3) {
            return pick("N/A", "unknown", "-", "TBD", "None", "x");
        }
        String cased = parts.contains("upper") ? value.toUpperCase(Locale.ROOT) : value;
        return parts.contains("pad") ? "%-40s".formatted(cased) : cased;
    }

    /** Tables with the name of a language have people of that language. */
    private Faker faker(String table) {
        String schema = table.substring(0, table.indexOf('.'));
        int at = LOCALES.indexOf(schema.equals("pt") ? "pt-BR" : schema);
        return fakers.get(Math.max(0, at));
    }

    private String value(String kind, Faker faker) {
        return switch (kind) {
            case "serial" -> String.valueOf(++serial);
            case "given" -> faker.name().firstName();
            case "family" -> faker.name().lastName();
            case "full" -> faker.name().firstName() + " " + faker.name().lastName();
            case "lastFirst" -> faker.name().lastName() + ", " + faker.name().firstName();
            case "email" ->
                plain(faker.name().firstName()) + "." + plain(faker.name().lastName()) + "@mail.example.org";
            case "userName" ->
                (plain(faker.name().firstName()).charAt(0) + plain(faker.name().lastName())) + digits(2);
            case "phone" ->
                pick("(%s) 555-01%s", "%s-555-01%s", "+1 %s 555 01%s").formatted(area(), digits(2));
            case "street" ->
                (1 + random.nextInt(9999)) + " " + faker.name().lastName() + " " + pick("Street", "Ave", "Road", "Ln");
            case "germanStreet" -> faker.name().lastName() + "straße " + (1 + random.nextInt(200));
            case "unit" -> pick("Apt ", "Unit ", "", "") + (1 + random.nextInt(300));
            case "city" -> fakers.getFirst().address().city();
            case "state" -> fakers.getFirst().address().stateAbbr();
            case "zip" -> random.nextInt(4) == 0 ? digits(5) + "-" + digits(4) : digits(5);
            case "zip5" -> digits(5);
            case "dutchPostcode" -> (1000 + random.nextInt(8999)) + " " + letters(2);
            case "polishPostcode" -> digits(2) + "-" + digits(3);
            case "latitude" -> String.valueOf(30 + random.nextInt(180_000) / 10_000.0);
            case "longitude" -> String.valueOf(-70 - random.nextInt(500_000) / 10_000.0);
            case "ssn" ->
                (100 + random.nextInt(500)) + "-" + (10 + random.nextInt(89)) + "-" + (1000 + random.nextInt(8999));
            case "dni" -> dni();
            case "cpf" -> cpf();
            case "bsn" -> bsn();
            case "pesel" -> pesel();
            case "codiceFiscale" -> codiceFiscale();
            case "iban" -> faker.finance().iban("DE");
            case "card" -> card();
            case "ip" -> "10." + random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256);
            case "mac" -> faker.internet().macAddress();
            case "bcrypt" -> "$2a$10$" + token(53);
            case "token" -> token(40);
            case "hex" -> faker.random().hex(64).toLowerCase(Locale.ROOT);
            case "uuid" -> faker.internet().uuid();
            case "document" -> letters(2) + digits(7);
            case "digits4", "digits5", "digits7", "digits9", "digits10", "digits11", "digits12", "digits13" ->
                digits(Integer.parseInt(kind.substring(6)));
            case "childBirth" ->
                LocalDate.of(2005, 1, 1).plusDays(random.nextInt(4700)).toString();
            case "adultBirth" ->
                LocalDate.of(1955, 1, 1).plusDays(random.nextInt(16_000)).toString();
            case "usDate" ->
                "%02d/%02d/%d".formatted(1 + random.nextInt(12), 1 + random.nextInt(28), 2005 + random.nextInt(13));
            case "recentDate" ->
                LocalDate.of(2022, 1, 1).plusDays(random.nextInt(1300)).toString();
            case "futureDate" ->
                LocalDate.of(2025, 1, 1).plusDays(random.nextInt(1300)).toString();
            case "recentTime" -> LocalDate.of(2023, 1, 1).plusDays(random.nextInt(900)) + "T08:15:30Z";
            case "jpeg" -> "\\xffd8ffe000104a46494600" + digits(4);
            case "json" -> "{\"k\":" + digits(3) + "}";
            case "sentence" ->
                "Was seen " + pick("in the hall", "at the desk", "on the bus") + " and said that it hurts "
                        + pick("a lot", "again", "on and off") + " since " + digits(1) + " days.";
            case "paragraph" ->
                faker.name().firstName() + " came late and did not bring the " + pick("book", "form", "work")
                        + ". I have called at home, "
                        + pick("nobody was there", "the mother will come by", "we talked about it")
                        + ". To be seen again in week " + digits(2) + ".";
            case "bio" ->
                pick("Likes", "Prefers", "Asked for") + " " + pick("long walks", "quiet rooms", "calls in the evening")
                        + " and " + pick("has two dogs", "lives with an aunt", "is often away") + " since the year "
                        + digits(2) + ".";
            case "productText" ->
                pick("Light", "Sturdy", "Fine") + " " + pick("steel", "cotton", "oak")
                        + " for daily use, washable and made to last " + digits(2) + " years.";
            case "handle" -> "@" + plain(faker.name().firstName()) + digits(3);
            case "personalUrl" ->
                "https://www.linkedin.com/in/" + plain(faker.name().firstName()) + "-"
                        + plain(faker.name().lastName());
            case "imageUrl" -> "https://cdn.example.com/img/" + faker.random().hex(12) + ".jpg";
            case "url" -> "https://" + pick("acme", "globex", "initech") + digits(2) + ".example.com/";
            default -> ofThings(kind, faker);
        };
    }

    private String ofThings(String kind, Faker faker) {
        return switch (kind) {
            case "flag" -> pick("true", "false");
            case "sex" -> pick("M", "F");
            case "gender" -> pick("male", "female", "other");
            case "code" -> letters(2) + digits(2);
            case "status" -> pick("active", "inactive", "pending", "closed");
            case "grade" -> pick("01", "02", "KG", "12");
            case "count", "month", "year" -> digits(kind.equals("year") ? 4 : 2);
            case "decimal" -> random.nextInt(1000) + "." + digits(2);
            case "relation" -> pick("mother", "father", "aunt");
            case "salutation" -> pick("Mr.", "Ms.", "Dr.");
            case "language" -> pick("English", "Spanish", "Somali", "Hmong");
            case "race" -> pick("White", "Black", "Asian", "Hispanic");
            case "religion" -> pick("Catholic", "Muslim", "Jewish", "Hindu");
            case "country" -> pick("US", "CA", "MX", "DE");
            case "countryName" -> fakers.getFirst().country().name();
            case "currency" -> pick("USD", "EUR", "GBP");
            case "company" -> fakers.getFirst().company().name();
            case "productName" -> fakers.getFirst().commerce().productName();
            case "courseName" -> pick("Algebra", "Biology", "World History", "Art") + " " + digits(3);
            case "department" -> fakers.getFirst().commerce().department();
            case "jobTitle" -> fakers.getFirst().job().title();
            case "medicine" -> pick("Ibuprofen", "Amoxicillin", "Insulin") + " " + digits(2) + "0 mg";
            case "allergy" -> pick("Peanuts", "Penicillin", "Pollen");
            case "diagnosis" -> pick("Asthma", "Diabetes type 1", "Migraine", "Fracture");
            case "blood" -> pick("A+", "0-", "B+");
            case "icd" -> pick("J45.9", "E10.1", "G43.0", "S52.5");
            case "isbn" -> "978-0-" + digits(4) + "-" + digits(4) + "-" + digits(1);
            case "version" -> digits(1) + "." + digits(2) + "." + digits(1);
            case "color" -> fakers.getFirst().color().name();
            case "timezone" -> pick("Europe/Berlin", "America/Chicago", "Asia/Tokyo");
            case "fileName" -> pick("report", "scan", "list") + digits(3) + ".pdf";
            case "host" -> "node" + digits(2) + ".cluster.local";
            case "userAgent" -> "Mozilla/5.0 (X11; Linux x86_64) Gecko/" + digits(6) + " Firefox/" + digits(2) + ".0";
            case "stack" -> "java.lang.IllegalStateException at line " + digits(3) + " of the job that was not to fail";
            default -> exports.of(kind, faker);
        };
    }

    private String pick(String... of) {
        return of[random.nextInt(of.length)];
    }

    private String area() {
        return String.valueOf(201 + random.nextInt(700));
    }

    private String digits(int count) {
        var out = new StringBuilder();
        for (int i = 0; i < count; i++) {
            out.append((char) ('0' + random.nextInt(10)));
        }
        return out.toString();
    }

    private String letters(int count) {
        var out = new StringBuilder();
        for (int i = 0; i < count; i++) {
            out.append((char) ('A' + random.nextInt(26)));
        }
        return out.toString();
    }

    private String token(int count) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        var out = new StringBuilder();
        for (int i = 0; i < count; i++) {
            out.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return out.toString();
    }

    private static String plain(String name) {
        String folded = dev.datamig.anonymizer.persona.NameFold.of(name);
        return folded.isEmpty() ? "x" : folded;
    }

    private String dni() {
        int number = random.nextInt(99_999_999);
        return String.format(Locale.ROOT, "%08d", number) + DNI.charAt(number % 23);
    }

    private String cpf() {
        var digits = new StringBuilder(digits(9));
        for (int length = 9; length <= 10; length++) {
            int sum = 0;
            for (int i = 0; i < length; i++) {
                sum += (digits.charAt(i) - '0') * (length + 1 - i);
            }
            digits.append(sum * 10 % 11 % 10);
        }
        return digits.insert(9, '-').insert(6, '.').insert(3, '.').toString();
    }

    private String bsn() {
        while (true) {
            String id = String.valueOf(100_000_000 + random.nextInt(800_000_000));
            int sum = -(id.charAt(8) - '0');
            for (int i = 0; i < 8; i++) {
                sum += (id.charAt(i) - '0') * (9 - i);
            }
            if (sum % 11 == 0) {
                return id;
            }
        }
    }

    private String pesel() {
        String start = (50 + random.nextInt(49)) + "0" + (1 + random.nextInt(9)) + "1" + random.nextInt(9) + digits(4);
        int[] weights = {1, 3, 7, 9, 1, 3, 7, 9, 1, 3};
        int sum = 0;
        for (int i = 0; i < 10; i++) {
            sum += (start.charAt(i) - '0') * weights[i];
        }
        return start + (10 - sum % 10) % 10;
    }

    private String codiceFiscale() {
        String start = letters(6) + digits(2) + pick("A", "H", "T") + "1" + random.nextInt(9) + letters(1) + digits(3);
        int[] odd = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            char c = start.charAt(i);
            int value = Character.isDigit(c) ? c - '0' : c - 'A';
            sum += i % 2 == 0 ? odd[value] : value;
        }
        return start + (char) ('A' + sum % 26);
    }

    private String card() {
        String start = "4" + digits(14);
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            int digit = start.charAt(i) - '0';
            int twice = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
            sum += i % 2 == 0 ? twice : digit;
        }
        return start + (10 - sum % 10) % 10;
    }
}
