package dev.datamig.loader.postgres;

import dev.datamig.loader.target.KeyEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Lets made-up values that got another value in one place get it wherever the run has them: a person stays the same person in all
 * columns of the value space, in all stores.
 */
final class SharedValues {

    /** Pairs of values of a column that are kept in memory. */
    private static final int FEW = 10_000;

    /** Types whose text is what is sealed, byte for byte. */
    private static final Set<String> TEXTS = Set.of("text", "varchar");

    private final PgSession session;
    private final Invented invented;
    private final Map<Invented.Place, String> pairs = new LinkedHashMap<>();

    SharedValues(PgSession session, Invented invented) {
        this.session = session;
        this.invented = invented;
    }

    /** @return tables whose rows change */
    Set<LoadTable> learn(KeyInbox inbox) {
        Map<String, List<KeyInbox.Key>> byDomain = new TreeMap<>();
        for (KeyInbox.Key key : inbox.keys(KeyEntry.Kind.CHOSEN)) {
            if (key.columns().size() == 1) {
                invented.domain(key.table(), key.columns().get(0))
                        .ifPresent(domain -> byDomain.computeIfAbsent(domain, d -> new ArrayList<>())
                                .add(key));
            }
        }
        Set<LoadTable> affected = new LinkedHashSet<>();
        byDomain.forEach((domain, keys) -> {
            for (Invented.Place place : invented.of(domain)) {
                affected.add(place.table());
                pairs.put(place, known(place, keys));
            }
        });
        return affected;
    }

    /** What was chosen for the column itself counts before what others have chosen. */
    private String known(Invented.Place place, List<KeyInbox.Key> keys) {
        String name = "datamig_v" + pairs.size();
        List<String> each = new ArrayList<>();
        for (KeyInbox.Key key : keys) {
            boolean own = key.table().equals(place.table().id())
                    && key.columns().get(0).equals(place.column().name());
            int rank = own ? 0 : each.size() + 1;
            each.add("select %d as rank, o1, n1 from (%s) v"
                    .formatted(rank, KeyInbox.values(key, KeyEntry.Kind.CHOSEN)));
        }
        session.run(
                "taking over values",
                "create temporary table %s on commit drop as select distinct on (o1) o1, n1 from (%s) x order by o1, rank"
                        .formatted(name, String.join(" union all ", each)));
        session.run("taking over values", "analyze " + name);
        return name;
    }

    /** The columns of a table that values are put into. */
    List<String> columns(LoadTable table) {
        return pairs.keySet().stream()
                .filter(place -> place.table().id().equals(table.id()))
                .map(place -> place.column().name())
                .toList();
    }

    /** Which text of a table's columns is another one, where all that change are texts and not many; else nothing. */
    Optional<Map<String, Map<String, String>>> texts(LoadTable table) {
        Map<String, Map<String, String>> texts = new HashMap<>();
        for (Map.Entry<Invented.Place, String> each : pairs.entrySet()) {
            Invented.Place place = each.getKey();
            if (!place.table().id().equals(table.id())) {
                continue;
            }
            if (!TEXTS.contains(place.column().base())
                    || session.number("taking over values", "select count(*) from " + each.getValue()) > FEW) {
                return Optional.empty();
            }
            Map<String, String> others = new HashMap<>();
            session.query(
                    "taking over values",
                    "select o1, n1 from " + each.getValue(),
                    row -> others.put(row.getString(1), row.getString(2)));
            texts.put(place.column().name(), others);
        }
        return texts.isEmpty() ? Optional.empty() : Optional.of(texts);
    }

    /** Gives the staged rows the values. @param staged of which tables there are any */
    void apply(Originals originals, Predicate<LoadTable> staged) {
        pairs.forEach((place, values) -> {
            if (!staged.test(place.table())) {
                return;
            }
            String from = originals.keep(place.table());
            session.update(
                    "following in " + place.table().id() + "(" + place.column().name() + ")", """
                    update %1$s s set %2$s = m.n1::%3$s from %4$s o join %5$s m on m.o1 = o.%2$s::text
                    where o.%6$s = s.%6$s and s.%2$s::text is distinct from m.n1""".formatted(
                                    place.table().stage(),
                                    place.column().sql(),
                                    place.column().type(),
                                    from,
                                    values,
                                    Stage.ROW));
        });
    }
}
