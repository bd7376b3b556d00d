package dev.datamig.contracts.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.landscape.LandscapeFile.Reading;
import dev.datamig.contracts.schema.StoreKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sound landscape means. */
class LandscapeFileTest {

    static final String REFERENCE = """
            version: 1
            name: sandbox
            environment: CERT
            districts:
              store: ids
              query: "select id, name from district"
            stores:
              ids:
                kind: postgresql
                source: { url: "jdbc:postgresql://prod/ids", username: "${IDS_SOURCE_USER}", password: "${IDS_SOURCE_PASSWORD}" }
                target: { url: "jdbc:postgresql://cert/ids", username: plain, password: secret }
                schemas: [public]
                roots:
                  - { table: public.district, where: "id = :district" }
                references:
                  - { from: "public.note(entity_id)", to: "public.student(id)", when: "entity_type = 'student'" }
                traverse:
                  - { from: "public.audit_log(actor_id)", to: "public.person(id)", children: false }
                adopt: [public.student, public.guardian]
                subtypes: true
                exclude: ["public.flyway_schema_history", "public.tmp_*"]
              hcp1:
                kind: postgresql
                source: { url: "${HCP1_URL}", username: u, password: p }
                target: { url: "jdbc:postgresql://cert/hcp1", username: u, password: p }
              sp:
                kind: neo4j
                source: { url: "bolt://prod", username: u, password: p, database: neo4j }
                target: { url: "neo4j+s://cert", username: u, password: p }
                keys: { District: districtId, Seat: "room, number", Desk: [room, row] }
                roots:
                  - { match: "(d:District {districtId: $district})" }
                children: ["<-[:IN_DISTRICT]-", "(:School)<-[:ENROLLED_AT]-(:Student)"]
                needs: ["-[:OF_COURSE]->"]
            references:
              - { from: "hcp1:public.class_member(student_uid)", to: "ids:public.student(uid)" }
              - { from: "sp:Person(personId)", to: "ids:public.person(id)" }
            """;

    private static Landscape sound(String yaml) {
        Reading reading = LandscapeFile.parse(yaml);
        assertThat(reading).isInstanceOf(Reading.Sound.class);
        return ((Reading.Sound) reading).landscape();
    }

    @Test
    void readsWhatDistrictsAreRankedBy() {
        Landscape landscape = switch (LandscapeFile.parse("""
                version: 1
                districts:
                  store: ids
                  query: "select id, name from district"
                  measures:
                    students: { store: ids, query: "select count(*) from student where district_id = :district" }
                  priority: { store: ids, query: "select id, priority from district" }
                  weights: { students: 2, bytes: 0.5 }
                stores:
                  ids:
                    kind: postgresql
                    source: { url: "jdbc:postgresql://prod/ids", username: u }
                    target: { url: "jdbc:postgresql://cert/ids", username: u }
                """)) {
            case LandscapeFile.Reading.Sound sound -> sound.landscape();
            case LandscapeFile.Reading.Faulty faulty -> throw new AssertionError(faulty.text());
        };

        DistrictQuery districts = landscape.districts();
        assertThat(districts.measures()).containsOnlyKeys("students");
        assertThat(districts.priorityQuery()).isNotNull();
        assertThat(districts.priorities()).isEmpty();
        assertThat(List.of(
                        districts.weight("students"),
                        districts.weight("records"),
                        districts.weight("bytes"),
                        districts.weight("priority")))
                .containsExactly(2.0, 1.0, 0.5, 1.0);
    }

