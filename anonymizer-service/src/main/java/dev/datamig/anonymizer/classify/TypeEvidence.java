package dev.datamig.anonymizer.classify;

import java.util.Collections;
import java.util.Set;

/** What a column's type says where its name says nothing. */
final class TypeEvidence {

    private static final Set<String> COMPUTED =
            Set.of("hash", "checksum", "digest", "sha", "signature", "key", "rowversion", "guid", "hashed");

    private TypeEvidence() {}

    static Classification judge(NamedColumn column) {
        String type = column.column().baseType();
        return switch (column.shape()) {
            case NETWORK -> new Classification(DataClass.IP_ADDRESS, 0.9, "type " + type);
            case MAC -> new Classification(DataClass.MAC_ADDRESS, 0.9, "type " + type);
            case JSON -> new Classification(DataClass.JSON, 0.9, "JSON document");
            case SEARCH_VECTOR ->
                column.thingsTable()
                        ? Classification.NONE
                        : new Classification(DataClass.SEARCH_VECTOR, 0.9, "words of other columns");
            case BYTES ->
                Collections.disjoint(column.words(), COMPUTED)
                                && Collections.disjoint(column.table().words(), Plausibility.PICTURED)
                        ? new Classification(DataClass.PHOTO, 0.5, "binary contents of unknown kind")
                        : Classification.NONE;
            default -> Classification.NONE;
        };
    }
}
