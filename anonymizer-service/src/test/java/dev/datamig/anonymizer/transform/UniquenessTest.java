package dev.datamig.anonymizer.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Different in, different out, for as many values as a large district has. */
class UniquenessTest {

    private static final int MANY = 250_000;

    @Test
    void keepsEmailsApart() {
        distinct("c text", "fake", "email", i -> "jane.doe" + i + "@district.org", MANY);
    }

    @Test
    void keepsUserNamesApart() {
        distinct("c varchar(30)", "fake", "userName", i -> "jdoe" + i, MANY);
    }

    @Test
    void keepsSocialSecurityNumbersApartAndPossible() {
        distinct(
                "c varchar(11)",
                "fake",
                "ssn",
                i -> "%03d-%02d-%04d".formatted(1 + i % 600, 1 + i / 600 % 99, 1 + i / 59400),
                100_000);
    }

    @Test
    void keepsUniquePhonesApart() {
        distinct(
                "c text",
                "fake",
                "phone",
                i -> "(%d) %03d-%04d".formatted(201 + i % 700, 200 + i / 700 % 700, i % 9999),
                100_000);
    }

    @Test
    void keepsUniqueNamesApart() {
        distinct(
                "c text",
                "fake",
                "fullName",
                i -> "Jane Doe" + (char) ('a' + i % 26) + (char) ('a' + i / 26 % 26) + (char) ('a' + i / 676),
                10_000);
    }

    @Test
    void keepsStudentNumbersApartInTheirLength() {
        var mask = Masks.mask(Masks.KEY, Masks.target("c text", true, null, "n"), "tokenize", Map.of());
        var seen = new HashSet<String>();
        for (int i = 0; i < 100_000; i++) {
            String fake = Masks.text("c text", mask.mask(Masks.cell("c text", "%06d".formatted(i)), Masks.row()));
            assertThat(fake).hasSize(6);
            seen.add(fake);
        }
        assertThat(seen).hasSize(100_000);
    }

    private static void distinct(
            String column, String strategy, String generator, IntFunction<String> value, int many) {
        Target target = Masks.target(column, true, null, generator);
        Mask mask = Masks.mask(Masks.KEY, target, strategy, Map.of("generator", generator));
        Integer max = target.column().maxLength();
        var in = new HashSet<String>();
        var out = new HashSet<String>();
        for (int i = 0; i < many; i++) {
            String original = value.apply(i);
            String fake = Masks.text(column, mask.mask(Masks.cell(column, original), Masks.row()));
            assertThat(max == null || fake.length() <= max).isTrue();
            in.add(original);
            out.add(fake);
        }
        assertThat(in).hasSize(many);
        assertThat(out).hasSize(many);
    }
}
