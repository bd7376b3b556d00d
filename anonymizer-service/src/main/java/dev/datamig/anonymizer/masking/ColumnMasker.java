package dev.datamig.anonymizer.masking;

import dev.datamig.anonymizer.persona.NameFold;
import dev.datamig.anonymizer.persona.NameText;
import dev.datamig.anonymizer.persona.NameText.Part;
import dev.datamig.anonymizer.policy.ColumnPlan;
import dev.datamig.anonymizer.transform.Ahead;
import dev.datamig.anonymizer.transform.FakeStrategy;
import dev.datamig.anonymizer.transform.Generator;
import dev.datamig.anonymizer.transform.Mask;
import dev.datamig.anonymizer.transform.Proof;
import dev.datamig.anonymizer.transform.Row;
import dev.datamig.anonymizer.transform.Several;
import dev.datamig.contracts.outcome.ColumnTally;
import dev.datamig.contracts.schema.Physical;
import org.jspecify.annotations.Nullable;

/** Masks the cells of one column, counts, and has fingerprints made of the originals. Not for several threads. */
final class ColumnMasker {

    private final ColumnPlan plan;
    private final int place;
    private final @Nullable Mask mask;
    private final Proof proof;
    private final boolean fullName;
    private final Physical physical;
    private final @Nullable Several several;
    private @Nullable Memo memo;
    private long values;
    private long replaced;

    /** @param mask absent for a column that passes as it is */
    ColumnMasker(ColumnPlan plan, int place, @Nullable Mask mask) {
        this.plan = plan;
        this.place = place;
        this.mask = mask;
        this.proof = plan.strategy().proof(plan.target(), plan.params());
        this.fullName = plan.strategy().name().equals("fake")
                && FakeStrategy.generator(plan.target(), plan.params()) == Generator.FULL_NAME;
        this.physical = plan.target().column().physical();
        this.several = Several.of(plan.strategy(), plan.target(), plan.params()).orElse(null);
        boolean byValue = plan.strategy().byValue(plan.target(), plan.params());
        this.memo = mask != null && byValue ? new Memo() : null;
    }

    /** The mask, when it wants to have seen a batch before. */
    @Nullable
    Ahead ahead() {
        return mask instanceof Ahead ahead ? ahead : null;
    }

    Physical physical() {
        return physical;
    }

    void reset() {
        values = 0;
        replaced = 0;
    }

    void passed(long count) {
        values += count;
    }

    /** What stands for the cell; the cell itself when it stays. */
    @Nullable
    Object mask(Object cell, Row row, ProofSink sink) {
        values++;
        if (mask == null) {
            return cell;
        }
        Memo remembered = memo;
        if (remembered == null) {
            return settle(cell, masked(mask, cell, row), sink);
        }
        Memo.Entry known = remembered.find(cell);
        if (known == null) {
            Object fake = masked(mask, cell, row);
            known = new Memo.Entry(cell, fake, fake == cell ? Prints.NONE : prints(cell, sink));
            remembered.keep(known);
            if (remembered.isFutile()) {
                memo = null;
            }
        }
        if (known.fake() == known.original()) {
            return cell;
        }
        replaced++;
        known.prints().into(sink, place);
        return known.fake();
    }

    /** The very cell when its replacement is equal to it. */
    private static @Nullable Object masked(Mask mask, Object cell, Row row) {
        Object fake = mask.mask(cell, row);
        return Memo.equal(cell, fake) ? cell : fake;
    }

    private @Nullable Object settle(Object cell, @Nullable Object fake, ProofSink sink) {
        if (fake != cell) {
            replaced++;
            prove(cell, sink, (kind, print) -> sink.add(place, kind, print));
        }
        return fake;
    }

    private Prints prints(Object cell, ProofSink sink) {
        var out = new Prints.Collector();
        prove(cell, sink, out::add);
        return out.prints();
    }

    private void prove(Object cell, ProofSink sink, Prints.Taker out) {
        if (proof == Proof.NONE) {
            return;
        }
        if (fullName || proof != Proof.NAME) {
            out.take(
                    fullName ? Proof.VALUE : proof,
                    physical == Physical.TEXT && cell instanceof byte[] bytes
                            ? sink.fingerprint(bytes)
                            : sink.fingerprint(TextForm.of(physical, cell)));
        }
        if (proof == Proof.VALUE && several != null) {
            several.of(TextForm.of(physical, cell)).forEach(one -> out.take(proof, sink.fingerprint(one)));
        }
        if (proof == Proof.NAME) {
            words(TextForm.of(physical, cell), out, sink);
        }
    }

    private static void words(String text, Prints.Taker out, ProofSink sink) {
        for (NameText.Word word : NameText.words(text)) {
            String spoken = text.substring(word.start(), word.end());
            if (word.part() != Part.STAYS && NameFold.of(spoken).length() > 1) {
                out.take(Proof.NAME, sink.fingerprint(spoken));
            }
        }
    }

    ColumnTally tally() {
        var dataClass = plan.found().dataClass();
        return new ColumnTally(
                plan.column(),
                dataClass == null ? null : dataClass.name(),
                plan.rule(),
                plan.strategy().name(),
                values,
                replaced);
    }
}
