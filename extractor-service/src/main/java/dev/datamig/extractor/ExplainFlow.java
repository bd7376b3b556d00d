package dev.datamig.extractor;

import dev.datamig.contracts.batch.Membership;
import dev.datamig.contracts.command.ExtractCommand.ExplainRow;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.extractor.closure.Closure;
import dev.datamig.extractor.closure.Explanation;
import dev.datamig.extractor.closure.Roots;
import dev.datamig.extractor.closure.Subset;
import dev.datamig.extractor.territory.Expedition;
import dev.datamig.extractor.territory.RowKeys;
import dev.datamig.extractor.territory.StoresTraveller;
import dev.datamig.extractor.territory.Territory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a row is in a district's subset, as the sources are now. */
final class ExplainFlow {

    Outcome explain(ExplainRow request, Expedition expedition) {
        expedition.connect();
        expedition.freeze();
        Territory territory = expedition.map();
        RowKeys keys = new RowKeys(territory);
        RowKeys.Row row = keys.find(request.store(), request.table(), request.key());
        Roots roots = Expedition.roots(territory, request.district().id());
        StoresTraveller traveller = new StoresTraveller(territory, expedition.workers());
        Subset subset = Closure.of(territory.plan(), roots, traveller);
        List<Outcome.Step> chain = new Explanation(territory.plan(), traveller)
                .of(row.table(), row.row(), subset, roots.chosen()).stream()
                        .map(keys::describe)
                        .toList();
        return new Outcome.RowExplained(request.requestId(), chain, membership(row, subset));
    }

    private static @Nullable Membership membership(RowKeys.Row row, Subset subset) {
        if (subset.owned().contains(row.table(), row.row())) {
            return Membership.OWNED;
        }
        return subset.reference().contains(row.table(), row.row()) ? Membership.REFERENCE : null;
    }
}