    @Test
    void readsTheWholeOfTheReferenceForm() {
        Landscape landscape = sound(REFERENCE);

        assertThat(landscape.name()).isEqualTo("sandbox");
        assertThat(landscape.environment()).isEqualTo("CERT");
        assertThat(landscape.districts()).isEqualTo(new DistrictQuery("ids", "select id, name from district"));
        assertThat(landscape.stores()).extracting(Store::name).containsExactly("ids", "hcp1", "sp");
        assertThat(landscape.sha256()).matches("[0-9a-f]{64}");
        assertThat(landscape.store("ids").orElseThrow())
                .isEqualTo(new Store.Postgres(
                        "ids",
                        new Endpoint(
                                "jdbc:postgresql://prod/ids", "${IDS_SOURCE_USER}", "${IDS_SOURCE_PASSWORD}", null),
                        new Endpoint("jdbc:postgresql://cert/ids", "plain", "secret", null),
                        List.of("public"),
                        List.of(new Store.Root("public.district", "id = :district")),
                        List.of(new ReferenceRule(
                                end("ids", "public.note", "entity_id"),
                                end("ids", "public.student", "id"),
                                "entity_type = 'student'")),
                        List.of(new Store.Traverse(
                                end("ids", "public.audit_log", "actor_id"), end("ids", "public.person", "id"), false)),
                        List.of("public.student", "public.guardian"),
                        true,
                        List.of("public.flyway_schema_history", "public.tmp_*")));
    }

    @Test
    void readsWhereRowsMayReferToNothing() {
        String file = REFERENCE.replace("    adopt:", "    orphans: [\"public.note(author_id)\", %s]\n    adopt:");
        String more = "'\"Odd T\"(a, \"B\")', {columns: g(s)}, {columns: h(s), leaveOut: true}";
        Store.Postgres store =
                (Store.Postgres) sound(file.formatted(more)).store("ids").orElseThrow();
        assertThat(store.orphans())
                .containsExactly(
                        new OrphanRule(end("ids", "public.note", "author_id"), false),
                        new OrphanRule(new ReferenceEnd("ids", "\"Odd T\"", List.of("a", "B")), false),
                        new OrphanRule(end("ids", "g", "s"), false),
                        new OrphanRule(end("ids", "h", "s"), true));
        String mistaken = "public.note, {from: x, leaveOut: perhaps}, [a(b)], \"hcp1:a(b)\", {columns: \"hcp1:a(b)\"}";
        assertThatThrownBy(() -> sound(file.formatted(mistaken)))
                .hasMessageContaining("orphans of store ids is not of the form table(column")
                .hasMessageContaining("orphans of store ids holds something else than columns")
                .hasMessageContaining("from")
                .hasMessageContaining("leaveOut of orphans of store ids is neither true nor false")
                .hasMessageContaining("names store hcp1");
    }

    @Test
    void readsAGraph() {
        Store.Neo4j graph = (Store.Neo4j) sound(REFERENCE).store("sp").orElseThrow();

        assertThat(graph.kind()).isEqualTo(StoreKind.NEO4J);
        assertThat(graph.source().database()).isEqualTo("neo4j");
        assertThat(graph.target().database()).isNull();
        assertThat(graph.keys())
                .isEqualTo(Map.of(
                        "District", List.of("districtId"),
                        "Seat", List.of("room", "number"),
                        "Desk", List.of("room", "row")));
        assertThat(graph.roots()).containsExactly("(d:District {districtId: $district})");
        assertThat(graph.children()).containsExactly("<-[:IN_DISTRICT]-", "(:School)<-[:ENROLLED_AT]-(:Student)");
        assertThat(graph.needs()).containsExactly("-[:OF_COURSE]->");
    }

    @Test
    void readsReferencesAcrossStoresKeepingTheCaseOfGraphNames() {
        assertThat(sound(REFERENCE).references())
                .containsExactly(
                        new ReferenceRule(
                                end("hcp1", "public.class_member", "student_uid"),
                                end("ids", "public.student", "uid"),
                                null),
                        new ReferenceRule(end("sp", "Person", "personId"), end("ids", "public.person", "id"), null));
    }

