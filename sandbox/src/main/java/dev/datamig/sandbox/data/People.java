package dev.datamig.sandbox.data;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Who the people of a district are: functions of district and place in it alone. */
final class People {

    private static final List<String> GENDERS = List.of("F", "M", "F", "M", "F", "M", "F", "M", "X", "not stated");
    private static final List<String> AREAS =
            List.of("216", "330", "419", "440", "505", "513", "575", "614", "740", "802", "937");

    private People() {}

    /** The i-th student. Two by two they are siblings, and share the family name with their guardian. */
    static Person student(DistrictPlan d, int i) {
        long id = d.id(Kind.STUDENT, i);
        Dice dice = Dice.of("student", id);
        UUID uid = dice.uuid();
        String gender = dice.of(GENDERS);
        String given = d.names().given(dice, gender);
        String middle = dice.oneIn(3) ? d.names().given(dice, gender) : null;
        String family = family(d, i / 2);
        LocalDate born = LocalDate.of(2007, 9, 1).plusDays(dice.below(365 * 13));
        String user = Names.ascii(given).charAt(0) + clipped(Names.ascii(family), 14) + (id - d.offset());
        String mail = Names.ascii(given) + "." + Names.ascii(family) + i + "@students." + d.host() + ".k12.test";
        String ssn = dice.oneIn(12) ? null : ssn(id * 2);
        return new Person(
                id, uid, given, middle, family, gender, mail, user, phone(dice), ssn, born, studentNumber(d, id));
    }

    /** The j-th member of staff. */
    static Person staff(DistrictPlan d, int j) {
        long id = d.id(Kind.STAFF, j) + guardiansBefore(d);
        Dice dice = Dice.of("adult", id);
        UUID uid = dice.uuid();
        String gender = dice.of(GENDERS);
        String given = d.names().given(dice, gender);
        String family = d.names().family(dice);
        return adult(d, dice, id, uid, given, family, gender, "t" + j, d.host() + ".k12.test", staffNumber(d, id));
    }

    /** The k-th guardian; every fortieth is a member of staff, too. */
    static Person guardian(DistrictPlan d, int k) {
        if (isStaff(k)) {
            return staff(d, k / 40);
        }
        long id = d.id(Kind.GUARDIAN, k) + staffUpTo(d);
        Dice dice = Dice.of("adult", id);
        UUID uid = dice.uuid();
        String gender = dice.of(GENDERS);
        String given = d.names().given(dice, gender);
        return adult(d, dice, id, uid, given, family(d, k), gender, "g" + k, "postbox." + d.host() + ".test", "");
    }

    static boolean isStaff(int guardian) {
        return guardian % 40 == 7;
    }

    /** A telephone number in the exchange that is never assigned, outside the hundred kept for fiction. */
    static String phone(Dice dice) {
        return "(" + dice.of(AREAS) + ") 555-" + String.format("%04d", dice.between(200, 9999));
    }

    private static Person adult(
            DistrictPlan d,
            Dice dice,
            long id,
            UUID uid,
            String given,
            String family,
            String gender,
            String suffix,
            String host,
            String number) {
        String middle = dice.oneIn(4) ? d.names().given(dice, gender) : null;
        LocalDate born = LocalDate.of(1958, 1, 1).plusDays(dice.below(365 * 42));
        String mail = Names.ascii(given) + "." + Names.ascii(family) + "." + suffix + "@" + host;
        String user = clipped(Names.ascii(family), 14) + "." + suffix + "." + d.id();
        String ssn = dice.oneIn(5) ? null : ssn(id * 2 + 1);
        return new Person(id, uid, given, middle, family, gender, mail, user, phone(dice), ssn, born, number);
    }

    private static String family(DistrictPlan d, int household) {
        return d.names().family(Dice.of("household " + d.id(), household));
    }

    /** Staff and guardians share one table: ids run through staff and guardians of one district after the other. */
    private static long guardiansBefore(DistrictPlan d) {
        return d.id(Kind.GUARDIAN, 0) - d.offset() - 1;
    }

    private static long staffUpTo(DistrictPlan d) {
        return d.id(Kind.STAFF, 0) - d.offset() - 1 + d.staff();
    }

    /** Different for different numbers below 700 million: a multiplication by a prime modulo 700 million. */
    private static String ssn(long number) {
        long scattered = number % 700_000_000L * 1_000_003L % 700_000_000L;
        long area = 100 + scattered / 1_000_000;
        return String.format("%03d-%02d-%04d", area == 666 ? 899 : area, scattered / 10_000 % 100, scattered % 10_000);
    }

    private static String studentNumber(DistrictPlan d, long id) {
        return (d.offset() == 0 ? "S" : "Q") + String.format("%08d", (id - d.offset()) * 48_271L % 100_000_000L);
    }

    private static String staffNumber(DistrictPlan d, long id) {
        long scattered = (id - d.offset()) * 7_919L;
        return d.offset() == 0
                ? "E-" + String.format("%07d", scattered % 10_000_000L)
                : "QA-" + String.format("%08d", scattered % 100_000_000L);
    }

    private static String clipped(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
