package dev.datamig.cli.bench;

/** What copying one store's rows took. */
public record StoreFloor(String store, long rows, double seconds) {

    public double rowsPerSecond() {
        return seconds <= 0 ? 0 : rows / seconds;
    }
}
