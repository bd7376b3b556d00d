package dev.datamig.validator.proof;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.outcome.Finding.Severity;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.validator.check.Check;
import dev.datamig.validator.check.Findings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds every masked text cell of a run against all originals of the run. Cells are seen once; what needs the whole run to be judged
 * is put aside as fingerprints and judged at the end. Not for several threads.
 */
public final class SetScan {

    /** Where sightings wait for the end of the run. */
    public interface Aside {
        void put(Waiting waiting);

        void forEach(Consumer<Waiting> reader);
    }

    /** The sightings in one cell, with what was recorded for it and the fingerprints of its words. */
    public record Waiting(TableId table, String column, Recorded recorded, long[] words, List<Sighting> sightings) {}

    private record Place(TableId table, String column) {}

    private final Originals originals;
    private final Prints prints;
    private final TextProbe probe;
    private final QuietTexts quiet = new QuietTexts();
    private final Replacements replacements;
    private final Judge judge;
    private final Aside aside;
    private final Map<Place, ColumnTrace> traces = new LinkedHashMap<>();
    /** Of the batch in hand. */
    private @Nullable SeenColumns columns;

    private long compared;

    public SetScan(Originals originals, Prints prints, Aside aside) {
        this.originals = originals;
        this.prints = prints;
        this.probe = new TextProbe(originals, prints);
        this.replacements = new Replacements(originals);
        this.judge = new Judge(originals, replacements);
        this.aside = aside;
    }

    private SeenColumns columns(TableId table, List<ColumnSchema> schemas) {
        SeenColumns known = columns;
        if (known == null || !known.areOf(table, schemas)) {
            known = new SeenColumns(table, schemas);
            columns = known;
        }
        return known;
    }

    private ColumnTrace trace(TableId table, String column) {
        return traces.computeIfAbsent(new Place(table, column), place -> new ColumnTrace());
    }

    /** One row of a batch; {@code records} are the batch's. */
    public void see(TableId table, List<ColumnSchema> columns, long row, @Nullable Object[] cells, Records records) {
        SeenColumns known = columns(table, columns);
        int at = records.first(row, 0);
        int last = records.first(row + 1, 0);
        for (int i = 0; i < cells.length; i++) {
            int first = at;
            while (at < last && records.column(at) == i) {
                at++;
            }
            if (cells[i] instanceof byte[] bytes && known.isScanned(i)) {
                String text = new String(bytes, StandardCharsets.UTF_8);
                cell(table, columns.get(i), text, Recorded.of(records, first, at), known.trace(i, this::trace));
            }
        }
    }

    private void cell(TableId table, ColumnSchema column, String text, Recorded recorded, ColumnTrace trace) {
        trace.cells++;
        trace.replaced += recorded.any() ? 1 : 0;
        trace.strangers += !recorded.any() && Strangers.in(text) ? 1 : 0;
        compared++;
        if (!recorded.any() && quiet.has(text) && searched(column)) {
            return;
        }
        var found = new CellSightings(!recorded.any());
        if (Scanned.json(column)) {
            trace.json = true;
            leaves(text, leaf -> inText(leaf, found));
        } else if (column.composite()) {
            trace.json = true;
            CompositeLeaves.of(column, text).forEach(leaf -> field(leaf, found));
        } else {
            Base64Inside.of(text).ifPresent(inside -> inText(inside, found));
            whole(column, text, recorded, trace, found);
        }
        if (!found.found().isEmpty()) {
            long[] words = recorded.any() ? found.words() : new long[0];
            aside.put(new Waiting(table, column.name(), recorded, words, List.copyOf(found.found())));
        }
    }

    private void whole(ColumnSchema column, String text, Recorded recorded, ColumnTrace trace, CellSightings found) {
        long print = prints.of(text);
        int words = blanks(text) + 1;
        boolean prose = words >= 5;
        if (recorded.any() && !prose) {
            learn(text, print, words, recorded);
        }
        if (originals.isValue(print)) {
            Sighting sighting = Sighting.value(print, text, words > 1 ? wordPrints(text) : new long[0]);
            if (recorded.has(print)) {
                trace.leaks++;
            } else {
                count(trace, sighting, recorded.any());
            }
        } else if (!recorded.any() && words == 1 && originals.isName(print)) {
            trace.names++;
        }
        boolean nothing = !originals.isValue(print) && !originals.isName(print);
        if (searched(column) && !single(text, recorded) && composed(text)) {
            nothing &= probe.probe(text, print, found);
        } else if (searched(column) && nothing && !recorded.any()) {
            probe.joined(text, found);
            nothing = found.found().isEmpty();
        }
        if (nothing && !recorded.any() && searched(column)) {
            quiet.keep(text);
        }
    }

    /** Whether the texts of a column that is no document are searched for what they hold inside. */
    private static boolean searched(ColumnSchema column) {
        return !column.baseType().equals("uuid") && !Scanned.json(column) && !column.composite();
    }

    /** A cell that is nothing but the replacement of one e-mail, number or code has no room for anything else. */
    private static boolean single(String text, Recorded recorded) {
        return recorded.values().length == 1
                && recorded.names().length == 0
                && Shape.of(text).certain();
    }

    private void count(ColumnTrace trace, Sighting sighting, boolean replaced) {
        switch (judge.wholeCell(sighting, replaced)) {
            case LEAK -> trace.leaks++;
            case SUSPECT -> {
                if (sighting.shape() == Shape.PHRASE && judge.anyName(sighting)) {
                    trace.copies++;
                } else {
                    trace.suspects++;
                }
            }
            case CHANCE -> {
                if (sighting.shape() == Shape.NUMBER && !sighting.reserved()) {
                    trace.numberChances++;
                }
                trace.chances++;
            }
            case NOTHING -> {}
        }
    }

