package dev.datamig.anonymizer.classify;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a table of people calls a number or a name without a word that is known: {@code epf_no}, {@code num_mutuelle}, {@code couple_names}.
 * Where the rows are people and nothing says that a thing is meant, it is taken to be somebody's.
 */
final class PeoplesOwn {

    private static final Set<String> NUMBERS = Set.of("number", "numbers", "cislo", "nomor", "nomer", "broj", "numara");
    /** What is counted, or put in order, and given out to nobody. */
    private static final Set<String> COUNTED = Vocabulary.words("""
            room seat row line page version sequence serial order item lot batch box floor shelf bed desk table bay gate track lane platform
            invoice receipt bill cheque check voucher transaction trans tracking reference trip flight train bus stop route check in out step round question
            issue edition volume chapter section part period term semester week year month day hour shift phase level grade class group team jersey shirt
            suit court field pool lane port slot rack unit old new next previous last first total max min whole random lucky magic build
            of one two three child children kids siblings dependents dependants sort display rank attempts logins visits times copies rooms people persons
            locker cell visit centre center meter zaehler chip grp rm lkr whg oda sgsn vlr quantity amount hours days years months size weight height score points age partition block grave plot niche
            rec record schul schule ecole scuola
            """);
    /** What has a name and is nobody, beside what tables of things are called. */
    static final Set<String> NAMED_THINGS = Vocabulary.words("""
            co file host domain table column field user login screen short bank plan event project product item brand street city town state country
            district village county region province area building house room place venue location hospital clinic church parish temple school college
            university institute employer business firm club team position title job occupation degree major subject qualification course program
            policy scheme shop store site website page image photo picture document attachment upload original sheet template medicine drug allergy
            vaccine disease test lab procedure service package game hobby sport instrument vehicle car boat pet dog cat horse breed ship bus route
            stop stage class grade group role status type category level code tag color currency language timezone time zone key parameter param
            property attribute option setting config policy scheme device computer server printer network browser app system module tenant
            organisation organization company dept department unit division branch office board agency authority provider insurance insurer carrier
            salutation cargo unidade unidad photo camera font entity etablissement fichier centro instelling cohort feature opportunity permit sube circle issuer gruppe klasse schule disk path folder directory bucket index variable method function queue topic channel list report form survey question estabelecimento establecimiento stabilimento
            """);

    private static final Pattern LETTERS_NO = Pattern.compile("([b-df-hj-np-tv-z]{2,3})no");
    /** Lines, pages, rooms, bills and the like. */
    private static final Set<String> COUNTED_LETTERS = Set.of(
            "sl", "sr", "srl", "ln", "pg", "rm", "bk", "bl", "bll", "lt", "chq", "vch", "rct", "qn", "st", "stp", "cls",
            "grp", "prd", "flt", "bt");

    private static final int A_NUMBER = 5;
    private static final int A_NAME = 15;

    private PeoplesOwn() {}

    static Classification judge(NamedColumn column) {
        List<String> words = apart(column.words());
        if (!column.personsTable()
                || !column.table().surelyOfPersons()
                || column.shape() != ColumnShape.TEXT
                || words.size() < 2 && !bare(column)
                || column.wordOfThing()
                || Vocabulary.FLAGS.contains(words.getFirst())
                || !Collections.disjoint(words, Vocabulary.SOFTWARE)
                || column.table().ofSoftware()) {
            return Classification.NONE;
        }
        return number(column, words)
                ? new Classification(DataClass.DOCUMENT_NUMBER, 0.5, "a number in a table of persons")
                : name(column, words);
    }

    /** A number that is given out, where the table says no more than that: {@code num} of members; behind a street it is the house's. */
    private static boolean bare(NamedColumn column) {
        return column.words().equals(List.of("number"))
                && !column.table().beside(DataClass.STREET_ADDRESS)
                && !column.table().beside(DataClass.STUDENT_NUMBER);
    }

    /** {@code grno}, {@code htno}: letters for a number that no list knows, and "no". */
    private static List<String> apart(List<String> words) {
        Matcher glued = words.size() == 1 ? LETTERS_NO.matcher(words.getFirst()) : null;
        return glued != null && glued.matches() && !COUNTED_LETTERS.contains(glued.group(1))
                ? List.of(glued.group(1), "number")
                : words;
    }

    private static boolean number(NamedColumn column, List<String> words) {
        boolean numbered = NUMBERS.contains(words.getLast()) || NUMBERS.contains(words.getFirst());
        return numbered
                && column.room(A_NUMBER)
                && Collections.disjoint(words, COUNTED)
                && !Vocabulary.NOT_A_VALUE.contains(words.getLast());
    }

    private static Classification name(NamedColumn column, List<String> words) {
        boolean named = Vocabulary.NAME_WORDS.contains(words.getLast())
                || words.getLast().equals("names")
                || Vocabulary.NAME_WORDS.contains(words.getFirst());
        return named
                        && column.room(A_NAME)
                        && !column.table().ofWhatSomebodyHas()
                        && Collections.disjoint(words, NAMED_THINGS)
                        && Collections.disjoint(words, Vocabulary.TOLD_OF)
                        && Collections.disjoint(words, Vocabulary.NOT_A_VALUE)
                ? new Classification(DataClass.FULL_NAME, 0.5, "a name in a table of persons")
                : Classification.NONE;
    }
}
