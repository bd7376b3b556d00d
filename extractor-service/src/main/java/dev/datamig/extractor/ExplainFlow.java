package dev.datamig.extractor;

import dev.datamig.contracts.batch.Membership;
import dev.datamig.contracts.command.ExtractCommand.ExplainRow;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.closure.Absence;
import dev.datamig.extractor.closure.Closure;
import dev.datamig.extractor.closure.Explanation;
import dev.datamig.extractor.closure.LeftOut;
import dev.datamig.extractor.closure.Lineage;
import dev.datamig.extractor.closure.Roots;
import dev.datamig.extractor.closure.Subset;
import dev.datamig.extractor.closure.Traveller;
import dev.datamig.extractor.territory.Expedition;
import dev.datamig.extractor.territory.RowKeys;
import dev.datamig.extractor.territory.StoresTraveller;
import dev.datamig.extractor.territory.Territory;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a row is in a district's subset, or why not, as the sources are now. Mostly answered from the row alone; where that does not
 * tell, as for a row that is not in the subset, the subset is computed.
 */
final class ExplainFlow {

    /** Parents that are told of, for each reference or step. */
    private static final int PARENTS = 3;

    Outcome explain(ExplainRow request, Expedition expedition) {
        expedition.connect();
        expedition.freeze();
        Territory territory = expedition.map();
        RowKeys keys = new RowKeys(territory);
        RowKeys.Row row = keys.find(request.store(), request.table(), request.key());
        StoresTraveller everywhere = new StoresTraveller(territory, expedition.workers());
        LeftOut leftOut = territory.leftOut(everywhere);
        Roots all = Expedition.roots(territory, request.district().id());
        Roots roots = leftOut.among(all);
        Traveller traveller = leftOut.traveller();
        if (!leftOut.has(row.table(), row.row())) {
            Optional<Lineage.Found> lineage =
                    new Lineage(territory.plan(), roots, traveller, Lineage.Limits.DEFAULT).of(row.table(), row.row());
            if (lineage.isPresent()) {
                return new Outcome.RowExplained(
                        request.requestId(),
                        described(lineage.get().chain(), keys),
                        lineage.get().owned() ? Membership.OWNED : Membership.REFERENCE,
                        null);
            }
        }
        Subset subset = Closure.of(territory.plan(), roots, traveller);
        Membership membership = membership(row.table(), row.row(), subset);
        if (membership == null) {
            Absence absence = new Absence(territory.plan(), all, everywhere, Lineage.Limits.DEFAULT.rows(), PARENTS);
            return new Outcome.RowExplained(
                    request.requestId(), List.of(), null, absence(row, absence, leftOut, subset, keys));
        }
        List<Explanation.Step> chain =
                new Explanation(territory.plan(), traveller).of(row.table(), row.row(), subset, roots.chosen());
        return new Outcome.RowExplained(request.requestId(), described(chain, keys), membership, null);
    }

    private static Outcome.Absence absence(
            RowKeys.Row row, Absence absence, LeftOut leftOut, Subset subset, RowKeys keys) {
        boolean left = leftOut.has(row.table(), row.row());
        List<Explanation.Step> chain = left ? List.of() : absence.elsewhere(row.table(), row.row());
        List<Outcome.Parent> parents = absence.parents(row.table(), row.row()).stream()
                .map(parent -> new Outcome.Parent(
                        keys.describeAbove(parent.row()),
                        membership(parent.row().table(), parent.row().row(), subset),
                        parent.followed()))
                .toList();
        Outcome.Apart because = left
                ? Outcome.Apart.LEFT_OUT
                : chain.isEmpty() ? Outcome.Apart.UNCONNECTED : Outcome.Apart.OTHER_DISTRICT;
        return new Outcome.Absence(because, described(chain, keys), parents);
    }

    private static List<Outcome.Step> described(List<Explanation.Step> chain, RowKeys keys) {
        return chain.stream().map(keys::describe).toList();
    }

    private static @Nullable Membership membership(TableId table, long row, Subset subset) {
        if (subset.owned().contains(table, row)) {
            return Membership.OWNED;
        }
        return subset.reference().contains(table, row) ? Membership.REFERENCE : null;
    }
}
