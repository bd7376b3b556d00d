package dev.datamig.extractor.postgres;

import dev.datamig.extractor.catalog.PgColumn;
import dev.datamig.extractor.catalog.PgReference;
import dev.datamig.extractor.catalog.PgTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One end of a reference whose keys are compared outside of the database.
 *
 * @param relation as {@code FROM} takes it
 * @param leaves object ids of the leaves that it holds for; absent when for all of the table
 * @param when restricts the rows that refer
 */
public record KeyEnd(
        PgTable table,
        String relation,
        @Nullable Set<Long> leaves,
        List<PgColumn> columns,
        List<KeyForm> forms,
        @Nullable String when) {

    private static final String DECLARED = " operator(pg_catalog.=) ";
    private static final String UNDECLARED = " = ";

    /** Child and parent of a reference. */
    public record Pair(KeyEnd child, KeyEnd parent) {}

    /** Both ends of a reference within a store; empty when only the database can compare them. */
    static Optional<Pair> of(PgReference reference, PgTable child, PgTable parent) {
        boolean declared = reference.reference().declared();
        String equal = declared ? DECLARED : UNDECLARED;
        List<PgColumn> from = columns(child, reference.reference().fromColumns());
        List<PgColumn> to = columns(parent, reference.reference().toColumns());
        List<KeyForm> forms = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) {
            Optional<KeyForm> form = KeyForm.within(from.get(i), to.get(i), declared);
            if (form.isEmpty() || !reference.pairs().get(i).contains(equal)) {
                return Optional.empty();
            }
            forms.add(form.get());
        }
        String when = declared ? null : reference.reference().when();
        return Optional.of(new Pair(
                new KeyEnd(child, reference.child(), reference.childLeaves(), from, forms, when),
                new KeyEnd(parent, reference.parent(), reference.parentLeaves(), to, forms, null)));
    }

    /** Both ends of a reference between two stores; empty when it takes the detour over texts. */
    public static Optional<Pair> across(PgEnd from, PgEnd to) {
        List<KeyForm> forms = new ArrayList<>();
        for (int i = 0; i < from.columns().size(); i++) {
            Optional<KeyForm> form =
                    KeyForm.across(from.columns().get(i), to.columns().get(i));
            if (form.isEmpty()) {
                return Optional.empty();
            }
            forms.add(form.get());
        }
        return Optional.of(new Pair(of(from, forms), of(to, forms)));
    }

    private static KeyEnd of(PgEnd end, List<KeyForm> forms) {
        return new KeyEnd(end.table(), end.table().own(), null, end.columns(), forms, end.when());
    }

    private static List<PgColumn> columns(PgTable table, List<String> names) {
        return names.stream().map(name -> table.column(name).orElseThrow()).toList();
    }

    /** What tells this end from others of the store. */
    public List<Object> identity() {
        return List.of(
                table.id(), relation, columns.stream().map(PgColumn::name).toList(), forms, when == null ? "" : when);
    }

    /** Whether its keys are the same ones in every row, though other leaves or another reference may be meant. */
    boolean sameKey(KeyEnd other) {
        return table.id().equals(other.table.id())
                && forms.equals(other.forms)
                && Objects.equals(when, other.when)
                && columns.stream()
                        .map(PgColumn::name)
                        .toList()
                        .equals(other.columns.stream().map(PgColumn::name).toList());
    }

    /** How much memory a key takes, in units of about 25 bytes. */
    public int weight() {
        return forms.stream().mapToInt(KeyForm::weight).sum();
    }

    /** How many of this end's rows refer to a row of the parent, on average, as far as the source's statistics know. */
    public double perKeyOf(KeyEnd parent) {
        return KeptKeys.rows(table) / Math.max(1, KeptKeys.rows(parent.table));
    }

    boolean holdsFor(long leaf) {
        return leaves == null || leaves.contains(leaf);
    }

    /** What a query selects for the key's columns; NULL for rows that do not refer. */
    List<String> expressions() {
        List<String> expressions = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String value = forms.get(i).expression(columns.get(i));
            expressions.add(when == null ? value : "case when (" + when + ") then " + value + " end");
        }
        return expressions;
    }
}
