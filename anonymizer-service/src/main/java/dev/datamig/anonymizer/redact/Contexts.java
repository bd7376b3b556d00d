package dev.datamig.anonymizer.redact;

import dev.datamig.anonymizer.classify.NameTokens;
import dev.datamig.anonymizer.persona.CommonWords;
import dev.datamig.anonymizer.redact.Span.Kind;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** User names and numbers that have no form of their own and are told by what stands before them: {@code my username is kay27}. */
final class Contexts {

    /** Words without which nobody's user name is told. */
    static final String LOGIN_WORDS =
            "password|passcode|pwd|username|usernames|userid|user|login|logon|log|logged|handle|gamertag|screenname|insta|instagram|snap|snapchat|tiktok|"
                    + "twitter|discord|skype|telegram|account";
    /** Words without which nobody's number is told. */
    static final String NUMBER_WORDS = "id|ids|sid|pin|stu|badge|ssn|social|last";

    private static final int SHORT = 5;
    static final Pattern LOGIN = Pattern.compile(
            "(?i)\\b(?:user ?name|user ?id|user|log[io]n(?: name| id)?|logged in as|log in as|handle|gamertag|screen ?name|insta(?:gram)?|"
                    + "snap(?:chat)?|tiktok|twitter|discord|skype|telegram|account)(?:'s)?(?:\\s+(?:is|was|as|name|id|account|user|called|on|for)){0,6}"
                    + "\\s*[:=]?\\s*[\"'(]?(@?[\\p{L}\\d][\\p{L}\\d._-]{2,40}[\\p{L}\\d])");
    /** {@code user=jdoe}, as logs and connection strings say it: here a word of letters is one too. */
    static final Pattern ASSIGNED = Pattern.compile(
            "(?i)\\b(?:user ?name|user ?id|user|login|usr|uid|owner|account)\\s?=\\s?[\"']?([\\p{L}\\d][\\p{L}\\d._-]{2,40}[\\p{L}\\d])");

    /** {@code user jdoe locked out}: what happens to accounts. */
    static final Pattern LOCKED = Pattern.compile(
            "\\b(?:[Uu]ser|[Ll]ogin|[Aa]ccount) ([a-z][a-z._-]{3,30}[a-z]) (?:(?:is|was|got|still|been) )?"
                    + "(?:locked|unlocked|disabled|enabled|deactivated|deleted|reset|expired|cannot|can't|couldn't|could)\\b");

    static final Pattern AS =
            Pattern.compile("(?i)\\blog(?:ged|in)?\\b[^.\\n]{0,40}? as ([a-z][a-z\\d]*[._\\d][a-z\\d._-]*[a-z\\d])");
    static final Pattern PASSWORD = Pattern.compile(
            "(?i)\\b(?:password|passcode|pwd|pw)\\b(?:\\s+(?:is|was))?\\s*[:=]?\\s*[\"']?([^\\s\"']{4,40}[^\\s\"'.,;])");
    /** {@code jane@school.org / Xk9!pp}: what somebody signs in with. */
    static final Pattern PAIR = Pattern.compile(
            "@[\\w.-]+\\.\\p{L}{2,}\\s*(?:[/|;,:]|and|with)\\s*(?:(?:his|her|their|the|login|user)\\s+){0,4}"
                    + "(?:password\\s+)?([^\\s\"'/@]{5,40}[^\\s\"'.,;]|[^\\s\"'/]{3,20}@[^\\s\"'.,;]{2,20})(?=[\\s.,;]|$)");

    /** Behind a user name: {@code login: jdoe4 / Xk9!pp}. */
    private static final Pattern BESIDE =
            Pattern.compile("\\s?[/|;,]\\s?([^\\s\"'/@]{5,40}[^\\s\"'.,;])(?=[\\s.,;]|$)");

    static final Pattern AT = Pattern.compile("(?<![\\p{L}\\d._@/+-])@[A-Za-z_][A-Za-z\\d_.]{1,28}[A-Za-z\\d_]");
    private static final Pattern HOST = Pattern.compile("(?i).*\\.(?:com|org|net|edu|gov|io|us|uk|de|fr|es)");
    static final Pattern NUMBER = Pattern.compile(
            "(?i)\\b(?:id|sid|pin|stu|badge)s?(?: ?(?:#|no\\.?|number|num|code))?(?:\\s+(?:is|was))?[:# ]{1,3}"
                    + "([a-z]{0,3}-?\\d{4,12})(?![\\w:/-]|[.,]\\d)");
    static final Pattern LAST_FOUR = Pattern.compile("(?i)\\blast (?:4|four)\\b[^.\\n\\d]{0,40}?(\\d{4})(?![\\w-])");

