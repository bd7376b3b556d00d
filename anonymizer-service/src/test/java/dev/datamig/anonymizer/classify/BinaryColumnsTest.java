package dev.datamig.anonymizer.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.anonymizer.TestSchemas;
import dev.datamig.contracts.schema.TableSchema;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What binary columns hold, as their names, keys and values tell. */
class BinaryColumnsTest {

    private static String hex(byte[] bytes) {
        return "\\x" + HexFormat.of().formatHex(bytes, 0, Math.min(65, bytes.length));
    }

    private static byte[] random(Random random, int bytes) {
        byte[] out = new byte[bytes];
        random.nextBytes(out);
        return out;
    }

    private static String marked(Random random, String mark) {
        return "\\x" + mark + HexFormat.of().formatHex(random(random, 60));
    }

    private static List<String> values(String kind, int count) {
        var random = new Random(7);
        IntFunction<String> value = switch (kind) {
            case "text" -> i -> hex(("2196" + (10000 + i)).getBytes(StandardCharsets.UTF_8));
            case "padded" ->
                i -> hex(("Jane" + i + "\0".repeat(20)).substring(0, 16).getBytes(StandardCharsets.UTF_8));
            case "chinese" -> i -> hex(("\u738b\u5c0f" + (char) ('\u4e00' + i)).getBytes(StandardCharsets.UTF_8));
            case "utf16" -> i -> hex(("Jane D" + (char) ('a' + i % 26)).getBytes(StandardCharsets.UTF_16LE));
            case "counted" ->
                i -> hex(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) (i >> 8), (byte) i});
            case "varying" -> i -> hex(random(random, 10 + i % 30));
            case "jpeg" -> i -> marked(random, "ffd8ffe0");
            case "pdf" -> i -> marked(random, "255044462d");
            case "office" -> i -> marked(random, "504b0304");
            default -> i -> hex(random(random, Integer.parseInt(kind)));
        };
        return IntStream.range(0, count).mapToObj(value).toList();
    }

    @ParameterizedTest(name = "{0} {1} of {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "host | environment | 20 | 30 | -",
                "host | properties_checksum | 20 | 30 | -",
                "host | env | 16 | 30 | -",
                "host | env | 64 | 30 | -",
                "host | env | 65 | 30 | PHOTO",
                "host | env | 500 | 30 | PHOTO",
                "host | env | 16 | 3 | -",
                "host | env | 16 | 2 | PHOTO",
                "host | env | 16 | 0 | PHOTO",
                "host | env | 4 | 30 | PHOTO",
                "host | env | 8 | 500 | -",
                "host | env | counted | 30 | -",
                "host | env | varying | 30 | PHOTO",
                "host | env | text | 30 | PHOTO",
                "host | env | padded | 30 | PHOTO",
                "host | env | chinese | 30 | PHOTO",
                "host | env | utf16 | 30 | PHOTO",
                "host | env | jpeg | 30 | PHOTO",
                "host | env | pdf | 30 | PHOTO",
                "host | env | office | 30 | PHOTO",
                "person | photo | 32 | 30 | -",
                "person | photo | jpeg | 30 | PHOTO",
                "person | data_encrypted | 32 | 30 | PHOTO",
                "person | fingerprint | 32 | 30 | PHOTO",
                "person | password_hash | 32 | 30 | PASSWORD",
                "session | access_token | 32 | 30 | SECRET"
            })
    void shortValuesOfOneLengthAreNoPictures(String table, String column, String kind, int count, String expected) {
        TableSchema schema = TestSchemas.table("s:public." + table, List.of("id int!", column + " bytea"), "id");

        Classification found =
                new Classifier().classify(schema, schema.columns().get(1), ColumnSample.of(values(kind, count)));

        assertThat(found.dataClass() == null ? "-" : found.dataClass().name())
                .as(found.reason())
                .isEqualTo(expected);
    }

    @Test
    void aKeyIsNoPicture() {
        List<String> columns = List.of("ref bytea!", "part bytea!", "seal bytea", "scan bytea");
        TableSchema schema = TestSchemas.table("s:public.parcel", columns, "ref,part", "seal");

        assertThat(schema.columns())
                .extracting(column -> new Classifier().classify(schema, column).dataClass())
                .containsExactly(null, null, null, DataClass.PHOTO);
    }
}
