package dev.datamig.anonymizer.redact;

import dev.datamig.anonymizer.persona.Digit;
import dev.datamig.anonymizer.persona.IbanFake;
import dev.datamig.anonymizer.redact.Span.Kind;
import dev.datamig.anonymizer.transform.MonthText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values that have a form of their own, with their checks; tried in order, so that a card is not taken for a phone. */
final class Patterns {

    /** A form, what a text must have for it, and where it can begin. */
    record Form(Kind kind, Predicate<Clues> worthTrying, Starts starts, Pattern pattern, Predicate<String> check) {}

    /** Words that streets are called by. */
    static final String STREET_KINDS =
            "street|st|avenue|ave|av|road|rd|lane|ln|drive|dr|court|ct|boulevard|blvd|way|place|pl|terrace|ter|circle|cir|highway|hwy|parkway|pkwy|trail|trl|square|sq|loop|crescent|cres|close|gardens|grove|row|alley|bypass|plaza|point|pike|path";

    /** Words that companies' names end with. */
    static final String COMPANY_KINDS =
            "Inc|Corp|Corporation|LLC|Ltd|Limited|GmbH|Group|Holdings|Partners|Associates|Technologies|Solutions|Systems|Industries|Enterprises|Capital|Insurance|Consulting|Logistics|Software|Pharmaceuticals|Ventures|Labs|Incorporated|Company|Co|PLC|LLP|Pty|AG|SARL|BV|NV|AB|Oy|Srl|SpA|KG|Ltda|Sons|Movers|Agency|Airlines|Motors|Foundation|Publishing|Publishers|Cooperative|Telecom|Pharma|Therapeutics|Biosciences|Foods|Brands|Realty|Bancorp|Bancshares|Brothers|Mutual|Securities|Studios|Entertainment|Petroleum|Railways|Trust";

    private static final String NUMBERED_WORDS = Codes.OWNERS;

    /** Words that say that a number is somebody's, also run together. */
    static final String NUMBERED = compounds();

    /** Words that a telephone number follows. */
    static final String PHONE_WORDS =
            "phone|telephone|phones|mobile|cell|cellphone|tel|fax|call|calls|text|texts|dial|number|numbers|reach|"
                    + "whatsapp|sms|home|work|office|contact|desk|direct|pager|landline|handy|telefon|telefono|movil|mobil|celular";

    private static final String PHONE_WORD = "\\b(?i:" + PHONE_WORDS + "|teléfono|móvil)";

    private static final Pattern BANK_LETTERS = Pattern.compile("(?i)[A-Z]{2}\\d{2}[A-Z]{4}\\d{10,18}");
    /** Four times four digits are a card's also where one was written down wrong. */
    private static final Pattern CARD_GROUPS = Pattern.compile("[3-6]\\d{3}([ -])\\d{4}\\1\\d{4}\\1\\d{4}");

    private static final Pattern DATE_LIKE =
            Pattern.compile("(?:19|20)\\d{2}[- .](?:19|20)?\\d{2}|\\d{4}[-.]\\d{1,2}[-.]\\d{1,2}(?:["
                    + " -].*)?|\\d{1,2}[-.]\\d{1,2}[-.]\\d{4}|(?:19|20)\\d{2} .*");

