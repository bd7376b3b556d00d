package dev.datamig.anonymizer.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Different in, different out, for as many values as a large district has. */
class UniquenessTest {

    private static final int MANY = 1_000_000;
    private static final String[] SYLLABLES = {"jo", "an", "ma", "ri", "el", "do", "ka", "ti", "su", "le"};

    @Test
    void keepsAMillionEmailsApart() {
        distinct(
                "c text",
                "fake",
                "email",
                i -> SYLLABLES[i % 10] + SYLLABLES[i / 10 % 10] + "." + SYLLABLES[i / 100 % 10] + i / 1000 + "@school"
                        + i % 7 + ".org",
                MANY);
    }

    @Test
    void keepsAMillionUserNamesApart() {
        distinct("c varchar(20)", "fake", "userName", i -> SYLLABLES[i % 10] + SYLLABLES[i / 10 % 10] + i / 100, MANY);
    }

    @Test
    void keepsAMillionSocialSecurityNumbersApartAndPossible() {
        distinct(
                "c varchar(11)",
                "fake",
                "ssn",
                i -> "%03d-%02d-%04d".formatted(1 + i % 600, 1 + i / 600 % 99, 1 + i / 59400),
                MANY);
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
        var out = new long[many];
        for (int i = 0; i < many; i++) {
            String original = value.apply(i);
            String fake = Masks.text(column, mask.mask(Masks.cell(column, original), Masks.row()));
            assertThat(max == null || fake.length() <= max).isTrue();
            out[i] = hash(fake.toLowerCase(Locale.ROOT));
        }
        Arrays.sort(out);
        int met = 0;
        for (int i = 1; i < many; i++) {
            met += out[i] == out[i - 1] ? 1 : 0;
        }
        assertThat(met).isZero();
    }

    /** FNV-1a; of a million texts two have the same by chance once in forty million times. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
