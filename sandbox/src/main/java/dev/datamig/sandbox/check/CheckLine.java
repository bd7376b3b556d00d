package dev.datamig.sandbox.check;

/** One thing that was looked at. */
public record CheckLine(String name, boolean ok, String detail) {

    static CheckLine of(String name, java.util.List<String> problems, String whenGood) {
        return problems.isEmpty()
                ? new CheckLine(name, true, whenGood)
                : new CheckLine(
                        name,
                        false,
                        problems.size() + " problems: "
                                + String.join("; ", problems.subList(0, Math.min(8, problems.size()))));
    }
}
