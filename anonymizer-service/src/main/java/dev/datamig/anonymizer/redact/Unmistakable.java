package dev.datamig.anonymizer.redact;

import dev.datamig.anonymizer.classify.NameTokens;
import dev.datamig.anonymizer.classify.NationalIds;
import dev.datamig.anonymizer.persona.CommonWords;
import dev.datamig.anonymizer.persona.Digit;
import dev.datamig.anonymizer.persona.IbanFake;
import dev.datamig.anonymizer.redact.Span.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Forms that are somebody's wherever they stand, also among codes, products and companies: narrower than those that are looked for in free text,
 * and none of them a bare number.
 */
final class Unmistakable {

    private static final String NO_DIGIT = "(?![\\w-]|[.,]\\d)";
    private static final String NO_WORD = "(?<![\\w.+/-])";

    private static final Pattern EMAIL =
            Pattern.compile("[\\p{L}\\p{N}._%+'-]+@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+){0,40}\\.\\p{L}{2,}");
    private static final Pattern SSN =
            Pattern.compile(NO_WORD + "(?!000|666)\\d{3}-(?!00)\\d{2}-(?!0000)\\d{4}" + NO_DIGIT);
    private static final Pattern SAID_SSN =
            Pattern.compile("(?i:\\bssn|social security)[^\\d\\n]{0,25}(\\d{3}[ -]?\\d{2}[ -]?\\d{4})(?!\\d)");
    private static final Pattern CARD = Pattern.compile(
            NO_WORD + "(?:[3-6]\\d{3}([ -])\\d{4}\\1\\d{4}\\1\\d{4}|3[47]\\d{2}([ -])\\d{6}\\2\\d{5})(?![\\w-])");
    private static final Pattern SAID_CARD = Pattern.compile(
            "\\b(?i:card|visa|mastercard|amex|credit|debit|cc)\\b[^\\d\\n]{0,20}(\\d(?:[ -]?\\d){12,18})(?!\\d)");
    private static final Pattern IBAN = Pattern.compile(
            "(?<!\\w)[A-Z]{2}\\d{2}(?:[A-Z0-9]{11,30}|(?: [A-Z0-9]{4}){2,7}(?: [A-Z0-9]{1,3})?)(?!\\w)");
    private static final Pattern PLUS_PHONE = Pattern.compile(
            "(?<![\\w.+-])(?:\\+|00(?=[1-9]\\d{0,2}[ .(-]))[1-9]\\d{0,2}(?:[ .()/-]{0,3}\\d){7,12}(?![\\w-])");
    private static final Pattern PHONE = Pattern.compile(NO_WORD
            + "(?:\\+?1[-. ]?)?(?:\\([2-9]\\d{2}\\) ?[2-9]\\d{2}[-. ]|[2-9]\\d{2}(?:([-.])[2-9]\\d{2}\\1|[/ ][2-9]\\d{2}-))\\d{4}"
            + "(?:\\s*(?:x|ext\\.?|#)\\s*\\d{1,6})?" + NO_DIGIT);
    private static final Pattern SAID_PHONE = Pattern.compile(
            "(?<!\\p{L})(?i:phone|ph|telephone|mobile|cell|cellphone|tel|fax|telefon|telefono|teléfono|movil|móvil|celular|handy|whatsapp|sms|call|calls|ring|rings|rang|dial|(?:t|p|m)(?=\\.))"
                    + "(?!\\p{L})[^\\d\\n]{0,15}?(\\+?\\(?\\d(?:[ .()/-]{0,2}\\d){6,13})(?![\\w-])");
    private static final Pattern DATE =
            Pattern.compile("^\\(?(?:19|20)\\d\\d[-/. ](?:0?[1-9]|1[0-2])[-/. ]|[-/.](?:19|20)\\d\\d$");
    private static final Pattern NATIONAL = Pattern.compile(
            "(?<![\\w.-])(?:\\d{3}\\.\\d{3}\\.\\d{3}-\\d{2}|[A-Z]{6}\\d\\d[A-Z]\\d\\d[A-Z]\\d{3}[A-Z]|[A-Z]{4}\\d{6}[HMX][A-Z]{5}[A-Z\\d]\\d"
                    + "|[12] \\d{2} \\d{2} \\d[\\dAB] \\d{3} \\d{3} \\d{2}|[A-Z]{2} \\d{2} \\d{2} \\d{2} [A-D])(?![\\w-])");
    private static final Pattern MAC = Pattern.compile("(?i)(?<![\\w:-])[0-9a-f]{2}(?::[0-9a-f]{2}){5}(?![\\w:-])");
    private static final Pattern IP = Pattern.compile(
            "(?<![\\w.-])(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?![\\w/-]|\\.\\d)");
    private static final Pattern NOBODYS_IP =
            Pattern.compile("(?:\\d|10|127|0|255)\\..*|192\\.168\\..*|172\\.(?:1[6-9]|2\\d|3[01])\\..*|.*\\.(?:0|255)");
    private static final Pattern STREET = Pattern.compile(
            "(?<![\\w.-])\\d{1,6}(?:[- ]?[A-Z])? (?:(?:[NSEW]\\.?|North|South|East|West) )?"
                    + "(?:(?:\\p{Lu}[\\p{L}'’-]+|\\d{1,3}(?:st|nd|rd|th)) ){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Boulevard|Blvd|Terrace"
                    + "|(?:Drive|Dr|Court|Ct|Place|Pl|Way|Circle|Cir|Trail|Parkway|Pkwy)(?=\\.?,? (?:[Aa]pt|[Uu]nit|[Ss]uite|#|\\p{Lu}[\\p{L} ]+,? [A-Z]{2} \\d{5})))"
                    + "(?!\\w)\\.?(?:,? (?i:apt|apartment|unit|suite|ste)\\.? ?#?\\w+)?(?:,? (?:\\p{Lu}[\\p{L}.'’-]* ?){1,3},? [A-Z]{2} \\d{5}(?:-\\d{4})?)?");
    /** Ways that things are called after too: behind a number as houses have, and with nothing to follow. */
    private static final Pattern LAST_STREET = Pattern.compile(
            "(?<![\\w.-])\\d{3,5} (?:\\p{Lu}\\p{Ll}{2,} ){1,2}(?:Drive|Dr|Court|Ct|Place|Way|Circle|Cir|Trail|Parkway|Pkwy)\\.?(?=\\s*$)");

