package dev.datamig.anonymizer.classify;

import dev.datamig.anonymizer.persona.IbanFake;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether a single value has the form of something. */
final class Forms {

    /** A school year, a fiscal year. */
    private static final Pattern YEARS = Pattern.compile("(?:19|20)\\d\\d ?[-/] ?(?:19|20)\\d\\d");

    private static final Pattern IBAN = Pattern.compile("[A-Z]{2}\\d{2}[A-Z0-9]{11,30}");
    private static final Pattern CARD = Pattern.compile("\\d(?:[ -]?\\d){12,18}");
    private static final Pattern SEPARATED = Pattern.compile(".*\\d[ ./-]+\\d.*");
    private static final Pattern SSN = Pattern.compile("\\d{3}-\\d{2}-\\d{4}");
    private static final Pattern EMAIL =
            Pattern.compile("[\\p{L}\\p{N}._%+'#-]{1,64}@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+){1,40}");
    private static final Pattern IP4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:/\\d{1,2})?");
    private static final Pattern IP6 = Pattern.compile("(?i)(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?:/\\d{1,3})?");
    private static final Pattern MAC =
            Pattern.compile("(?i)[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}|[0-9a-f]{4}\\.[0-9a-f]{4}\\.[0-9a-f]{4}");
    private static final Pattern ENDING = Pattern.compile(".*\\.(?:[a-zA-Z]{3,4}|mp\\d)");
    private static final Pattern FOLDER = Pattern.compile("[^/\\\\]{2,}(?:[/\\\\][^/\\\\]{2,})+");
    private static final Pattern URL = Pattern.compile("(?i)(?:https?|ftp)://\\S+|www\\.\\S+\\.\\S+");
    private static final Pattern UUID =
            Pattern.compile("(?i)\\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}}?");
    private static final Pattern PASSWORD_HASH = Pattern.compile(
            "\\$(?:2[abxy]|argon2\\w*|1|5|6|P|H|scrypt|pbkdf2[\\w-]*)\\$.{8,}|\\{S?SHA\\d*}.+|pbkdf2[_:]\\S{20,}|scram-sha-\\d+\\$.+|sha\\d+\\$.+");
    private static final Pattern TOKEN = Pattern.compile(
            "eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*|(?:sk|pk|rk)_(?:live|test)_\\w+|gh[pousr]_\\w{20,}|xox[abp]-\\S+|AKIA[A-Z0-9]{16}|-----BEGIN"
                    + " [A-Z ]*KEY-----[\\s\\S]*");
    private static final Pattern PHONE = Pattern.compile(
            "(?:\\+|00)?[\\d(][\\d() ./-]{5,22}\\d(?:\\s*(?:x|ext\\.?|#)\\s*\\d{1,6})?", Pattern.CASE_INSENSITIVE);
    private static final Pattern NORTH_AMERICAN = Pattern.compile(
            "(?:\\+?1[ .-]?)?\\(?[2-9]\\d{2}\\)?[ .-]?[2-9]\\d{2}[ .-]?\\d{4}(?:\\s*(?:x|ext\\.?|#)\\s*\\d{1,6})?");
    private static final Pattern DATE = Pattern.compile(
            "\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}.*|\\d{1,2}[-/.]\\d{1,2}[-/.](?:\\d{4}|\\d{2})|\\d{1,2}:\\d{2}.*");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d+(?:[.,]\\d+)?");
    private static final Pattern ISBN = Pattern.compile("97[89][- ]?(?:\\d[- ]?){9}\\d");
    private static final String STREET_WORD =
            "street|st|avenue|ave|av|road|rd|lane|ln|drive|dr|court|ct|boulevard|blvd|way|place|pl|terrace|ter|circle|cir|highway|hwy|parkway|pkwy|trail|trl|square|sq|loop|crescent|close|gardens|grove|row|alley|plaza|manor|ridge|view|park|path|run|walk|heights|hill|pike|cove|bypass|spur|throughway|turnpike|mews|crossing|fort|island|isle|knoll|lodge|mill|mission|mount|orchard|pass|plain|point|port|prairie|ranch|rest|river|roads|shoal|shore|spring|springs|station|stream|summit|track|tunnel|union|valley|via|viaduct|village|ville|vista|wells|course|corner|common|creek|curve|dale|dam|divide|estate|expressway|extension|falls|ferry|field|flat|ford|forest|forge|fork|freeway|garden|gateway|glen|green|harbor|haven|hollow|inlet|inn|junction|key|lake|landing|light|locks|mall|meadow|motorway|neck|oval|overpass|parks|passage|pine|pines|radial|ramp|rapid|rue|skyway";
    private static final Pattern STREET =
            Pattern.compile("(?i)\\d+[a-z]?(?:[-/]\\d+)?,? (?:[\\p{L}\\d.'-]+ ){0,5}(?:" + STREET_WORD
                    + ")\\b\\.?(?:[ ,#].*)?|[\\p{L}.'"
                    + " -]{2,40}(?:straße|strasse|str\\.|weg|platz|allee|gasse|ring|damm|ufer|straat|laan|gracht|plein|kade|dreef|gatan|vägen),?"
                    + " ?\\d+.*|(?:\\d+[a-z]?,? (?:bis |ter"
                    + " )?)?(?:rue|avenue|boulevard|impasse|chemin|allée|allee|place|quai|route|cours)"
                    + " .{3,60}|(?:calle|c/|avda\\.?|avenida|av\\.|plaza|paseo|camino|carrer|carretera|rua|travessa|alameda|rodovia|via|viale|corso|piazza|largo|strada|vicolo|ul\\.|ulica|al\\.|aleja|os\\.)"
                    + " .{3,60}|p\\.? ?o\\.? box \\d+.*|postfach \\d+.*");
    private static final Pattern POSITION =
            Pattern.compile("(?i)point ?\\(-?\\d+(?:\\.\\d+)? -?\\d+(?:\\.\\d+)?\\)|\\(?-?\\d{1,3}\\.\\d{3,}[,;]"
                    + " ?-?\\d{1,3}\\.\\d{3,}\\)?");
    private static final Pattern DISTINCT_POSTCODE =
            Pattern.compile("(?i)\\d{5}-\\d{4}|[a-z]{1,2}\\d[a-z\\d]? \\d[a-z]{2}|[a-z]\\d[a-z] ?\\d[a-z]\\d|\\d{4}"
                    + " [a-z]{2}|\\d{2}-\\d{3}|\\d{5}-\\d{3}");
    private static final Pattern ICD = Pattern.compile("[A-TV-Z]\\d[\\dAB](?:\\.[\\dA-Z]{1,4})?");
    private static final Set<String> STATES = Set.of(
            ("al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh"
                            + " ok or pa ri sc sd tn tx ut vt va wa wv wi wy dc pr")
                    .split(" "));

    private Forms() {}

    static boolean email(String value) {
        return EMAIL.matcher(value).matches();
    }

    static boolean ip(String value) {
        return IP4.matcher(value).matches()
                || value.length() > 6 && IP6.matcher(value).matches();
    }

    static boolean mac(String value) {
        return MAC.matcher(value).matches();
    }

    /** Ends as names of files do. */
    static boolean ending(String value) {
        return ENDING.matcher(value).matches();
    }

    /** Ends as names of files do, or stands in a folder. */
    static boolean file(String value) {
        return ending(value) || FOLDER.matcher(value).matches();
    }

    static boolean url(String value) {
        return URL.matcher(value).matches();
    }

    static boolean uuid(String value) {
        return UUID.matcher(value).matches();
    }

    static boolean passwordHash(String value) {
        return PASSWORD_HASH.matcher(value).matches();
    }

    static boolean token(String value) {
        return TOKEN.matcher(value).matches();
    }

    static boolean iban(String value) {
        String compact = value.replace(" ", "").toUpperCase(Locale.ROOT);
        return IBAN.matcher(compact).matches() && IbanFake.valid(compact);
    }

    /** ISO/IEC 7812: an issuer's range, 13 to 19 digits, the Luhn digit. */
    static boolean card(String value) {
        if (!CARD.matcher(value).matches()) {
            return false;
        }
        String digits = Digits.of(value);
        return "23456".indexOf(digits.charAt(0)) >= 0 && Digits.luhn(digits);
    }

    /** Written as people write telephone numbers: with a plus or separators, and not a date, two years, an amount or a book's number. */
    static boolean phone(String value) {
        int digits = Digits.count(value);
        boolean separated = value.startsWith("+")
                || value.indexOf('(') >= 0
                || SEPARATED.matcher(value).matches();
        return separated
                && digits >= 7
                && digits <= 18
                && PHONE.matcher(value).matches()
                && !DATE.matcher(value).matches()
                && !YEARS.matcher(value).matches()
                && !DECIMAL.matcher(value).matches()
                && !ISBN.matcher(value).matches()
                && !SSN.matcher(value).matches()
                && !ip(value);
    }

    /** Ten digits as the North American plan gives them out, with or without separators. */
    static boolean northAmericanPhone(String value) {
        return NORTH_AMERICAN.matcher(value).matches();
    }

    static boolean street(String value) {
        return STREET.matcher(value).matches();
    }

    static boolean position(String value) {
        return POSITION.matcher(value).matches();
    }

    static boolean distinctPostcode(String value) {
        return DISTINCT_POSTCODE.matcher(value).matches();
    }

    static boolean state(String value) {
        return value.length() == 2 && STATES.contains(value.toLowerCase(Locale.ROOT));
    }

    static boolean icd(String value) {
        return ICD.matcher(value).matches();
    }

    static boolean date(String value) {
        return DATE.matcher(value).matches();
    }

    static boolean decimal(String value) {
        return DECIMAL.matcher(value).matches();
    }

    /** An image, a scan or a document (PDF, office files), by its first bytes, in base64, or as a data URL. */
    static boolean image(String value) {
        String head = value.toLowerCase(Locale.ROOT);
        return head.startsWith("\\xffd8ff")
                || head.startsWith("\\x89504e47")
                || head.startsWith("\\x47494638")
                || head.startsWith("\\x424d")
                || head.startsWith("\\x52494646")
                || head.startsWith("\\x49492a00")
                || head.startsWith("\\x4d4d002a")
                || head.startsWith("\\x25504446")
                || head.startsWith("\\x504b0304")
                || head.startsWith("\\xd0cf11e0")
                || head.startsWith("data:image/")
                || value.startsWith("/9j/4")
                || value.startsWith("iVBORw0KGgo")
                || value.startsWith("R0lGOD")
                || value.startsWith("JVBERi0");
    }

    /** Long and without any order: what machines make up. */
    static boolean random(String value) {
        return value.length() >= 20
                && value.matches("[A-Za-z0-9+/=_-]+")
                && Digits.count(value) >= 2
                && Digits.letters(value) >= 6
                && value.chars().distinct().count() >= 10;
    }

    /** Hexadecimal digits alone: a checksum as well as a key. */
    static boolean hexadecimal(String value) {
        return value.matches("(?i)(?:0x|\\\\x)?[0-9a-f]{16,}");
    }
}
