package dev.datamig.sandbox.check;

import dev.datamig.sandbox.data.SandboxServers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neo4j.driver.Record;

/** The part of the graph that belongs to a district: nodes by the uids of the relational stores, and what lies between them. */
final class OwnedNodes {

    private static final String AT_SCHOOLS = """
            MATCH (d:District)<-[:IN_DISTRICT]-(:School)<-[:ENROLLED_AT|WORKS_AT]-(p:Person)
            WHERE (d.districtId = $district) = $own RETURN p.personId AS person
            UNION
            MATCH (d:District)<-[:IN_DISTRICT]-(:School)<-[:ENROLLED_AT]-(:Student)<-[:GUARDIAN_OF]-(p:Person)
            WHERE (d.districtId = $district) = $own RETURN p.personId AS person""";

    private final SandboxServers servers;
    private final String district;
    private final Map<String, List<String>> uids;
    private final List<String> problems = new ArrayList<>();
    private long nodes;
    private long relationships;

    OwnedNodes(SandboxServers servers, String district, Map<String, List<String>> uids) {
        this.servers = servers;
        this.district = district;
        this.uids = uids;
    }

    /** What CERT's graph lacks. */
    List<String> problems() {
        try (var prod = new GraphRows(servers.spProd());
                var cert = new GraphRows(servers.spCert())) {
            Set<String> owned = owned(prod);
            Map<String, Integer> there = nodes(cert);
            nodes = owned.size();
            long missing = owned.stream().filter(key -> !there.containsKey(key)).count();
            if (missing > 0) {
                problems.add("sp: " + missing + " of " + nodes + " owned nodes are not in CERT");
            }
            long doubled = there.values().stream().filter(count -> count > 1).count();
            if (doubled > 0) {
                problems.add("sp: " + doubled + " nodes are in CERT more than once");
            }
            between(prod, cert, owned);
        }
        return problems;
    }

    long total() {
        return nodes + relationships;
    }

    private Set<String> owned(GraphRows prod) {
        Set<String> owned = new HashSet<>(uids.getOrDefault("d_class", List.of()));
        owned.addAll(uids.getOrDefault("d_org", List.of()));
        owned.add(district);
        Set<String> people = people(prod);
        owned.addAll(people);
        Set<String> nodes = new HashSet<>(nodes(prod).keySet());
        nodes.retainAll(owned);
        prod.query(
                        "MATCH (s:Student)-[:HAS_CONTACT]->(c:Contact) RETURN s.personId AS student, c.contactId AS contact",
                        Map.of())
                .filter(row -> people.contains(text(row, "student")))
                .forEach(row -> nodes.add(text(row, "contact")));
        return nodes;
    }

    /** Those of the relational stores, but for whom the graph knows at other districts' schools only. */
    private Set<String> people(GraphRows prod) {
        Set<String> people = new HashSet<>(uids.getOrDefault("d_student", List.of()));
        people.addAll(uids.getOrDefault("d_person", List.of()));
        Set<String> own = atSchools(prod, true);
        Set<String> others = atSchools(prod, false);
        people.removeIf(person -> others.contains(person) && !own.contains(person));
        return people;
    }

    private Set<String> atSchools(GraphRows prod, boolean own) {
        Set<String> found = new HashSet<>();
        prod.query(AT_SCHOOLS, Map.of("district", district, "own", own)).forEach(row -> found.add(text(row, "person")));
        return found;
    }

    /** All relationships between two owned nodes, by type, ends and number of parallels. */
    private void between(GraphRows prod, GraphRows cert, Set<String> owned) {
        Map<String, Integer> wanted = relationships(prod, owned);
        Map<String, Integer> found = relationships(cert, owned);
        relationships = wanted.values().stream().mapToInt(Integer::intValue).sum();
        long wrong = wanted.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(found.get(entry.getKey())))
                .count();
        long more =
                found.keySet().stream().filter(key -> !wanted.containsKey(key)).count();
        if (wrong + more > 0) {
            problems.add("sp: " + wrong + " relationships are missing or doubled, " + more + " should not be there");
        }
    }

    private static Map<String, Integer> relationships(GraphRows graph, Set<String> owned) {
        Map<String, Integer> counts = new HashMap<>();
        graph.query("MATCH (a)-[r]->(b) RETURN " + key("a") + " AS a, type(r) AS type, " + key("b") + " AS b", Map.of())
                .filter(row -> owned.contains(text(row, "a")) && owned.contains(text(row, "b")))
                .forEach(row ->
                        counts.merge(text(row, "a") + " " + text(row, "type") + " " + text(row, "b"), 1, Integer::sum));
        return counts;
    }

    private static Map<String, Integer> nodes(GraphRows graph) {
        Map<String, Integer> counts = new HashMap<>();
        graph.query("MATCH (n) RETURN " + key("n") + " AS key", Map.of())
                .map(row -> row.get("key").asString())
                .filter(key -> !key.isEmpty())
                .forEach(key -> counts.merge(key, 1, Integer::sum));
        return counts;
    }

    private static String key(String node) {
        return "coalesce(%1$s.personId, %1$s.schoolId, %1$s.districtId, %1$s.classId, %1$s.contactId, %1$s.placeId, %1$s.code, '')"
                .formatted(node);
    }

    private static String text(Record row, String name) {
        return row.get(name).asString();
    }
}