    private static final Pattern HOME =
            Pattern.compile("(?i)(?:/home/|/users/|\\\\users\\\\)([^/\\\\\\s:\"'{}<>?#]{3,40})(?=[/\\\\?#]|$)");
    private static final Pattern HANDLE =
            Pattern.compile("(?i)(?:linkedin\\.com/(?:in|pub)/|youtube\\.com/@|\\bt\\.me/|//[a-z0-9.-]+/~"
                    + "|\\b(?:twitter|x|facebook|instagram|github|gitlab|medium|pinterest|tumblr|vk|tiktok|threads|snapchat)\\.(?:com|net)/(?:add/)?@?)"
                    + "([\\p{L}\\d][\\p{L}\\d._-]{2,40})(?=$|[?#\\s\"',;)]|/(?:$|\\s))");
    private static final Pattern LOGIN = Pattern.compile(
            "(?i)(?<![\\p{L}\\d])(?:user ?name|user ?id|login|logon|usr|uid|user|handle)\\s?[:=]\\s?[\"']?([\\p{L}\\d][\\p{L}\\d._-]{2,40}[\\p{L}\\d])");
    private static final Pattern LOGGED_IN = Pattern.compile(
            "(?i)\\b(?:logged|signed) ?in\\b[^.\\n]{0,20}? as ([a-z][a-z\\d]*[._\\d][a-z\\d._-]*[a-z\\d])");
    /** Whoever did it, where nothing stands behind it. */
    private static final Pattern BY = Pattern.compile(
            "(?i:\\b(?:by|edit|user|owner|account|acct|assigned|assignee|von|par|por|per)):? (\\p{Ll}[\\p{Ll}\\d._-]*[\\p{Ll}\\d])\\s*$");

    /** Whoever is said to have been there. */
    private static final Pattern WAS_THERE = Pattern.compile(
            "(?<![\\w.@/-])(\\p{Ll}[\\p{Ll}\\d._-]{2,40}[\\p{Ll}\\d]) (?:has |was )?(?i:logged|signed) ?(?i:in|out|on|off)\\b"
                    + "|\\b(?i:username) (\\p{Ll}[\\p{Ll}\\d._-]{3,40}[\\p{Ll}\\d])\\s*$");

