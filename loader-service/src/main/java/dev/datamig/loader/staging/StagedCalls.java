package dev.datamig.loader.staging;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.loader.target.CalledOff;
import dev.datamig.staging.StagingArea;

/** The mark that the coordinator leaves in the staging area when it gives a run up. */
public final class StagedCalls implements CalledOff {

    private final StagingArea area;

    public StagedCalls(StagingArea area) {
        this.area = area;
    }

    @Override
    public int upTo(RunId run) {
        return area.get(StagingLayout.loadsCalledOff(run))
                .map(mark -> Json.read(mark, Mark.class).attempt())
                .orElse(0);
    }

    /** Loads up to this number are not wanted any more. */
    private record Mark(int attempt) {}
}
