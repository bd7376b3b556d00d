package dev.datamig.anonymizer.transform;

import java.util.List;

/** What a strategy is, as data: rules are checked against it and its documentation is derived from it. */
public record Definition(String name, String summary, List<Parameter> parameters) {}
