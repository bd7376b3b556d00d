package dev.datamig.anonymizer.masking;

import dev.datamig.contracts.schema.Physical;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;

/** A cell as text, for fingerprints and for keys taken from other columns. */
final class TextForm {

    private static final long MICROS = 1_000_000L;

    private TextForm() {}

    static String of(Physical physical, Object cell) {
        return switch (physical) {
            case TEXT -> new String((byte[]) cell, StandardCharsets.UTF_8);
            case BYTES -> "\\x" + HexFormat.of().formatHex((byte[]) cell);
            case DATE -> LocalDate.ofEpochDay((Integer) cell).toString();
            case TIMESTAMP, TIMESTAMPTZ -> {
                long micros = (Long) cell;
                yield LocalDateTime.ofEpochSecond(
                                Math.floorDiv(micros, MICROS),
                                (int) Math.floorMod(micros, MICROS) * 1000,
                                ZoneOffset.UTC)
                        .toString()
                        .replace('T', ' ');
            }
            default -> cell.toString();
        };
    }
}
