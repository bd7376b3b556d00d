package dev.datamig.loader.postgres;

import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import java.util.regex.Pattern;

/**
 * Which rows have a reference that only some rows have. That is asked of the rows as the source has them: a number that a condition names
 * may be given anew before it is asked ({@code content_type_id = 7}).
 */
final class Conditions {

    /** What is no SQL: texts, names in quotes, comments. */
    private static final Pattern QUOTED = Pattern.compile(
            "'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|\\$(\\w*)\\$.*?\\$\\1\\$|--[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);

    private static final Pattern LOOKS_ELSEWHERE =
            Pattern.compile("\\bselect\\b|\\(\\s*(?:table|values|with)\\b", Pattern.CASE_INSENSITIVE);

    private Conditions() {}

    /**
     * A query of the rows of the child, by {@link Stage#ROW}, for which a link's condition holds.
     *
     * @throws LoadException when the condition looks at other tables, whose rows are not there as the source has them
     */
    static String rows(Link link, Originals originals) {
        LoadTable child = link.child();
        if (looksElsewhere(link.when())) {
            throw LoadException.of(
                    LoaderCode.CONDITION_ELSEWHERE,
                    "reference from %s(%s) to %s"
                            .formatted(child.id(), String.join(", ", link.childColumns()), link.parent()));
        }
        return "select x.%s from (%s) x where (%s)".formatted(Stage.ROW, originals.rows(child), link.when());
    }

    static boolean looksElsewhere(String condition) {
        return LOOKS_ELSEWHERE
                .matcher(QUOTED.matcher(condition).replaceAll("''"))
                .find();
    }
}