    static final List<Form> FORMS = List.of(
            form(
                    Kind.URL,
                    Clues::url,
                    Starts.ANYWHERE,
                    "(?i)\\b(?:https?://|www\\.|(?:[a-z0-9-]+\\.)+(?:com|org|net|edu|gov|io|me|us|co|tv|be|ly|gg|uk)/)[^\\s<>\"')\\]]+[^\\s<>\"')\\].,;:!?]",
                    value -> true),
            form(Kind.IBAN, Clues::iban, Starts.IBAN, "(?i)\\b[A-Z]{2}\\d{2}[A-Z0-9]{11,30}\\b", Patterns::iban),
            form(Kind.IBAN, Clues::iban, Starts.IBAN, "\\b[A-Z]{2}\\d{2}(?:[ -]?[A-Z0-9]){11,30}\\b", Patterns::iban),
            form(Kind.MAC, Clues::mac, Starts.ANYWHERE, "(?i)\\b[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}\\b", value -> true),
            form(
                    Kind.IP,
                    Clues::ipv4,
                    Starts.DIGIT,
                    "(?<![\\d.])(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?![\\d]|\\.\\d)",
                    value -> true),
            form(
                    Kind.IP,
                    Clues::ipv6,
                    Starts.ANYWHERE,
                    "(?i)(?<![0-9a-f:.])(?:[0-9a-f]{1,4}:){3,7}(?::?[0-9a-f]{1,4}){1,8}(?![0-9a-f:])",
                    value -> value.length() > 10),
            // a number that begins with letters, as schools give them out: no word of any language looks like it
            form(
                    Kind.NUMBER,
                    Clues::letteredNumber,
                    Starts.CODE,
                    "(?<![\\w-])[A-Z]{1,4}-?\\d{6,10}(?![\\w-])",
                    value -> true),
            form(Kind.SSN, Clues::ssn, Starts.DIGIT, "(?<![\\d-])\\d{3}-\\d{2}-\\d{4}(?![\\d-])", value -> true),
            form(Kind.CARD, Clues::card, Starts.DIGIT, "(?<![\\d-])\\d(?:[ -]?\\d){11,18}(?![\\d-])", Patterns::card),
            form(
                    Kind.PHONE,
                    Clues::phone,
                    Starts.PHONE,
                    "(?<![\\d\\w.+-])(?:\\+?1[-. ]?)?\\(?[2-9]\\d{2}\\)?[-. /]?\\d{3}[-."
                            + " ]\\d{4}(?:\\s*(?:x|ext\\.?|#)\\s*\\d{1,6})?(?!\\d|-\\d)",
                    value -> true),
            // ten digits of the North American plan: a telephone, or a number as long, which is somebody's too
            form(
                    Kind.PHONE,
                    Clues::phone,
                    Starts.DIGIT,
                    "(?<![\\w.+/$#-])[2-9]\\d{2}[2-9]\\d{6}(?![\\w/%-]|[.,:]\\d)",
                    value -> true),
            form(
                    Kind.PHONE,
                    Clues::phone,
                    Starts.PLUS,
                    "(?<![\\d\\w.-])\\+\\d{1,3}[ .-]?(?:\\(0\\)[ .-]?)?(?:\\(?\\d{1,5}\\)?["
                            + " .-]?){1,5}\\d{2,4}(?!\\d|-\\d)",
                    Patterns::phoneLength),
            form(
                    Kind.PHONE,
                    Clues::phone,
                    Starts.PHONE,
                    "(?<![\\d\\w.+-])(?:\\(0?\\d{2,4}\\)|0\\d{1,4})(?:[ .-]?\\d{2,7}){1,5}(?:x\\d{1,5})?(?!\\d|-\\d)",
                    Patterns::grouped),
            form(
                    Kind.PHONE,
                    Clues::phone,
                    Starts.PHONE,
                    "(?<![\\d\\w.$€£/:-])\\(?\\+?\\d{2,5}\\)?(?:[ .-]\\(?\\d{2,7}\\)?){1,5}(?![\\d:/%])",
                    Patterns::grouped));

    static final Pattern BARE_PHONE = Pattern.compile(
            PHONE_WORD + "[^\\d\\n]{0,30}?((?:\\(?\\d{2,4}\\)?[ .-]?){2,5}\\d{2,4}(?:x\\d{1,5})?)(?!\\d|-\\d)");
    private static final Pattern BARE_SSN =
            Pattern.compile("(?i:ssn|social security)[^\\d\\n]{0,25}(\\d{3} ?\\d{2} ?\\d{4})(?!\\d)");
    private static final Pattern NUMBER_WORD = Pattern.compile("(?i:" + NUMBERED_WORDS
            + ")(?:'s)?[ ]?(?i:id|number|no\\.?|nr\\.?|num|#)(?:\\s+(?:is|was))?[:# ]{0,3}((?i:[A-Z]{0,4})[-"
            + " ]?\\d[\\d-]{3,})");
    private static final Pattern BIRTH = Pattern.compile(
            "(?i:\\bborn(?: on)?|\\bbday\\b|^b\\.|[ (]b\\.|\\bdob\\b|birth ?date|birthday|date of birth|d\\.o\\.b\\.?)[^\\d\\n"
                    + "]{0,15}?(\\d{4}[-/]\\d{1,2}[-/]\\d{1,2}|\\d{1,2}[/.-]\\d{1,2}[/.-](?:\\d{4}|\\d{2})|"
                    + MonthText.FORM + ")");
    private static final Pattern DATE =
            Pattern.compile("(?<![\\w./-])(\\d{4}-\\d{1,2}-\\d{1,2}|\\d{1,2}[/.]\\d{1,2}[/.](?:\\d{4}|\\d{2})|"
                    + MonthText.FORM + ")(?![\\w/-])");
    private static final Pattern STREET =
            Pattern.compile("(?<![\\w-])\\d{1,6}(?:[- ]?[A-Za-z])?[ ](?:(?:[NSEW]\\.?|North|South|East|West)["
                    + " ])?(?:[\\p{Lu}\\d][\\p{L}\\d.'’-]*["
                    + " ]){1,4}(?i:"
                    + "(?:" + STREET_KINDS
                    + "))\\b(?! [Vv]alue)\\.?(?:[,\\s]+(?i:apt|apartment|unit|suite|ste|#)\\.?\\s*#?\\w+)?"
                    + "(?:,?\\s+(?:\\p{Lu}[\\p{L}.'’-]*[ ]?){1,3},?\\s+[A-Z]{2}\\s+\\d{5}(?:-\\d{4})?)?");
    private static final Pattern BOX = Pattern.compile(
            "(?i)\\b(?:RR|HC|rural route)\\s?\\d+,?\\s+box\\s+\\d+|\\bp\\.?\\s?o\\.?\\s?box\\s+\\d+|\\bPSC\\s+\\d+,\\s*Box\\s+\\d+");

