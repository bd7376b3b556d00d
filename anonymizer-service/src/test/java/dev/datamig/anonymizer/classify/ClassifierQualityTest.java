package dev.datamig.anonymizer.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.anonymizer.classify.LabelledColumns.Score;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How well columns are told apart, on labelled ones of real schemas and after their manner; the later sets were each written before the classifier was measured on them. */
class ClassifierQualityTest {

    private static final long SEED = 20_261_121;

    @ParameterizedTest
    @CsvSource({
        "labelled-columns-1.txt, 200, 0.99, 0.98",
        "labelled-columns-2.txt, 200, 0.99, 0.98",
        "labelled-columns-3.txt, 200, 0.99, 0.97",
        "labelled-columns-4.txt, 200, 0.99, 0.97",
        "labelled-columns-5.txt, 200, 0.99, 0.94",
        "labelled-columns-6.txt, 200, 0.99, 0.97",
        "labelled-columns-7.txt, 200, 0.97, 0.96",
        "labelled-columns-1.txt, 0, 0.97, 0.98",
        "labelled-columns-2.txt, 0, 0.97, 0.98",
        "labelled-columns-3.txt, 0, 0.98, 0.96",
        "labelled-columns-4.txt, 0, 0.97, 0.98",
        "labelled-columns-5.txt, 0, 0.92, 0.96",
        "labelled-columns-6.txt, 0, 0.92, 0.97",
        "labelled-columns-7.txt, 0, 0.77, 0.97",
        "real-columns-1.txt, 200, 0.985, 0.97",
        "real-columns-2.txt, 200, 0.99, 0.975",
        "real-columns-3.txt, 200, 0.99, 0.97",
        "real-columns-4.txt, 200, 0.99, 0.98",
        "real-columns-5.txt, 200, 0.99, 0.98",
        "real-columns-6.txt, 200, 0.99, 0.98",
        "real-columns-7.txt, 200, 0.99, 0.98",
        "real-columns-8.txt, 200, 0.99, 0.96",
        "real-columns-9.txt, 200, 0.99, 0.98",
        "real-columns-10.txt, 200, 0.99, 0.98",
        "real-columns-11.txt, 200, 0.98, 0.98",
        "real-columns-12.txt, 200, 0.99, 0.97",
        "real-columns-13.txt, 200, 0.985, 0.98",
        "real-columns-14.txt, 200, 0.99, 0.98",
        "real-columns-15.txt, 200, 0.99, 0.99",
        "real-columns-16.txt, 200, 0.99, 0.96",
        "real-columns-17.txt, 200, 0.99, 0.99",
        "real-columns-18.txt, 200, 0.995, 0.98",
        "real-columns-19.txt, 200, 0.99, 0.975",
        "real-columns-20.txt, 200, 0.99, 0.965",
        "real-columns-21.txt, 200, 0.99, 0.97",
        "real-columns-22.txt, 200, 0.98, 0.98",
        "real-columns-23.txt, 200, 0.99, 0.93",
        "real-columns-1.txt, 0, 0.95, 0.98",
        "real-columns-2.txt, 0, 0.97, 0.98",
        "real-columns-3.txt, 0, 0.98, 0.97",
        "real-columns-4.txt, 0, 0.98, 0.98",
        "real-columns-5.txt, 0, 0.975, 0.98",
        "real-columns-6.txt, 0, 0.98, 0.975",
        "real-columns-7.txt, 0, 0.99, 0.97",
        "real-columns-8.txt, 0, 0.92, 0.96",
        "real-columns-9.txt, 0, 0.94, 0.98",
        "real-columns-10.txt, 0, 0.93, 0.97",
        "real-columns-11.txt, 0, 0.88, 0.95",
        "real-columns-12.txt, 0, 0.90, 0.97",
        "real-columns-13.txt, 0, 0.91, 0.98",
        "real-columns-14.txt, 0, 0.96, 0.98",
        "real-columns-15.txt, 0, 0.94, 0.99",
        "real-columns-16.txt, 0, 0.98, 0.96",
        "real-columns-17.txt, 0, 0.965, 0.99",
        "real-columns-18.txt, 0, 0.97, 0.99",
        "real-columns-19.txt, 0, 0.96, 0.98",
        "real-columns-20.txt, 0, 0.97, 0.975",
        "real-columns-21.txt, 0, 0.94, 0.97",
        "real-columns-22.txt, 0, 0.79, 0.98",
        "real-columns-23.txt, 0, 0.88, 0.92",
        "real-columns-16.txt, -1, 0.96, 0.96",
        "real-columns-17.txt, -1, 0.94, 0.99",
        "real-columns-18.txt, -1, 0.97, 0.99",
        "real-columns-19.txt, -1, 0.95, 0.98",
        "real-columns-20.txt, -1, 0.97, 0.975",
        "real-columns-21.txt, -1, 0.935, 0.97"
    })
    // values: how many of each column; 0 none, -1 no comments either
    void findsNearlyAllDirectIdentifiersAndRarelyCriesWolf(
            String resource, int values, double recall, double precision) {
        var score = new Score();
        var classifier = new Classifier();
        LabelledColumns.read(resource, SEED, Math.max(0, values), values >= 0).stream()
                .filter(labelled -> values >= 0 || !labelled.name().startsWith("s:com."))
                .filter(labelled -> values > 0 || !labelled.name().matches("s:(opaque|opq|x)\\..*"))
                .forEach(labelled -> score.take(
                        labelled, classifier.classify(labelled.table(), labelled.column(), labelled.sample())));

        // without values, columns whose names say nothing are left out: nobody could tell them
        assertThat(score.directRecall())
                .as("seed %d%n%s", SEED, score.figures())
                .isGreaterThanOrEqualTo(recall);
        assertThat(score.directPrecision())
                .as("seed %d%n%s", SEED, score.figures())
                .isGreaterThanOrEqualTo(precision);
    }
}
