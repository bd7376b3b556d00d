package dev.datamig.sandbox.data;

import java.util.ArrayList;
import java.util.List;

/** What the relational stores hold: their names, and the rows of each. */
final class StoreContent {

    static final List<String> STORES = List.of("ids", "hcp1", "hcp2", "adb");

    private StoreContent() {}

    /** Rows of every table of the store; parents need not come first. */
    static List<Feed> feeds(String store, World world) {
        List<Feed> feeds = new ArrayList<>();
        switch (store) {
            case "ids" -> {
                feeds.addAll(new IdsLookups(world).feeds());
                feeds.addAll(new IdsPlaces(world).feeds());
                feeds.addAll(new IdsPeople(world).feeds());
                feeds.addAll(new IdsPresence(world).feeds());
            }
            case "hcp1" -> {
                feeds.addAll(new Hcp1Classes(world).feeds());
                feeds.addAll(new Hcp1Work(world).feeds());
            }
            case "hcp2" -> feeds.addAll(new Hcp2Feeds(world).feeds());
            case "adb" -> {
                feeds.addAll(new AdbBank(world).feeds());
                feeds.addAll(new AdbTesting(world).feeds());
                feeds.addAll(new AdbReports(world).feeds());
            }
            default -> throw new IllegalArgumentException("the sandbox has no store " + store);
        }
        return feeds;
    }
}
