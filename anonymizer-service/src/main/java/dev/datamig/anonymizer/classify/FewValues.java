package dev.datamig.anonymizer.classify;

import dev.datamig.anonymizer.classify.ValueJudge.Evidence;
import dev.datamig.anonymizer.classify.ValueJudge.Weight;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Columns with a few different values that say something about people: sexes, ethnic groups, religions. */
final class FewValues {

    private static final Set<String> SEXES = Set.of(
            "m",
            "f",
            "male",
            "female",
            "x",
            "other",
            "nonbinary",
            "non-binary",
            "d",
            "w",
            "mann",
            "frau",
            "männlich",
            "weiblich",
            "divers",
            "h",
            "v",
            "k",
            "masculino",
            "femenino",
            "feminino",
            "homme",
            "femme",
            "man",
            "vrouw",
            "unknown",
            "u");
    private static final Set<String> RACES = Set.of(
            "white",
            "black",
            "asian",
            "hispanic",
            "latino",
            "caucasian",
            "african american",
            "native american",
            "pacific islander",
            "two or more races",
            "american indian",
            "multiracial",
            "hispanic/latino",
            "black or african american",
            "native hawaiian");
    private static final Set<String> RELIGIONS = Set.of(
            "catholic",
            "protestant",
            "muslim",
            "jewish",
            "hindu",
            "buddhist",
            "sikh",
            "christian",
            "orthodox",
            "atheist",
            "islam",
            "judaism",
            "katholisch",
            "evangelisch",
            "roman catholic",
            "baptist",
            "lutheran",
            "methodist");

    private FewValues() {}

    /** What a column with few different values says. */
    static @Nullable Evidence of(List<String> values) {
        if (values.size() < ValueJudge.SOME) {
            return null;
        }
        if (values.stream().distinct().count() >= 2
                && ValueJudge.share(values, value -> SEXES.contains(value.toLowerCase(Locale.ROOT))) == 1
                && ValueJudge.share(
                                values,
                                value -> Set.of(
                                                "f",
                                                "female",
                                                "w",
                                                "femenino",
                                                "feminino",
                                                "femme",
                                                "frau",
                                                "vrouw",
                                                "weiblich",
                                                "k",
                                                "v")
                                        .contains(value.toLowerCase(Locale.ROOT)))
                        > 0
                && ValueJudge.share(
                                values,
                                value -> Set.of("m", "male", "masculino", "homme", "mann", "man", "männlich", "h")
                                        .contains(value.toLowerCase(Locale.ROOT)))
                        > 0) {
            return new Evidence(DataClass.GENDER, Weight.MEDIUM, 1, "values are sexes");
        }
        if (ValueJudge.reaches(values, value -> RACES.contains(value.toLowerCase(Locale.ROOT)), ValueJudge.MOST)) {
            return new Evidence(DataClass.ETHNICITY, Weight.STRONG, ValueJudge.MOST, "values are ethnic groups");
        }
        if (ValueJudge.reaches(values, value -> RELIGIONS.contains(value.toLowerCase(Locale.ROOT)), ValueJudge.MOST)) {
            return new Evidence(DataClass.RELIGION, Weight.STRONG, ValueJudge.MOST, "values are religions");
        }
        return null;
    }
}
