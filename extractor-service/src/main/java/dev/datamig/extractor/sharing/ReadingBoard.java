package dev.datamig.extractor.sharing;

import dev.datamig.contracts.Json;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.StagingLayout;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.key.DataKey;
import dev.datamig.staging.parquet.BatchFiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the owner of an attempt and its helpers meet, a folder of the staging area:
 *
 * <ol>
 *   <li>the owner {@link #open opens} it and calls;
 *   <li>a helper shows itself and goes on doing so ({@link #beat});
 *   <li>the owner {@link #give}s it handouts, one file each, and one with the rows;
 *   <li>the helper puts a {@link #put result} for each, and the owner {@link #result looks} for it;
 *   <li>the owner {@link #close}s it.
 * </ol>
 *
 * <p>Only the owner decides: what a helper says of a handout that the owner has taken back is not looked at.
 */
public final class ReadingBoard {

    private static final String JSON = ".json";

    /** A sign of life: another number each time. */
    record Beat(long number) {}

    private final StagingArea area;
    private final BatchFiles files;
    private final DataKey key;
    private final String folder;

    /** @param key the run's */
    public ReadingBoard(StagingArea area, RunId run, int attempt, DataKey key) {
        this.area = area;
        this.files = new BatchFiles(area);
        this.key = key;
        this.folder = StagingLayout.run(run) + "/control/reading-" + attempt + "/";
    }

    public void open(ReadingPlan plan) {
        area.put(folder + "plan.json", Json.writePretty(plan));
    }

    /** What to help with; empty when there is nothing or nothing any more. */
    public Optional<ReadingPlan> plan() {
        return area.exists(over())
                ? Optional.empty()
                : area.get(folder + "plan.json").map(bytes -> Json.read(bytes, ReadingPlan.class));
    }

    private String over() {
        return folder + "over.json";
    }

    private String helpers() {
        return folder + "helpers/";
    }

    private String given(String helper) {
        return folder + "given/" + helper + "/";
    }

    private String read(String helper, int number) {
        return folder + "read/" + helper + "/" + number + JSON;
    }

    public void beat(String helper, long number) {
        area.put(helpers() + helper + JSON, Json.writePretty(new Beat(number)));
    }

    /** Who has shown itself, with its last sign of life. */
    public Map<String, Long> beats() {
        Map<String, Long> beats = new HashMap<>();
        for (String path : area.list(helpers())) {
            String helper = path.substring(helpers().length(), path.length() - JSON.length());
            area.get(path)
                    .ifPresent(bytes ->
                            beats.put(helper, Json.read(bytes, Beat.class).number()));
        }
        return beats;
    }

    public void give(String helper, Handout handout, HandedRows rows) {
        rows.write(files, given(helper) + handout.number() + ".parquet", key);
        area.put(given(helper) + handout.number() + JSON, Json.writePretty(handout));
    }

    /** What a helper has been given and has no result for. */
    public List<Handout> handouts(String helper) {
        List<Handout> handouts = new ArrayList<>();
        for (String path : area.list(given(helper))) {
            if (path.endsWith(JSON)) {
                area.get(path)
                        .map(bytes -> Json.read(bytes, Handout.class))
                        .filter(handout -> !area.exists(read(helper, handout.number())))
                        .ifPresent(handouts::add);
            }
        }
        return handouts;
    }

    public HandedRows rows(String helper, Handout handout) {
        return HandedRows.read(files, given(helper) + handout.number() + ".parquet", key);
    }

    public void put(String helper, HandoutResult result) {
        area.put(read(helper, result.number()), Json.writePretty(result));
    }

    public Optional<HandoutResult> result(String helper, int number) {
        return area.get(read(helper, number)).map(bytes -> Json.read(bytes, HandoutResult.class));
    }

    /** Helpers leave; what they were given and what they said is deleted. */
    public void close() {
        area.put(over(), Json.writePretty(Map.of()));
        area.delete(folder + "given/");
        area.delete(folder + "read/");
        area.delete(helpers());
    }
}
