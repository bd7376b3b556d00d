package dev.datamig.extractor;

import dev.datamig.contracts.batch.Membership;
import dev.datamig.contracts.command.ExtractCommand.ExplainRow;
import dev.datamig.contracts.outcome.Outcome;
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
 * Why a row is in a district's subset, as the sources are now. Mostly answered from the row alone; where that does not tell, as for a
 * row that is not in the subset, the subset is computed.
 */
final class ExplainFlow {

    Outcome explain(ExplainRow request, Expedition expedition) {
        expedition.connect();
        expedition.freeze();
        Territory territory = expedition.map();
        RowKeys keys = new RowKeys(territory);
        RowKeys.Row row = keys.find(request.store(), request.table(), request.key());
        LeftOut leftOut = territory.leftOut(new StoresTraveller(territory, expedition.workers()));
        if (leftOut.has(row.table(), row.row())) {
            return new Outcome.RowExplained(request.requestId(), List.of(), null);
        }
        Traveller traveller = leftOut.traveller();
        Roots roots =
                leftOut.among(Expedition.roots(territory, request.district().id()));
        Optional<Lineage.Found> lineage =
                new Lineage(territory.plan(), roots, traveller, Lineage.Limits.DEFAULT).of(row.table(), row.row());
        if (lineage.isPresent()) {
            return new Outcome.RowExplained(
                    request.requestId(),
                    described(lineage.get().chain(), keys),
                    lineage.get().owned() ? Membership.OWNED : Membership.REFERENCE);
        }
        Subset subset = Closure.of(territory.plan(), roots, traveller);
        List<Explanation.Step> chain =
                new Explanation(territory.plan(), traveller).of(row.table(), row.row(), subset, roots.chosen());
        return new Outcome.RowExplained(request.requestId(), described(chain, keys), membership(row, subset));
    }

    private static List<Outcome.Step> described(List<Explanation.Step> chain, RowKeys keys) {
        return chain.stream().map(keys::describe).toList();
    }

    private static @Nullable Membership membership(RowKeys.Row row, Subset subset) {
        if (subset.owned().contains(row.table(), row.row())) {
            return Membership.OWNED;
        }
        return subset.reference().contains(row.table(), row.row()) ? Membership.REFERENCE : null;
    }
}
