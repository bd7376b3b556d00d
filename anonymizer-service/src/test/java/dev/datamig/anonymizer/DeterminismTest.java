package dev.datamig.anonymizer;

import static dev.datamig.anonymizer.TestSchemas.schema;
import static dev.datamig.anonymizer.TestSchemas.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.anonymizer.AnonymizeFlow.Answer;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.schema.RunSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The masked files of a run are the same bytes, whoever makes them, when and in which order. */
class DeterminismTest {

    private static final int BATCHES = 6;
    private static final int ROWS = 400;
    private static final RunSchema SCHEMA = schema(List.of(
            table(
                    "ids:public.person",
                    List.of(
                            "id int!",
                            "first_name text",
                            "last_name text",
                            "email varchar(60)",
                            "user_name text",
                            "ssn varchar(11)",
                            "phone text",
                            "birth_date date",
                            "city text",
                            "zip text"),
                    "id",
                    "email",
                    "ssn"),
            table("adb:public.session_note", List.of("id int!", "body text", "extra jsonb"), "id")));

    @TempDir
    Path folder;

    @Test
    void givesTheSameBytesToTwoInstancesInAnyOrder() {
        Map<String, String> one = masked(folder.resolve("one"), false);
        Map<String, String> other = masked(folder.resolve("other"), true);

        assertThat(one).hasSize(2 * BATCHES).isEqualTo(other);
    }

    @Test
    void givesTheSameBytesInAFreshJavaProcess() throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DeterminismTest.class.getName(),
                        folder.resolve("fresh").toString(),
                        out.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        boolean ended = process.waitFor(2, TimeUnit.MINUTES);
        process.destroyForcibly();

        assertThat(ended).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("log")))
                .isZero();
        assertThat(Files.readString(out))
                .isEqualTo(masked(folder.resolve("here"), false).toString());
    }

    /** Masks in a process of its own. Arguments: a folder to work in, a file for the checksums. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(
                Path.of(arguments[1]), masked(Path.of(arguments[0]), true).toString());
    }

    /** The checksum of each masked file. */
    private static Map<String, String> masked(Path folder, boolean backwards) {
        var stage = new TestStage(folder, SCHEMA);
        var batches = new ArrayList<BatchManifest>();
        for (int part = 1; part <= BATCHES; part++) {
            batches.add(stage.batch("ids:public.person", part, people(part)));
            batches.add(stage.batch("adb:public.session_note", part, notes(part)));
        }
        var order = backwards ? batches.reversed() : batches;
        var out = new TreeMap<String, String>();
        var deferred = new ArrayList<BatchManifest>();
        for (BatchManifest batch : order) {
            Answer answer = stage.flow().anonymize(batch);
            if (answer instanceof Answer.Deferred) {
                deferred.add(batch.asResumed());
            } else {
                put(out, answer);
            }
        }
        deferred.forEach(batch -> put(out, stage.flow().anonymize(batch)));
        return out;
    }

    private static void put(Map<String, String> out, Answer answer) {
        if (answer instanceof Answer.Anonymized done) {
            out.put(done.next().file(), done.next().sha256());
        } else {
            throw new AssertionError("not anonymized: " + answer);
        }
    }

    private static List<Object[]> people(int part) {
        String[] given = {"Jane", "José", "Ana María", "WILL", "Grace", "Xanthippe"};
        String[] family = {"Doe", "García-Lopez", "de la Cruz", "O'Brien", "Quorl", "Park"};
        var out = new ArrayList<Object[]>();
        for (int i = 0; i < ROWS; i++) {
            int id = part * ROWS + i;
            out.add(AnonymizeFlowTest.row(
                    id,
                    given[i % 6],
                    family[i / 6 % 6],
                    "Person" + id + "@district.org",
                    "p" + id,
                    "%03d-%02d-%04d".formatted(1 + id % 600, 1 + id % 90, 1 + id),
                    "(212) 736-%04d".formatted(id),
                    15_000 + id,
                    i % 3 == 0 ? "Springfield" : "Portland",
                    "%05d".formatted(60_000 + i % 50)));
        }
        return out;
    }

    private static List<Object[]> notes(int part) {
        var out = new ArrayList<Object[]>();
        for (int i = 0; i < ROWS / 4; i++) {
            out.add(AnonymizeFlowTest.row(
                    part * ROWS + i,
                    "Met Xanthippe Quorl on 2026-01-" + (10 + i % 19) + ", call 212-736-" + (1000 + i) + " or p" + i
                            + "@district.org.",
                    "{\"guardian\": {\"name\": \"José Park\", \"phone\": \"212-736-" + (2000 + i) + "\"}, \"n\": " + i
                            + "}"));
        }
        return out;
    }
}
