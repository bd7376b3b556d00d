package dev.datamig.anonymizer.classify;

import dev.datamig.anonymizer.persona.CommonWords;
import dev.datamig.anonymizer.persona.NameFold;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** People's names that no list has, by how such names are made: endings of family names, Chinese and Korean family names, Cyrillic ones. */
final class WorldNames {

    private static final Pattern ENDINGS = Pattern.compile(
            "(?i)\\p{L}{2,}(?:"
                    + "ov|ova|ev|eva|yov|sky|skaya|skiy|ski|ska|cki|cka|dzki|dzka|wicz|czyk|czuk|enko|chuk|shvili|adze|idze|ian|yan|escu|eanu"
                    + "|sson|ssen|sen|dottir|nen|qvist|kvist|strom|lund|berg|gren|oglu|soy|opoulos|idis|akis|ides|poulou"
                    + "|ez|ini|elli|etti|ucci|acci|eira|inho|ato|auskas|aitis|iene|kova|sky|vic|vich|poulos|stein|mann|bauer|meyer|hofer|meier|huber)");
    private static final Pattern PREFIXED = Pattern.compile(
            "(?i)(?:mc|mac|o'|o’|al-|el-|van |von |de |d'|fitz|ibn |bin |abu )\\p{L}{3,}(?:[- ]\\p{L}+){0,8}");
    private static final Pattern HAN = Pattern.compile("[\\p{IsHan}·]{2,4}");
    private static final Pattern HANGUL = Pattern.compile("[\\p{IsHangul}]{2,4}");
    private static final String HAN_FAMILIES =
            "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖萧田董袁潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范金石廖贾賈夏韦韋付方白邹鄒孟熊秦邱江尹薛闫阎段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯佐鈴高田渡伊山中小加吉";
    private static final String HANGUL_FAMILIES = "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진";
    private static final Pattern CYRILLIC = Pattern.compile(
            "(?:\\p{IsCyrillic}+[ ,.-]+){0,3}\\p{IsCyrillic}*(?:ов|ев|ёв|ин|ова|ева|ёва|ина|ский|ская|цкий|цкая|енко|чук|вич|вна|ична)(?:[ ,]+\\p{IsCyrillic}+\\.?){0,3}");
    private static final Pattern INITIAL_FIRST =
            Pattern.compile("(?:\\p{Lu}\\. ?){1,2}(?:(?:de|van|von|der|la|di|da) ){0,2}\\p{Lu}[\\p{L}'’-]+");
    private static final Pattern TWO_OR_THREE = Pattern.compile(
            "\\p{Lu}[\\p{L}'’-]+(?:,? (?:\\p{Lu}\\.|(?:de|da|del|di|la|van|von|der|al|bin|bint|ibn|y|e)(?= )|\\p{Lu}[\\p{L}'’-]+)){1,4}");
    private static final Pattern BETWEEN = Pattern.compile("[ ,]+");
    private static final Set<String> ANDS = Set.of("&", "and", "y", "und", "et", "e", "en", "i", "+", "/");
    private static final double MANY = 0.35;
    private static final double SOME_KNOWN = 0.25;
    private static final double HARDLY_TWICE = 0.85;

    private WorldNames() {}

    /** Whether values in a script of their own are names of people. */
    static boolean inOtherScripts(List<String> values) {
        return ValueJudge.reaches(values, value -> CYRILLIC.matcher(value).matches(), 0.7)
                || ValueJudge.reaches(values, value -> led(value, HAN, HAN_FAMILIES), ValueJudge.MOST)
                || ValueJudge.reaches(values, value -> led(value, HANGUL, HANGUL_FAMILIES), ValueJudge.MOST);
    }

    private static boolean led(String value, Pattern form, String families) {
        int blank = value.indexOf(' ');
        return form.matcher(value.replace(" ", "")).matches()
                && (families.indexOf(value.charAt(0)) >= 0
                        || blank > 0 && families.indexOf(value.charAt(blank + 1)) >= 0);
    }

    /** Whether single words end as family names do. */
    static boolean families(List<String> values) {
        return ValueJudge.reaches(values, WorldNames::family, MANY);
    }

    static boolean family(String word) {
        return (ENDINGS.matcher(NameFold.of(word)).matches()
                        || PREFIXED.matcher(word).matches())
                && !CommonWords.has(NameFold.of(word));
    }

    /** {@code J. Doe}: an initial and a name. */
    static boolean initialled(List<String> values) {
        return ValueJudge.reaches(values, value -> INITIAL_FIRST.matcher(value).matches(), ValueJudge.MOST);
    }

    /** Whether values begin with a word of respect. */
    static boolean titled(List<String> values) {
        return ValueJudge.reaches(
                values,
                value -> {
                    int blank = value.indexOf(' ');
                    return blank > 1
                            && blank < value.length() - 2
                            && value.length() <= 60
                            && NameBook.title(value.substring(0, blank))
                            && Character.isUpperCase(value.charAt(blank + 1));
                },
                ValueJudge.MOST);
    }

    /**
     * Whether values could be names of people, by what they look like: two words in capitals or more, no plain words among them, hardly
     * any twice, and some of the words known to be names.
     */
    static boolean couldBePeople(List<String> values) {
        return couldBePeople(values, SOME_KNOWN);
    }

    /** @param known in how many of the values, as a share, a word has to be known for a name */
    static boolean couldBePeople(List<String> values, double known) {
        long distinct = values.stream().distinct().count();
        return distinct >= ValueJudge.SOME
                && distinct >= HARDLY_TWICE * values.size()
                && ValueJudge.reaches(values, WorldNames::plainOfWords, ValueJudge.MOST)
                && ValueJudge.reaches(values, WorldNames::holdsName, known);
    }

    /** Whether nothing in values speaks against names of people, or logins: no sentences, no numbers, not the same few again and again. */
    static boolean couldBeNamed(List<String> values) {
        return values.stream().distinct().count() >= Math.min(values.size(), ValueJudge.SOME)
                && ValueJudge.reaches(
                        values,
                        value -> value.length() <= 60
                                && Digits.letters(value) >= 2
                                && Digits.letters(value) > 2 * Digits.count(value)
                                && ValueJudge.words(value) <= 5
                                && value.chars().noneMatch(c -> ":/=<>{}[]|\\".indexOf(c) >= 0),
                        ValueJudge.MOST);
    }

    private static boolean plainOfWords(String said) {
        String value = ofOne(said);
        String written = value.equals(value.toUpperCase(Locale.ROOT)) || value.length() > 60 ? "" : value;
        if (!TWO_OR_THREE.matcher(written).matches()) {
            return false;
        }
        for (String word : BETWEEN.split(value)) {
            if (PeopleInValues.company(word)
                    || word.length() > 2 && CommonWords.has(NameFold.of(word)) && !NameBook.given(word)) {
                return false;
            }
        }
        return true;
    }

    private static boolean holdsName(String value) {
        for (String word : BETWEEN.split(value)) {
            if (word.length() > 2 && (NameBook.given(word) || NameBook.family(word) || family(word))) {
                return true;
            }
        }
        return false;
    }

    /** {@code Jane & John Doe} as {@code Jane John Doe}: several people who share a name. */
    static String ofOne(String value) {
        if (value.indexOf('&') < 0 && value.indexOf(' ') < 0) {
            return value;
        }
        var out = new StringBuilder();
        for (String word : value.split(" ")) {
            if (!ANDS.contains(word)) {
                out.append(out.isEmpty() ? "" : " ").append(word);
            }
        }
        return out.toString();
    }
}