    private void learn(String text, long print, int words, Recorded recorded) {
        if (recorded.values().length == 1) {
            replacements.learn(Kind.VALUE, recorded.values()[0], print);
        }
        int names = recorded.names().length;
        if (names == 0 || names > 3 || words > 4) {
            return;
        }
        long[] masked = words == 1 ? new long[] {print} : wordPrints(text);
        for (long name : recorded.names()) {
            for (long word : masked) {
                replacements.learn(Kind.NAME, name, word);
            }
        }
    }

    private long[] wordPrints(String text) {
        return Word.of(text).stream().mapToLong(word -> prints.of(word.text())).toArray();
    }

    private void inText(String text, CellSightings found) {
        compared++;
        long print = prints.of(text);
        if (originals.isValue(print)) {
            found.found().add(Sighting.value(print, text, blanks(text) > 0 ? wordPrints(text) : new long[0]));
        }
        if (composed(text)) {
            probe.probe(text, print, found);
        }
    }

    /** A field is looked at like a JSON leaf, and as a word: fields that hold a single name are what composite types are made for. */
    private void field(String text, CellSightings found) {
        inText(text, found);
        long print = prints.of(text);
        if (!composed(text)) {
            found.word(print);
        }
        if (blanks(text) == 0 && originals.isName(print)) {
            found.found().add(new Sighting(print, new long[] {print}, Shape.WORD, Kind.NAME, false, false));
        }
    }

    /** Whether there can be something inside that the text as a whole is not: it has a sign between others, or a phone's digits. */
    private static boolean composed(String text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isDigit(c)) {
                digits++;
            } else if (!Character.isLetter(c)) {
                return true;
            }
        }
        return digits >= 7;
    }

    private static int blanks(String text) {
        int blanks = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            blanks += c == ' ' || c == '\n' || c == '\t' || c == '\u00a0' ? 1 : 0;
        }
        return blanks;
    }

    /** The leaves of a JSON text, keys too, as text; a text that is no JSON is one leaf besides. */
    private static void leaves(String json, Consumer<String> taker) {
        try (JsonParser parser = Json.mapper().getFactory().createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue() && !token.isBoolean() && token != JsonToken.VALUE_NULL
                        || token == JsonToken.FIELD_NAME) {
                    taker.accept(parser.getText());
                }
            }
        } catch (IOException e) {
            taker.accept(json);
        }
    }

    /** Judges what was put aside and says what was found. */
    public Tally finish(Findings findings) {
        aside.forEach(waiting -> {
            ColumnTrace trace =
                    traces.computeIfAbsent(new Place(waiting.table(), waiting.column()), place -> new ColumnTrace());
            for (Sighting sighting : waiting.sightings()) {
                boolean redacted =
                        trace.replaced > 0 && (!trace.json || waiting.recorded().any());
                switch (judge.inText(sighting, waiting.recorded(), waiting.words(), redacted)) {
                    case LEAK -> trace.leaks++;
                    case SUSPECT -> trace.suspects++;
                    case CHANCE -> trace.chances++;
                    case NOTHING -> {}
                }
            }
        });
        findings.looked(Check.LEAK, compared);
        findings.looked(Check.LEAK_NAME, compared);
        findings.looked(Check.LEAK_CHANCE, compared);
        findings.looked(Check.LEAK_STRANGER, compared);
        long leaks = 0;
        long suspects = 0;
        for (Map.Entry<Place, ColumnTrace> entry : traces.entrySet()) {
            leaks += report(entry.getKey(), entry.getValue(), findings);
            suspects += entry.getValue().suspects + entry.getValue().names;
        }
        return new Tally(compared, originals.values(), originals.names(), leaks, suspects);
    }

    /** @param leaks values found; {@code suspects} what a person may want to look at */
    public record Tally(long compared, long values, long names, long leaks, long suspects) {}

    private static long report(Place place, ColumnTrace trace, Findings findings) {
        TableId table = place.table();
        String column = place.column();
        findings.error(
                Check.LEAK,
                table,
                column,
                trace.leaks,
                "original personal values of the run are still in this column; give it a rule or look at the one it has");
        if (trace.isCopy()) {
            findings.error(Check.LEAK, table, column, trace.copies, "the column is an unmasked copy of one with names");
        } else {
            findings.add(
                    Check.LEAK_NAME,
                    Severity.WARNING,
                    table,
                    column,
                    trace.copies,
                    "cells that were not replaced and equal an original that may be met by accident");
        }
        if (trace.isShuffled()) {
            findings.error(
                    Check.LEAK,
                    table,
                    column,
                    trace.numberChances,
                    "replaced cells hold other people's numbers, more often than by accident");
        }
        findings.add(
                Check.LEAK_NAME,
                Severity.WARNING,
                table,
                column,
                trace.suspects,
                "words that are names of people of the run and that no replacement explains (may be places or plain words)");
        if (trace.names >= 20 && trace.names * 2 > trace.cells) {
            findings.add(
                    Check.LEAK_NAME,
                    Severity.WARNING,
                    table,
                    column,
                    trace.names,
                    "most cells are single words that are names of people of the run; it may be an unmasked column of names");
        }
        findings.add(
                Check.LEAK_STRANGER,
                Severity.WARNING,
                table,
                column,
                trace.strangers,
                "e-mail addresses or social security numbers in cells where nothing was replaced; if they are people's, give the column a rule");
        findings.add(
                Check.LEAK_CHANCE,
                trace.looksShuffled() ? Severity.WARNING : Severity.INFO,
                table,
                column,
                trace.chances,
                "replacements that happen to be another person's original");
        return trace.leaks + (trace.isCopy() ? trace.copies : 0) + (trace.isShuffled() ? trace.numberChances : 0);
    }
}
