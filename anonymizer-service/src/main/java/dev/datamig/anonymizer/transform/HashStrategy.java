package dev.datamig.anonymizer.transform;

import dev.datamig.anonymizer.classify.ColumnShape;
import dev.datamig.anonymizer.key.Hmac;
import dev.datamig.anonymizer.persona.LoginCase;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** HMAC-SHA-256 in hex; for whole numbers a number of at most as many bits as the column holds. */
final class HashStrategy implements Strategy {

    private static final int DEFAULT_LENGTH = 32;

    @Override
    public Definition definition() {
        return new Definition(
                "hash",
                "a keyed HMAC-SHA-256 in hex, cut to the column's length",
                List.of(Parameter.whole("length", "hex digits, 1 to 64, default " + DEFAULT_LENGTH)));
    }

    @Override
    public Set<Promise> promises() {
        return Set.of(Promise.HIDES_ORDER, Promise.HIDES_LENGTH, Promise.OTHER_KEY);
    }

    @Override
    public List<String> problems(Target target, Params params) {
        int length = length(target, params);
        boolean fits = target.textual()
                || target.shape() == ColumnShape.WHOLE
                || target.shape() == ColumnShape.UUID
                || target.shape() == ColumnShape.NUMBER_ARRAY
                        && !target.column().baseType().equals("_numeric")
                || target.shape() == ColumnShape.BYTES;
        if (!fits) {
            return List.of("hash works on text, whole numbers, uuid, arrays of these, and bytea");
        }
        if (params.whole("length", DEFAULT_LENGTH) < 1 || params.whole("length", DEFAULT_LENGTH) > 64) {
            return List.of("length goes from 1 to 64");
        }
        return target.unique() && target.textual() && length < 16
                ? List.of("fewer than 16 hex digits do not keep the values of a unique column apart: use tokenize")
                : List.of();
    }

    @Override
    public Mask mask(Target target, Params params, Tools tools) {
        Hmac hmac = tools.key().hmac("hash/" + target.domain().name());
        int length = length(target, params);
        return switch (target.shape()) {
            case WHOLE ->
                (cell, row) -> cell instanceof Integer
                        ? (Object) (int) (hmac.number(cell.toString()) & largest(target))
                        : (Object) (hmac.number(cell.toString()) & largest(target));
            case UUID -> (cell, row) -> Cells.utf8(uuid(hmac.bytes(Cells.text(cell))));
            case BYTES -> (cell, row) -> hmac.bytes(HexFormat.of().formatHex((byte[]) cell));
            default ->
                Cells.text(
                        target.column(),
                        value -> target.domain().number(value)
                                ? String.valueOf(hmac.number(value) & largest(target))
                                : target.domain().uuid(value)
                                        ? uuid(hmac.bytes(value))
                                        : hex(hmac, value, target.domain()).substring(0, length));
        };
    }

    /** Where a column takes spellings for equal that differ in case alone, their hashes differ in case alone. */
    private static String hex(Hmac hmac, String value, Domain domain) {
        return domain.caseless()
                ? LoginCase.alike(value, HexFormat.of().formatHex(hmac.bytes(value.toLowerCase(Locale.ROOT))))
                : HexFormat.of().formatHex(hmac.bytes(value));
    }

    /** All bits that the narrowest column of whole numbers of the domain has. */
    private static long largest(Target target) {
        return target.domain().largest() > 0 ? target.domain().largest() : Domain.most(target.column());
    }

    private static String uuid(byte[] bytes) {
        String hex = HexFormat.of().formatHex(bytes);
        return hex.substring(0, 8) + "-" + hex.substring(8, 12) + "-4" + hex.substring(13, 16) + "-8"
                + hex.substring(17, 20) + "-" + hex.substring(20, 32);
    }

    private static int length(Target target, Params params) {
        int wanted = params.whole("length", DEFAULT_LENGTH);
        int narrowest = target.domain().maxLength();
        return narrowest > 0 ? Math.min(wanted, narrowest) : wanted;
    }

    @Override
    public Proof proof(Target target, Params params) {
        return target.textual() ? Proof.VALUE : Proof.CELL;
    }

    @Override
    public boolean injective(Target target, Params params) {
        return target.shape() != ColumnShape.WHOLE && target.shape() != ColumnShape.NUMBER_ARRAY
                || target.column().physical() == dev.datamig.contracts.schema.Physical.INT64;
    }
}
