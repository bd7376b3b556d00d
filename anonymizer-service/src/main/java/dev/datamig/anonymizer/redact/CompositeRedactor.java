package dev.datamig.anonymizer.redact;

import dev.datamig.anonymizer.classify.ArrayText;
import dev.datamig.anonymizer.classify.ColumnShape;
import dev.datamig.anonymizer.classify.CompositeText;
import dev.datamig.anonymizer.classify.DataClass;
import dev.datamig.anonymizer.classify.PairsText;
import dev.datamig.anonymizer.classify.PartsText;
import dev.datamig.anonymizer.classify.XmlText;
import dev.datamig.anonymizer.transform.Proof;
import dev.datamig.anonymizer.transform.Row;
import dev.datamig.anonymizer.transform.Tools.Rewriter;
import dev.datamig.anonymizer.transform.UnsplitValueException;
import dev.datamig.contracts.schema.ColumnSchema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the fields of composite values one by one: those that rules speak of as columns under the same rules, other texts searched like free text.
 * What is not replaced stays byte for byte.
 */
public final class CompositeRedactor implements Rewriter {

    /** Replaces one field; null for NULL. */
    @FunctionalInterface
    public interface FieldRewriter {
        @Nullable
        String rewrite(String value, Row row);
    }

    /**
     * A rule for a field.
     *
     * @param dataClass what stands there, absent when nobody knows
     * @param proof what the originals' fingerprints are to prove, as for a column under the same rule
     * @param whole whether the whole value identifies though its words are names
     */
    public record FieldMask(FieldRewriter mask, @Nullable DataClass dataClass, Proof proof, boolean whole) {}

    private final String where;
    private final ColumnSchema column;
    private final Map<List<String>, FieldMask> masks;
    private final TextRedactor texts;
    private final Rewriter documents;

    /** @param where the column, for failures */
    public CompositeRedactor(
            String where,
            ColumnSchema column,
            Map<List<String>, FieldMask> masks,
            TextRedactor texts,
            Rewriter documents) {
        this.where = where;
        this.column = column;
        this.masks = Map.copyOf(masks);
        this.texts = texts;
        this.documents = documents;
    }

    /** @throws UnsplitValueException when the text has not the fields of its type */
    @Override
    public String rewrite(String text, Row row) {
        return CompositeText.map(column, text, (path, field, value) -> field(path, field, value, row))
                .orElseThrow(() -> new UnsplitValueException(where));
    }

    private @Nullable String field(List<String> path, ColumnSchema field, String value, Row row) {
        FieldMask ruled = masks.get(path);
        if (ruled == null) {
            return unruled(field, value, row);
        }
        String fake = ruled.mask().rewrite(value, row);
        if (!value.equals(fake)) {
            note(ruled, value, row);
        }
        return fake;
    }

    private String unruled(ColumnSchema field, String value, Row row) {
        return switch (ColumnShape.of(field)) {
            case JSON -> documents.rewrite(value, row);
            case TEXT -> text(value, row);
            case TEXT_ARRAY -> ArrayText.map(value, element -> text(element, row));
            case PAIRS -> PairsText.map(value, key -> texts.rewriteKey(key, row), element -> text(element, row));
            case XML -> XmlText.map(value, (place, part) -> text(part, row));
            case PARTED -> PartsText.map(value, (place, part) -> text(part, row));
            default -> value;
        };
    }

    private String text(String value, Row row) {
        return texts.rewriteValue(value, row, texts.ownNames(row));
    }

    private static void note(FieldMask ruled, String original, Row row) {
        switch (ruled.proof()) {
            case VALUE -> {
                row.told(ruled.dataClass(), original);
                row.replaced(Proof.VALUE, original);
            }
            case NAME -> LeafProof.note(ruled.whole() ? DataClass.FULL_NAME : DataClass.GIVEN_NAME, original, row);
            case CELL, NONE -> LeafProof.note(ruled.dataClass(), original, row);
        }
    }
}
