package dev.datamig.extractor;

import dev.datamig.contracts.District;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.contracts.command.ExtractCommand.RankDistricts;
import dev.datamig.contracts.landscape.DistrictQuery;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.extractor.selection.DistrictManifest;
import dev.datamig.extractor.selection.Measured;
import dev.datamig.extractor.selection.Ranking;
import dev.datamig.extractor.territory.Expedition;
import dev.datamig.extractor.territory.Territory;
import java.util.ArrayList;
import java.util.List;

/** Measures districts and ranks them. Rows are counted by the closure, keys only, for the first ones and estimated for the others. */
final class SelectionFlow {

    /** So many districts are counted when not all are asked for. */
    static final int COUNTED = 8;

    private final Surroundings surroundings;

    SelectionFlow(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    Outcome rank(RankDistricts request, Expedition expedition) {
        DistrictQuery by = surroundings.landscape().districts();
        List<District> districts;
        try (Expedition listing = surroundings.expedition()) {
            districts = new DistrictList(surroundings.landscape()).read(listing);
        }
        expedition.connect();
        expedition.freeze();
        Territory territory = expedition.map();
        List<Measured> measured = new DistrictMeasures(by, expedition, territory).of(districts);
        List<Measured> counted = counted(
                new Ranking(by, measured).preliminary(),
                request.exactCounts() ? Integer.MAX_VALUE : COUNTED,
                new DistrictVolume(territory, expedition));
        DistrictManifest manifest = new Ranking(by, Ranking.estimated(counted))
                .manifest(request.top(), request.pace(), surroundings.clock().instant());
        surroundings.area().put(StagingLayout.selection("district-manifest.json"), Json.writePretty(manifest));
        return new Outcome.SelectionCompleted(request.requestId(), districts.size());
    }

    private static List<Measured> counted(List<Measured> districts, int most, DistrictVolume volume) {
        List<Measured> counted = new ArrayList<>();
        for (Measured each : districts) {
            counted.add(counted.size() < most ? each.with(volume.of(each.district())) : each);
        }
        return counted;
    }
}
