package dev.datamig.loader.postgres;

import dev.datamig.loader.target.KeyEntry;
import dev.datamig.loader.target.LoadJob;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What is told of keys once rows were compared: to the plans and loads of all stores, and to whoever holds the target against the sealed rows. */
final class KeyNews {

    private final PgSession session;
    private final LoadJob job;
    private final Links links;
    private final KeyChoice choice;
    private final Outside outside;
    private final Following following;
    private final Taken taken;

    KeyNews(
            PgSession session,
            LoadJob job,
            Links links,
            KeyChoice choice,
            Outside outside,
            Following following,
            Taken taken) {
        this.session = session;
        this.job = job;
        this.links = links;
        this.choice = choice;
        this.outside = outside;
        this.following = following;
        this.taken = taken;
    }

    /** Tells the other stores, and the load of this one. @return a digest, empty when there is nothing to tell */
    Optional<String> publish() {
        return job.keys().write(job.sealed().store(), taker -> {
            each(taker);
            outside.each(taker);
            for (Links.Key key :
                    links.wanted().stream().filter(k -> !k.table().keyless()).toList()) {
                following
                        .pairs(key.table(), key.columns())
                        .ifPresent(pairs -> moved(key, KeyEntry.Kind.MOVED, pairs, taker));
            }
            for (Taken.Key key : taken.keys()) {
                if (!key.table().store().equals(job.sealed().store())) {
                    taken.each(
                            key,
                            line -> taker.accept(new KeyEntry(
                                    key.table(),
                                    List.of(key.column()),
                                    KeyEntry.Kind.TAKEN,
                                    List.of(CopyLine.fields(line).get(0)),
                                    List.of(""))));
                }
            }
        });
    }

    /** Notes under which keys the target had reference rows already. */
    void noteMatched() {
        job.keys().note(job.sealed().store(), taker -> {
            for (LoadTable table : following.matched()) {
                var key = new Links.Key(table, table.key());
                following.pairs(table, table.key()).ifPresent(pairs -> moved(key, KeyEntry.Kind.MATCHED, pairs, taker));
            }
        });
    }

    private void moved(Links.Key key, KeyEntry.Kind kind, String pairs, Consumer<KeyEntry> taker) {
        int n = key.columns().size();
        List<String> columns = new ArrayList<>();
        for (String side : List.of("o", "n")) {
            for (int i = 1; i <= n; i++) {
                columns.add(side + i + "::text");
            }
        }
        session.copyOut(
                "telling keys",
                "copy (select %s from %s order by %s) to stdout"
                        .formatted(Names.list(columns), pairs, Names.list(columns)),
                line -> {
                    List<String> fields = CopyLine.fields(line);
                    taker.accept(new KeyEntry(
                            key.table().id(), key.columns(), kind, fields.subList(0, n), fields.subList(n, 2 * n)));
                });
    }

    /** Every value that was chosen, in an order that does not tell when. */
    private void each(Consumer<KeyEntry> taker) {
        List<KeyChoice.Surrogate> keys = choice.chosen().stream()
                .sorted(Comparator.comparing(
                                (KeyChoice.Surrogate key) -> key.table().id())
                        .thenComparing(key -> key.column().name()))
                .toList();
        for (KeyChoice.Surrogate key : keys) {
            choice.each(key, line -> {
                List<String> fields = CopyLine.fields(line);
                taker.accept(new KeyEntry(
                        key.table().id(),
                        List.of(key.column().name()),
                        KeyEntry.Kind.CHOSEN,
                        List.of(fields.get(0)),
                        List.of(fields.get(1))));
            });
        }
    }
}
