package dev.datamig.anonymizer.redact;

import dev.datamig.anonymizer.persona.NameText.Part;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Streets, rooms and sights that are called after somebody and are nobody's address here: {@code Jefferson Street}, {@code the Carver
 * Library}, {@code calle Hidalgo}. Where the sentence says that somebody lives there they are not spared, nor where the run or the row
 * knows somebody by the word.
 */
final class NamedPlaces {

    private static final Set<String> STREETS = Set.of(
            "street",
            "avenue",
            "boulevard",
            "blvd",
            "road",
            "highway",
            "parkway",
            "freeway",
            "bridge",
            "creek",
            "river");
    /** Also family names: spared only behind a word that is nobody's given name. */
    private static final Set<String> ROOMS = Set.of(
            "library",
            "gym",
            "gymnasium",
            "wing",
            "building",
            "auditorium",
            "theater",
            "theatre",
            "museum",
            "stadium",
            "arena",
            "annex",
            "cafeteria",
            "lab",
            "park",
            "field",
            "center",
            "pavilion",
            "zoo",
            "playground",
            "pool",
            "airport",
            "aquarium",
            "planetarium",
            "clinic",
            "parking",
            "hallway",
            "mural",
            "statue");

    private static final Set<String> OPENERS = Set.of(
            "calle",
            "avenida",
            "parque",
            "plaza",
            "museo",
            "copa",
            "auditorio",
            "biblioteca",
            "gimnasio",
            "bulevar",
            "carretera",
            "puente",
            "mercado",
            "libro",
            "novela",
            "zoologico",
            "estadio",
            "beca",
            "premio");
    /** Somebody is at home there. */
    private static final Set<String> HOME = Set.of(
            "live",
            "lives",
            "lived",
            "living",
            "reside",
            "resides",
            "residing",
            "address",
            "home",
            "house",
            "moved",
            "moving",
            "grew",
            "raised",
            "born",
            "stays",
            "staying",
            "apartment",
            "vive",
            "viven",
            "vivimos",
            "vivo",
            "domicilio",
            "casa",
            "mudamos",
            "mudo",
            "direccion");

    private static final int LONGEST = 3;
    /** Of a street a word: more are an address as a rule. */
    private static final int LONGEST_STREET = 1;

    private static final int LOOKED_BACK = 6;

    private NamedPlaces() {}

    /** Marks the words of such names, beside those that are nobody's already. */
    static void mark(
            String text, List<Word> words, Vocabulary vocabulary, Map<String, Part> rowNames, boolean[] nobodys) {
        for (int i = 0; i < nobodys.length; i++) {
            String word = words.get(i).folded();
            if (OPENERS.contains(word)) {
                behind(text, words, i, vocabulary, rowNames, nobodys);
            } else if (STREETS.contains(word) && Neighbours.written(words.get(i)) || ROOMS.contains(word)) {
                before(text, words, i, vocabulary, rowNames, nobodys);
            }
        }
    }

    private static void before(
            String text,
            List<Word> words,
            int kind,
            Vocabulary vocabulary,
            Map<String, Part> rowNames,
            boolean[] nobodys) {
        int first = kind;
        boolean room = ROOMS.contains(words.get(kind).folded());
        while (first > 0
                && kind - first < LONGEST
                && Neighbours.beside(text, words.get(first - 1), words.get(first))
                && stranger(words.get(first - 1), vocabulary, rowNames)) {
            first--;
        }
        boolean somebody = first == kind
                || !room && kind - first > LONGEST_STREET
                || first > 0
                        && Neighbours.adjacent(text, words.get(first - 1), words.get(first))
                        && (NameFinder.announces(words.get(first - 1))
                                || nameOfRun(words.get(first - 1), vocabulary, rowNames))
                || room && vocabulary.of(words.get(first)).given() && !articled(text, words, first)
                || atHome(words, first);
        for (int i = first; !somebody && i <= kind; i++) {
            nobodys[i] = true;
        }
    }

    private static void behind(
            String text,
            List<Word> words,
            int kind,
            Vocabulary vocabulary,
            Map<String, Part> rowNames,
            boolean[] nobodys) {
        int last = kind;
        while (last + 1 < words.size()
                && last - kind < LONGEST
                && Neighbours.beside(text, words.get(last), words.get(last + 1))
                && stranger(words.get(last + 1), vocabulary, rowNames)) {
            last++;
        }
        for (int i = kind; last > kind && !atHome(words, kind) && i <= last; i++) {
            nobodys[i] = true;
        }
    }

    private static boolean articled(String text, List<Word> words, int first) {
        return first > 0
                && words.get(first - 1).folded().equals("the")
                && Neighbours.beside(text, words.get(first - 1), words.get(first));
    }

    private static boolean stranger(Word word, Vocabulary vocabulary, Map<String, Part> rowNames) {
        return Neighbours.written(word)
                && !vocabulary.of(word).never()
                && !NameFinder.announces(word)
                && !nameOfRun(word, vocabulary, rowNames);
    }

    private static boolean nameOfRun(Word word, Vocabulary vocabulary, Map<String, Part> rowNames) {
        return vocabulary.of(word).known() || rowNames.containsKey(word.folded());
    }

    private static boolean atHome(List<Word> words, int first) {
        for (int i = Math.max(0, first - LOOKED_BACK); i < first; i++) {
            if (HOME.contains(words.get(i).folded())) {
                return true;
            }
        }
        return false;
    }
}
