package dev.datamig.extractor.territory;

import dev.datamig.extractor.rows.RowSet;

/**
 * A journey by keys.
 *
 * @param number its place among the round's journeys
 */
record KeyJourney(int number, KeyWay way, boolean forward, RowSet rows) {}