    private static final Pattern PASSWORD =
            Pattern.compile("(?i)\\b(?:password|passcode|passwd|pwd)\\s?[:=]\\s?[\"']?([^\\s\"',;]{4,40})");
    private static final Pattern NUMBER = Pattern.compile(
            "(?i)\\b(?:(?:student|pupil|staff|employee|badge|patient|taxpayer|medicaid|medicare|driver['’]?s? licen[cs]e)"
                    + "[ _-]?(?:id|number|no\\.?|nr\\.?|num|card|#)|mrn|passport(?: (?:no\\.?|number))?)(?:\\s+is)?[:=#. ]{1,4}"
                    + "([a-z]{0,3}-?\\d[a-z\\d-]{3,20})(?![\\w-])");
    private static final Pattern SHORT_NUMBER = Pattern.compile(
            "(?i)\\b(?:student|pupil|employee|patient|badge)s?:? #?([a-z]{0,3}\\d{5,10}[a-z]?)(?![\\w-]|[.,]\\d)");
    private static final Set<String> SHARED = Set.of(
            "public",
            "default",
            "shared",
            "admin",
            "administrator",
            "guest",
            "ubuntu",
            "root",
            "git",
            "jenkins",
            "runner",
            "www-data",
            "deploy",
            "postgres",
            "oracle",
            "ec2-user",
            "vagrant",
            "node",
            "service",
            "app",
            "system",
            "backup",
            "ftp",
            "www",
            "svn");

    private static final Pattern FILE = Pattern.compile(
            "(?i).*\\.(?:html?|php|jspx?|aspx?|js|ts|css|json|xml|ya?ml|png|jpe?g|gif|svg|pdf|docx?|xlsx?|csv|txt|md|zip|log|sh)");

    private static final Pattern ANY_NUMBER =
            Pattern.compile("(?<![\\w])[\\p{L}]{0,3}[(]?\\d(?:[ .()/-]{0,2}\\d){5,60}(?!\\w)");
    /** Years from and to. */
    private static final Pattern YEARS = Pattern.compile("\\(?(?:1[5-9]|20)\\d\\d ?[-/\u2013] ?(?:1[5-9]|20)\\d\\d");
    /** Small letters with a few digits behind them, or with one letter or another word behind a sign. */
    private static final Pattern ANY_LOGIN = Pattern.compile(
            "(?<![\\w./\\\\-])(?<![\\w.+-]@)(\\p{Ll}{3,})(?:[._](\\p{Ll}+))?(\\d{2,4}\\p{Ll}?)?(?![\\w@/\\\\-]|\\.\\w)");

    /** {@code @jane_doe}: an account, where it is made up of two words that no language has. */
    private static final Pattern AT =
            Pattern.compile("(?<![\\w.+/@-])@(\\p{Ll}{3,}[._]\\p{Ll}{2,}\\d{0,4})(?![\\w@/\\\\-]|\\.\\w)");

    private static final int SHORT_LOGIN = 4;

    private Unmistakable() {}

    /** Every longer number, and a user name by itself. */
    static void numbers(String text, List<Span> out) {
        whole(ANY_NUMBER, Kind.NUMBER, text, out, value -> !YEARS.matcher(value).matches());
        whole(ANY_LOGIN, Kind.LOGIN, text, out, Unmistakable::looksLikeLogin);
    }

    /** Its letters are no word, and there is a digit or a sign beside them. */
    private static boolean looksLikeLogin(String value) {
        return looksLikeLogin(value, SHORT_LOGIN + 1);
    }

    private static boolean looksLikeLogin(String value, int fewestLetters) {
        Matcher parts = ANY_LOGIN.matcher(value);
        if (!parts.matches()) {
            return false;
        }
        String first = parts.group(1);
        String second = parts.group(2);
        boolean signs = second != null || parts.group(3) != null;
        boolean words = CommonWords.has(first)
                || NameTokens.known(first)
                || second != null && second.length() > 1 && (CommonWords.has(second) || NameTokens.known(second));
        return signs && !words && (second != null || first.length() >= fewestLetters);
    }

