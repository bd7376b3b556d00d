package dev.datamig.extractor;

import dev.datamig.contracts.District;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.command.ExtractCommand.RankDistricts;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.extractor.closure.Closure;
import dev.datamig.extractor.closure.Roots;
import dev.datamig.extractor.closure.Subset;
import dev.datamig.extractor.selection.DistrictManifest;
import dev.datamig.extractor.selection.RankedDistrict;
import dev.datamig.extractor.territory.Expedition;
import dev.datamig.extractor.territory.StoresTraveller;
import dev.datamig.extractor.territory.Territory;
import java.util.ArrayList;
import java.util.List;

/** Measures every district by its closure (keys only) and ranks them. */
final class SelectionFlow {

    private final Surroundings surroundings;

    SelectionFlow(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    Outcome rank(RankDistricts request, Expedition expedition) {
        List<District> districts;
        try (Expedition listing = surroundings.expedition()) {
            districts = new DistrictList(surroundings.landscape()).read(listing);
        }
        expedition.connect();
        expedition.freeze();
        Territory territory = expedition.map();
        StoresTraveller traveller = new StoresTraveller(territory, expedition.workers());
        List<RankedDistrict> measured = new ArrayList<>();
        for (District district : districts) {
            Roots roots = Expedition.roots(territory, district.id());
            Subset subset = Closure.of(territory.plan(), roots, traveller);
            measured.add(RankedDistrict.measured(district, subset));
        }
        DistrictManifest manifest = DistrictManifest.of(
                measured, request.top(), surroundings.clock().instant());
        surroundings.area().put(StagingLayout.selection("district-manifest.json"), Json.writePretty(manifest));
        return new Outcome.SelectionCompleted(request.requestId(), districts.size());
    }
}
