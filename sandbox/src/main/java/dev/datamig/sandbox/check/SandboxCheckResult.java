package dev.datamig.sandbox.check;

import java.util.List;

/** @param passed whether every line is good */
public record SandboxCheckResult(boolean passed, List<CheckLine> lines, List<PersonPair> people) {}
