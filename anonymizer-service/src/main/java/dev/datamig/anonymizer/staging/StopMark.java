package dev.datamig.anonymizer.staging;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.staging.StagingArea;
import jakarta.inject.Singleton;

/** Whether the work of an attempt was called off. */
@Singleton
public final class StopMark {

    private final StagingArea area;

    public StopMark(StagingArea area) {
        this.area = area;
    }

    private record Mark(int attempt) {}

    public boolean stopped(RunId run, int attempt) {
        return area.get(StagingLayout.stopMark(run))
                .map(json -> Json.read(json, Mark.class).attempt() >= attempt)
                .orElse(false);
    }
}