    /** Words that streets of other languages begin with. */
    static final String STREET_OPENERS =
            "rue|avenue|boulevard|chemin|impasse|allée|quai|place|calle|avda|avenida|paseo|plaza|camino|carrer|"
                    + "carretera|ronda|via|viale|piazza|corso|vicolo|strada|largo|rua|travessa|praça|estrada|alameda|ulica|"
                    + "aleja|plac|jalan";
    /** Short forms, with a full stop or slash only. */
    static final String SHORT_OPENERS = "c|ul|al|pl|os|bd|jl|av|avda|pza|lgo|rd";

    private static final String SMALL =
            "(?:(?i:de|del|della|delle|dei|di|da|do|dos|das|du|des|la|le|les|los|las|el|al|van)"
                    + " |(?i:l|d|dell|all)['’]){0,6}";
    private static final Pattern FOREIGN = Pattern.compile("(?i:"
            + "(?:" + STREET_OPENERS + ")(?:\\. ?| )|(?:" + SHORT_OPENERS + ")(?:\\. ?|/ ?))" + SMALL + "(?!Value)"
            + "\\p{Lu}[\\p{L}'’-]*(?: " + SMALL
            + "\\p{Lu}[\\p{L}'’-]*){0,4}(?:,? (?:n[°ºo]\\.? ?)?\\d{1,5}[A-Za-z]?(?![\\w]))?");
    private static final Pattern MILITARY = Pattern.compile(
            "(?i)\\b(?:(?:PSC|CMR|Unit)\\s+\\d+,?\\s+Box\\s+\\d+|US[NC]\\w*\\s+\\p{L}[\\p{L}'’-]*(?:\\s\\p{L}+)?)"
                    + "[\\s,>?]+[AFD]PO,?\\s+A[AEP]\\s+\\d{5}(?:-\\d{4})?");
    private static final Pattern CORNER = Pattern.compile(
            "(?i)\\b(?:the )?corner of (?:\\d{1,5} )?(?:[\\p{L}.'’-]+ ){1,4}?\\d*\\.? ?and (?:[\\p{L}.'’-]+ ?){1,3}\\d*");
    /** Kinds of companies that schools have too. */
    private static final Pattern LOOSE =
            Pattern.compile("(?:Group|Foundation|Publishing|Publishers|Foods|Brothers|Mutual|Trust|Studios)$");

    private static final Set<String> SCHOOL = Gazetteer.words("school-words");
    private static final Pattern COMPANY = Pattern.compile(
            "\\b(?:[\\p{Lu}\\d][\\p{L}\\d&.'’-]*,?[ ](?:(?:&|and|y|et|und)[ ])?){1,4}(?:" + COMPANY_KINDS
                    + ")\\b\\.?|\\b[\\p{L}\\d&.'’-]+[ ][\\p{L}\\d&.'’-]+[ ](?:inc|llc|ltd|gmbh|plc|llp)\\b\\.?");

    private Patterns() {}

    static List<Span> find(String text, Clues clues) {
        var out = new ArrayList<Span>();
        places(out, text, clues);
        if (clues.email()) {
            EmailForm.find(text, (start, end) -> add(out, new Span(start, end, Kind.EMAIL)));
        }
        for (Form form : FORMS) {
            if (form.worthTrying().test(clues)) {
                form(form, out, text);
            }
        }
        if (clues.ssn()) {
            group(out, BARE_SSN.matcher(text), Kind.SSN);
        }
        if (clues.birth()) {
            births(text, out);
        }
        if (clues.numbered()) {
            Codes.said(text, out);
            group(out, NUMBER_WORD.matcher(text), Kind.NUMBER);
        }
        if (clues.digits()) {
            Codes.formed(text, out);
        }
        if (clues.somebodysNumber()) {
            Contexts.numbers(text, out);
        }
        Contexts.logins(text, clues, out);
        if (clues.phoneWord()) {
            phonesByContext(out, text);
        }
        if (clues.age()) {
            Ages.find(text, out);
        }
        return out;
    }

    /** Dates that are said to be somebody's birth. */
    static void births(String text, List<Span> out) {
        group(out, BIRTH.matcher(text), Kind.BIRTH_DATE);
    }

