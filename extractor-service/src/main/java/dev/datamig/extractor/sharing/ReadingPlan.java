package dev.datamig.extractor.sharing;

import java.util.Map;

/** What helpers must know: the snapshot of each store that is a database, as the store itself names it. */
public record ReadingPlan(Map<String, String> snapshots) {}