    static List<Span> find(String text, Clues clues) {
        var out = new ArrayList<Span>();
        if (clues.email()) {
            whole(EMAIL, Kind.EMAIL, text, out, value -> !value.startsWith("git@"));
        }
        if (clues.street()) {
            whole(STREET, Kind.STREET, text, out, value -> true);
            whole(LAST_STREET, Kind.STREET, text, out, value -> true);
        }
        if (clues.iban()) {
            whole(IBAN, Kind.IBAN, text, out, value -> IbanFake.valid(value.replace(" ", "")));
        }
        if (clues.digits()) {
            whole(NATIONAL, Kind.SSN, text, out, NationalIds::isOne);
        }
        if (clues.mac()) {
            whole(MAC, Kind.MAC, text, out, value -> true);
        }
        if (clues.ipv4()) {
            whole(IP, Kind.IP, text, out, value -> !NOBODYS_IP.matcher(value).matches());
        }
        numbers(text, clues, out);
        people(text, clues, out);
        by(text, out);
        return out;
    }

    private static void numbers(String text, Clues clues, List<Span> out) {
        if (clues.ssn()) {
            whole(SSN, Kind.SSN, text, out, value -> true);
            said(SAID_SSN, Kind.SSN, text, out, value -> true);
        }
        if (clues.card()) {
            whole(CARD, Kind.CARD, text, out, value -> Digit.luhnValid(Digit.of(value)));
            said(SAID_CARD, Kind.CARD, text, out, value -> Digit.luhnValid(Digit.of(value)));
        }
        if (clues.phone()) {
            whole(PLUS_PHONE, Kind.PHONE, text, out, value -> true);
            whole(PHONE, Kind.PHONE, text, out, value -> true);
        }
        if (clues.phone()) {
            said(
                    SAID_PHONE,
                    Kind.PHONE,
                    text,
                    out,
                    value -> !DATE.matcher(value).find());
        }
        if (clues.birth()) {
            Patterns.births(text, out);
        }
        if (clues.digits()) {
            said(NUMBER, Kind.NUMBER, text, out, value -> Digit.of(value).length() > 3);
            said(SHORT_NUMBER, Kind.NUMBER, text, out, value -> true);
        }
    }

    /** Whose account it is, or whose file. */
    private static void people(String text, Clues clues, List<Span> out) {
        if (text.indexOf('/') >= 0 || text.indexOf('\\') >= 0) {
            said(HOME, Kind.LOGIN, text, out, Unmistakable::login);
            said(HANDLE, Kind.LOGIN, text, out, Unmistakable::login);
        }
        if (clues.email()) {
            said(AT, Kind.LOGIN, text, out, Unmistakable::looksLikeLogin);
        }
        if (clues.login()) {
            said(LOGIN, Kind.LOGIN, text, out, Unmistakable::login);
            said(LOGGED_IN, Kind.LOGIN, text, out, Unmistakable::login);
            said(PASSWORD, Kind.LOGIN, text, out, value -> true);
        }
    }

    /** What is written like a user name behind a word for whoever did it. */
    static void by(String text, List<Span> out) {
        said(BY, Kind.LOGIN, text, out, value -> looksLikeLogin(value, SHORT_LOGIN));
        if (text.indexOf("ogged") >= 0 || text.indexOf("igned") >= 0) {
            take(WAS_THERE, 1, Kind.LOGIN, text, out, Unmistakable::wasThere);
        }
        if (text.indexOf("sername ") >= 0) {
            take(WAS_THERE, 2, Kind.LOGIN, text, out, Unmistakable::wasThere);
        }
    }

    /** Letters in it, and neither a word of a language or of a schema nor an account of many. */
    private static boolean login(String value) {
        String small = value.toLowerCase(Locale.ROOT);
        return value.chars().anyMatch(Character::isLetter)
                && !SHARED.contains(small)
                && !FILE.matcher(small).matches()
                && !CommonWords.has(small)
                && !NameTokens.known(small);
    }

    /** {@code nobody logged in}, {@code successfully signed out}. */
    private static boolean wasThere(String value) {
        return login(value) && !value.endsWith("ly");
    }

    private static void whole(Pattern form, Kind kind, String text, List<Span> out, Predicate<String> check) {
        take(form, 0, kind, text, out, check);
    }

    private static void said(Pattern form, Kind kind, String text, List<Span> out, Predicate<String> check) {
        take(form, 1, kind, text, out, check);
    }

    private static void take(Pattern form, int group, Kind kind, String text, List<Span> out, Predicate<String> check) {
        Matcher matcher = form.matcher(text);
        while (matcher.find()) {
            int start = matcher.start(group);
            int end = matcher.end(group);
            if (start < 0) {
                continue;
            }
            if (out.stream().noneMatch(span -> span.overlaps(start, end)) && check.test(matcher.group(group))) {
                out.add(new Span(start, end, kind));
            }
        }
    }
}