    private Contexts() {}

    static void logins(String text, Clues clues, List<Span> out) {
        if (clues.email()) {
            if (mayBePair(text)) {
                Starts.AT.find(PAIR, text, match -> add(match, 1, Kind.LOGIN, out, Contexts::secret));
            }
            Starts.AT.find(AT, text, match -> add(match, 0, Kind.LOGIN, out, Contexts::handle));
        }
        if (clues.login()) {
            Starts.WORD.find(LOGIN, text, match -> {
                add(match, 1, Kind.LOGIN, out, Contexts::login);
                beside(text, match, out);
            });
            Starts.WORD.find(ASSIGNED, text, match -> add(match, 1, Kind.LOGIN, out, Contexts::assigned));
            Starts.WORD.find(LOCKED, text, match -> add(match, 1, Kind.LOGIN, out, Contexts::assigned));
            Starts.WORD.find(PASSWORD, text, match -> add(match, 1, Kind.LOGIN, out, Contexts::password));
            Starts.WORD.find(AS, text, match -> add(match, 1, Kind.LOGIN, out, word -> true));
        }
    }

    private static void beside(String text, Matcher login, List<Span> out) {
        Matcher secret = BESIDE.matcher(text).region(login.end(1), text.length());
        if (login(login.group(1)) && secret.lookingAt()) {
            add(secret, 1, Kind.LOGIN, out, Contexts::secret);
        }
    }

    /** Whether anything behind the first address could lead over to a secret; nothing does in a text that is but an address. */
    static boolean mayBePair(String text) {
        int at = text.indexOf('@');
        for (int i = at; at >= 0 && i < text.length(); i++) {
            char c = text.charAt(i);
            if ("/|;,:".indexOf(c) >= 0
                    || c == 'a' && text.startsWith("and", i)
                    || c == 'w' && text.startsWith("with", i)) {
                return true;
            }
        }
        return false;
    }

    static void numbers(String text, List<Span> out) {
        Starts.WORD.find(NUMBER, text, match -> add(match, 1, Kind.NUMBER, out, word -> word.length() > SHORT));
        Starts.WORD.find(
                NUMBER, text, match -> add(match, 1, Kind.PIN, out, word -> word.length() <= SHORT && !year(word)));
        Starts.WORD.find(LAST_FOUR, text, match -> add(match, 1, Kind.PIN, out, word -> true));
    }

    private static boolean year(String word) {
        return word.matches("(?:19|20)\\d\\d");
    }

    private static boolean handle(String word) {
        return !HOST.matcher(word).matches();
    }

    /** Signs inside a word, or letters and digits: no word of a sentence is like that. */
    private static boolean login(String word) {
        boolean digits = word.chars().anyMatch(c -> c >= '0' && c <= '9');
        boolean letters = word.chars().anyMatch(Character::isLetter);
        boolean signs = word.indexOf('_') >= 0 || word.indexOf('.') > 0 || word.startsWith("@");
        return letters
                && (digits || signs)
                && !CommonWords.has(word.toLowerCase(Locale.ROOT))
                && !HOST.matcher(word).matches();
    }

    private static boolean assigned(String word) {
        String small = word.toLowerCase(Locale.ROOT);
        return word.chars().anyMatch(Character::isLetter)
                && !CommonWords.has(small)
                && !NameTokens.known(small)
                && !HOST.matcher(word).matches();
    }

    /** Letters of both cases or a sign, and a digit: made up to be guessed by nobody. */
    private static boolean secret(String word) {
        boolean digit = word.chars().anyMatch(c -> c >= '0' && c <= '9');
        boolean sign = word.chars().anyMatch(c -> "!$%^*_+=#@".indexOf(c) >= 0);
        return digit
                && word.chars().anyMatch(Character::isLetter)
                && (sign || word.chars().anyMatch(Character::isUpperCase));
    }

    /** Letters and a digit or a sign: a word of a sentence has no such sign inside. */
    private static boolean password(String word) {
        return word.chars().anyMatch(Character::isLetter)
                && word.chars().anyMatch(c -> c >= '0' && c <= '9' || "!$%^*_+=#".indexOf(c) >= 0);
    }

    /** What a matcher stands at. */
    private static void add(Matcher match, int group, Kind kind, List<Span> out, Predicate<String> check) {
        int start = match.start(group);
        int end = match.end(group);
        if (check.test(match.group(group)) && out.stream().noneMatch(span -> span.overlaps(start, end))) {
            out.add(new Span(start, end, kind));
        }
    }
}
