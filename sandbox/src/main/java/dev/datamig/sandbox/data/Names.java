package dev.datamig.sandbox.data;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/**
 * Names of invented people. Family names are compounds that no list of real names has, so that one found where it should not be is
 * no coincidence; some are plain words, some are not ASCII, as in any district. PROD and testers share no family name.
 */
enum Names {
    PROD(
            List.of(
                    "Maren",
                    "Grace",
                    "Isolde",
                    "Tamsin",
                    "Zoë",
                    "Ana Sofía",
                    "Imani",
                    "Priya",
                    "Siobhán",
                    "Lotte",
                    "Mei",
                    "Rosalind",
                    "Hope",
                    "Noor",
                    "Ingrid",
                    "Marisol",
                    "Beatrix",
                    "Wren",
                    "Amara",
                    "Élodie"),
            List.of(
                    "Will", "Tobias", "Jürgen", "Caleb", "Omar", "Rafael", "Kwame", "Dmitri", "Søren", "Mark", "Hiro",
                    "Leopold", "Jasper", "André", "Malachi", "Bjørn", "Teodor", "Gideon", "Ravi", "Ezekiel"),
            List.of(
                    "Alder", "Bramble", "Candle", "Copper", "Dusk", "Ember", "Feather", "Garnet", "Hazel", "Indigo",
                    "Juniper", "Kestrel", "Lantern", "Marble", "Nettle", "Oaken", "Pebble", "Quill", "Russet",
                    "Saffron", "Thistle", "Umber", "Velvet", "Willow", "Yarrow", "Zephyr"),
            List.of(
                    "wright", "mere", "thorne", "gate", "holm", "stead", "bourne", "croft", "shaw", "hurst", "fell",
                    "combe", "quist", "well", "row", "lock", "moor", "vale", "kin", "strand"),
            List.of(
                    "Núñez-Alderón",
                    "Žaravčić",
                    "Øksnehavn",
                    "Brightwater Park",
                    "O’Thornegate",
                    "van der Quillhaven",
                    "李梅香",
                    "D'Emberline",
                    "Łuczwierz",
                    "Çandarlıoğlu")),
    TESTERS(
            List.of("Testina", "Qarla", "Probia", "Mocka", "Stubria", "Fixta"),
            List.of("Testor", "Qarlo", "Probus", "Mocker", "Stubert", "Fixton"),
            List.of("Assert", "Boundary", "Checker", "Defect", "Example", "Fixture", "Green", "Happy"),
            List.of("case", "path", "run", "suite", "spec", "plan"),
            List.of("Tester-Zwölf"));

    private final List<String> female;
    private final List<String> male;
    private final List<String> firstParts;
    private final List<String> secondParts;
    private final List<String> special;

    Names(
            List<String> female,
            List<String> male,
            List<String> firstParts,
            List<String> secondParts,
            List<String> special) {
        this.female = female;
        this.male = male;
        this.firstParts = firstParts;
        this.secondParts = secondParts;
        this.special = special;
    }

    String given(Dice dice, String gender) {
        return switch (gender) {
            case "F" -> dice.of(female);
            case "M" -> dice.of(male);
            default -> dice.oneIn(2) ? dice.of(female) : dice.of(male);
        };
    }

    String family(Dice dice) {
        return dice.oneIn(25) ? dice.of(special) : dice.of(firstParts) + dice.of(secondParts);
    }

    /** In lower-case ASCII letters, for mail addresses and user names; never empty. */
    static String ascii(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replace('ø', 'o')
                .replace('ł', 'l')
                .replace('ı', 'i')
                .replaceAll("[^a-z]", "");
        return plain.isEmpty() ? "mei" : plain;
    }
}
