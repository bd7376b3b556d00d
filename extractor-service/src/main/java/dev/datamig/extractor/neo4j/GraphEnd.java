package dev.datamig.extractor.neo4j;

import java.util.List;

/** The end of a reference across stores that lies in a graph. */
public record GraphEnd(String label, List<String> properties) {}