    @Test
    void givesDefaultsForWhatIsLeftOut() {
        Store.Postgres store = (Store.Postgres) sound(REFERENCE).store("hcp1").orElseThrow();

        assertThat(store.schemas()).isEmpty();
        assertThat(store.roots()).isEmpty();
        assertThat(store.references()).isEmpty();
        assertThat(store.traverse()).isEmpty();
        assertThat(store.adopt()).isEmpty();
        assertThat(store.subtypes()).isTrue();
        assertThat(store.exclude()).isEmpty();
    }

    @Test
    void readsQuotedNamesAsSqlWritesThem() {
        Landscape landscape = sound(REFERENCE
                .replace("public.note(entity_id)", "\\\"Odd \\\"\\\"Name\\\"\\\"(x,:\\\".T(\\\"Col, 1\\\", Other)")
                .replace("public.student(id)", "ids:public.student(ID , \\\"a\\\"\\\"b\\\" )"));

        ReferenceRule rule = ((Store.Postgres) landscape.store("ids").orElseThrow())
                .references()
                .getFirst();
        assertThat(rule.from()).isEqualTo(end("ids", "\"Odd \"\"Name\"\"(x,:\".T", "Col, 1", "other"));
        assertThat(rule.to()).isEqualTo(end("ids", "public.student", "id", "a\"b"));
    }

    @Test
    void readsLabelsInBackticks() {
        Landscape landscape = sound(REFERENCE.replace("sp:Person(personId)", "sp:`Odd (Label)`(`odd prop`)"));

        assertThat(landscape.references().getLast().from()).isEqualTo(end("sp", "Odd (Label)", "odd prop"));
    }

    @Test
    void readsYamlsOwnWaysToWriteTruth() {
        for (String no : List.of("false", "no", "Off", "FALSE")) {
            Landscape landscape = sound(REFERENCE.replace("subtypes: true", "subtypes: " + no));
            assertThat(((Store.Postgres) landscape.store("ids").orElseThrow()).subtypes())
                    .isFalse();
        }
    }

    @Test
    void takesNumbersWhereTextIsMeant() {
        Landscape landscape = sound(REFERENCE.replace("password: secret", "password: 0042"));

        assertThat(landscape.store("ids").orElseThrow().target().password()).isEqualTo("0042");
    }

    @Test
    void neverShowsAPasswordWhenAnEndpointIsPrinted() {
        assertThat(sound(REFERENCE).toString()).doesNotContain("secret");
    }

    @Test
    void hasTheSameDigestForTheSameFileOnly() {
        assertThat(sound(REFERENCE).sha256()).isEqualTo(sound(REFERENCE).sha256());
        assertThat(sound(REFERENCE).sha256())
                .isNotEqualTo(sound(REFERENCE + "\n").sha256());
    }

    @Test
    void readsAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("landscape.yaml"), REFERENCE);

        assertThat(LandscapeFile.require(file)).isEqualTo(sound(REFERENCE));
    }

    @Test
    void namesTheFileWhenItIsMissingOrFaulty(@TempDir Path folder) throws Exception {
        Path missing = folder.resolve("missing.yaml");
        Path faulty = Files.writeString(folder.resolve("faulty.yaml"), "version: 2\n");

        assertThatThrownBy(() -> LandscapeFile.require(missing)).hasMessageContaining("missing.yaml does not exist");
        assertThatThrownBy(() -> LandscapeFile.require(faulty))
                .hasMessageContaining("faulty.yaml has mistakes:")
                .hasMessageContaining("line 1: the landscape's version is not 1");
    }

    @Test
    void saysThatAFileIsNotUtf8(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("latin1.yaml"), new byte[] {'n', ':', ' ', (byte) 0xe9});

        assertThatThrownBy(() -> LandscapeFile.require(file)).hasMessageContaining("is not UTF-8");
    }

    private static ReferenceEnd end(String store, String table, String... columns) {
        return new ReferenceEnd(store, table, List.of(columns));
    }
}
