package dev.datamig.contracts.landscape;

import dev.datamig.contracts.landscape.LandscapeFile.Mistake;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** Collects the mistakes of a file while it is read on. */
final class Mistakes {

    private final List<Mistake> found = new ArrayList<>();

    void add(Node where, String message, String hint) {
        found.add(new Mistake(line(where.getStartMark()), message, hint));
    }

    void add(int line, String message, String hint) {
        found.add(new Mistake(line, message, hint));
    }

    /** A name that is none of those allowed here, with the one that was probably meant. */
    void addUnknown(Node where, String message, String name, Collection<String> allowed) {
        String all = allowed.isEmpty() ? "There is none to name" : "Known here: " + String.join(", ", allowed);
        add(
                where,
                message,
                NearestName.of(name, allowed)
                        .map(near -> "Did you mean " + near + "?")
                        .orElse(all));
    }

    boolean none() {
        return found.isEmpty();
    }

    /** In the order of their lines. */
    List<Mistake> sorted() {
        return found.stream().sorted(Comparator.comparingInt(Mistake::line)).toList();
    }

    static int line(Mark mark) {
        return mark.getLine() + 1;
    }
}
