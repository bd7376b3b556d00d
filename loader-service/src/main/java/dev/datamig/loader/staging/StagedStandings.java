package dev.datamig.loader.staging;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.loader.target.Standing;
import dev.datamig.loader.target.Standings;
import dev.datamig.staging.StagingArea;
import java.util.List;
import java.util.Optional;

/** A small file for each order, in the staging area. */
public final class StagedStandings implements Standings {

    private final StagingArea area;

    public StagedStandings(StagingArea area) {
        this.area = area;
    }

    @Override
    public void put(RunId run, int round, Standing standing) {
        area.put(StagingLayout.commitNote(run, round, standing.store(), standing.order()), Json.writePretty(standing));
    }

    @Override
    public List<Standing> of(RunId run, int round) {
        return area.list(StagingLayout.commitGroup(run, round)).stream()
                .map(area::get)
                .flatMap(Optional::stream)
                .map(bytes -> Json.read(bytes, Standing.class))
                .toList();
    }

    @Override
    public void clear(RunId run, int round) {
        area.delete(StagingLayout.commitGroup(run, round));
    }
}