    /** All full dates, beside those of births. */
    static void dates(String text, List<Span> out) {
        group(out, DATE.matcher(text), Kind.BIRTH_DATE);
    }

    private static void form(Form form, List<Span> out, String text) {
        form.starts().find(form.pattern(), text, match -> {
            if (form.check().test(match.group())) {
                add(out, new Span(match.start(), match.end(), form.kind()));
            }
        });
    }

    private static void places(List<Span> out, String text, Clues clues) {
        if (clues.military()) {
            whole(out, MILITARY.matcher(text), Kind.STREET);
        }
        if (clues.corner()) {
            whole(out, CORNER.matcher(text), Kind.STREET);
        }
        if (clues.street()) {
            whole(out, STREET.matcher(text), Kind.STREET);
        }
        for (int at : clues.openers()) {
            foreign(out, text, at);
        }
        if (clues.box()) {
            whole(out, BOX.matcher(text), Kind.STREET);
        }
        if (clues.company()) {
            companies(out, COMPANY.matcher(text));
        }
    }

    /** {@code Reading Intervention Group} is the school's own. */
    private static void companies(List<Span> out, Matcher matcher) {
        while (matcher.find()) {
            boolean schools = LOOSE.matcher(matcher.group()).find()
                    && Word.of(matcher.group()).stream().anyMatch(word -> SCHOOL.contains(word.folded()));
            if (!schools) {
                add(out, new Span(matcher.start(), matcher.end(), Kind.COMPANY));
            }
        }
    }

    private static void phonesByContext(List<Span> out, String text) {
        Starts.PHONE_WORD.find(BARE_PHONE, text, match -> {
            if (phoneLength(match.group(1))) {
                add(out, new Span(match.start(1), match.end(1), Kind.PHONE));
            }
        });
    }

    private static void group(List<Span> out, Matcher matcher, Kind kind) {
        while (matcher.find()) {
            add(out, new Span(matcher.start(1), matcher.end(1), kind));
        }
    }

    /** Only with a house number before or behind: {@code via} and {@code place} are plain words too. */
    private static void foreign(List<Span> out, String text, int at) {
        Matcher matcher = FOREIGN.matcher(text).region(at, text.length());
        if (matcher.lookingAt()) {
            int start = numbersBefore(text, at);
            if (start < at || !Digit.of(matcher.group()).isEmpty()) {
                add(out, new Span(start, matcher.end(), Kind.STREET));
            }
        }
    }

    /** Where the house numbers right before a street begin; the street's own beginning when there are none. */
    private static int numbersBefore(String text, int at) {
        int start = at;
        for (int numbers = 0; numbers < 2; numbers++) {
            int i = start - 1;
            i -= i > 0 && text.charAt(i) == ' ' ? 1 : 0;
            i -= i > 0 && text.charAt(i) == ',' ? 1 : 0;
            int end = i;
            while (i >= 0 && Digit.is(text.charAt(i)) && end - i < 6) {
                i--;
            }
            boolean number = i < end && end < start - 1 && (i < 0 || !Character.isLetterOrDigit(text.charAt(i)));
            if (!number) {
                return start;
            }
            start = i + 1;
        }
        return start;
    }

    private static void whole(List<Span> out, Matcher matcher, Kind kind) {
        while (matcher.find()) {
            add(out, new Span(matcher.start(), matcher.end(), kind));
        }
    }

    private static void add(List<Span> out, Span span) {
        if (out.stream().noneMatch(known -> known.overlaps(span.start(), span.end()))) {
            out.add(span);
        }
    }

    private static boolean iban(String value) {
        String compact = value.replaceAll("[\\s-]", "");
        return IbanFake.valid(compact) || BANK_LETTERS.matcher(compact).matches();
    }

    /** Digits in groups, but no dates, no school years and no amounts. */
    private static boolean grouped(String value) {
        return phoneLength(value) && !DATE_LIKE.matcher(value.strip()).matches();
    }

    private static boolean card(String value) {
        String digits = Digit.of(value);
        return digits.length() >= 12
                && (Digit.luhnValid(digits) || CARD_GROUPS.matcher(value).matches());
    }

    private static boolean phoneLength(String value) {
        int digits = Digit.of(value).length();
        return digits >= 7 && digits <= 15;
    }

    private static Form form(
            Kind kind, Predicate<Clues> worthTrying, Starts starts, String regex, Predicate<String> check) {
        return new Form(kind, worthTrying, starts, Pattern.compile(regex), check);
    }

    private static String compounds() {
        var out = new StringBuilder(NUMBERED_WORDS);
        for (String word : NUMBERED_WORDS.split("\\|")) {
            for (String ending : List.of("id", "number", "no", "nr", "num")) {
                out.append('|').append(word).append(ending);
            }
        }
        return out.toString();
    }
}
