package dev.datamig.anonymizer.classify;

import java.util.Collections;
import java.util.Set;

/** What a column's type says where its name says nothing. */
final class TypeEvidence {

    private static final Set<String> COMPUTED =
            Set.of("hash", "checksum", "digest", "sha", "signature", "key", "rowversion", "guid", "hashed");

    /** A binary that is called so is one, of fixed length. */
    private static final Set<String> IDENTIFIERS = Set.of("id", "uuid");

    private static final Set<String> POSITIONS = Set.of("point", "geometry", "geography", "neo4j:point");

    /** Whoever lives there. */
    private static final Set<String> HOMES = Vocabulary.words("""
            home residence domicile dwelling domicilio residencia casa wohnung wohnort wohnsitz residenza woning
            """);

    private TypeEvidence() {}

    static Classification judge(NamedColumn column) {
        String type = column.column().baseType();
        if (POSITIONS.contains(type)) {
            return position(column);
        }
        return switch (column.shape()) {
            case NETWORK -> new Classification(DataClass.IP_ADDRESS, 0.9, "type " + type);
            case MAC -> new Classification(DataClass.MAC_ADDRESS, 0.9, "type " + type);
            case JSON -> new Classification(DataClass.JSON, 0.9, "JSON document");
            case SEARCH_VECTOR ->
                column.thingsTable()
                        ? Classification.NONE
                        : new Classification(DataClass.SEARCH_VECTOR, 0.9, "words of other columns");
            case BYTES ->
                !column.table().isKeyedBy(column.column())
                                && Collections.disjoint(column.words(), COMPUTED)
                                && !identifier(column)
                                && Collections.disjoint(column.table().words(), Plausibility.PICTURED)
                        ? new Classification(DataClass.PHOTO, 0.5, "binary contents of unknown kind")
                        : Classification.NONE;
            default -> Classification.NONE;
        };
    }

    private static boolean identifier(NamedColumn column) {
        return !column.words().isEmpty() && IDENTIFIERS.contains(column.words().getLast());
    }

    /** Where a person or a home is; of other things, such as a stop of a bus, anybody may know. */
    private static Classification position(NamedColumn column) {
        return column.personsTable() || column.table().ofAddresses() || !Collections.disjoint(column.words(), HOMES)
                ? new Classification(DataClass.GEO_POSITION, 0.8, "a position of persons or homes")
                : Classification.NONE;
    }
}
