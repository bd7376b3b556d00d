package dev.datamig.anonymizer.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values of sampled hstores, which travel as {@code "key"=>"value"}. */
final class PairValues {

    private static final Pattern VALUE = Pattern.compile("=>\"((?:[^\"\\\\]|\\\\.)*+)\"");

    private PairValues() {}

    static List<String> of(List<String> pairs) {
        var out = new ArrayList<String>();
        for (String text : pairs) {
            Matcher value = VALUE.matcher(text);
            while (value.find()) {
                out.add(value.group(1));
            }
        }
        return out;
    }
}
