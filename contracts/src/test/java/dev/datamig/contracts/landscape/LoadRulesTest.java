package dev.datamig.contracts.landscape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.LoadStrategy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadRulesTest {

    private static final String HEAD = """
            version: 1
            districts: { store: a, query: "select id, name from d" }
            stores:
              a:
                kind: postgresql
                source: { url: "jdbc:postgresql://prod/a", username: u }
                target: { url: "jdbc:postgresql://cert/a", username: u }
            """;

    private static final String GRAPH = """
              g:
                kind: neo4j
                source: { url: "bolt://prod", username: u }
                target: { url: "bolt://cert", username: u }
                load:
                  tables:
                    Person&Student: { strategy: upsert }
            """;

    @Test
    void sayHowATargetIsLoadedTableByTable() {
        String load = """
                load:
                  settings: { app.loading: "on" }
                  tables:
                    public.person: { strategy: merge, default: target, columns: { email: source, phone: newest }, newest: changed_at }
                    public.event: { strategy: remap, ignore: [seen_at] }
                  json:
                    - { from: "public.event(payload)", path: 'who."given id"', to: "public.person(id)" }
                    - { from: "public.event(payload)", path: "items[][].id", to: "g:Person(personId)" }
            """;
        var sound = (LandscapeFile.Reading.Sound) LandscapeFile.parse(HEAD + load + GRAPH);
        LoadRules rules = sound.landscape().store("a").orElseThrow().load();

        assertThat(rules.settings()).isEqualTo(Map.of("app.loading", "on"));
        TableRule person = rules.tables().get("public.person");
        assertThat(person.strategy()).isEqualTo(LoadStrategy.MERGE);
        assertThat(person.merge().of("email")).isEqualTo(MergeChoice.SOURCE);
        assertThat(person.merge().of("name")).isEqualTo(MergeChoice.TARGET);
        assertThat(person.merge().newest()).isEqualTo("changed_at");
        assertThat(rules.tables().get("public.event").strategy()).isEqualTo(LoadStrategy.REMAP);
        assertThat(rules.tables().get("public.event").ignore()).containsExactly("seen_at");
        assertThat(rules.json())
                .extracting(JsonReference::path)
                .containsExactly(List.of("who", "given id"), List.of("items", "[]", "[]", "id"));
        assertThat(sound.landscape().store("g").orElseThrow().load().tables()).containsKey("Person&Student");
    }

    @Test
    void areReportedWithTheLineOfEachMistake() {
        String load = """
                load:
                  settings: { loading: "on" }
                  tables:
                    public.person: { strategy: merg }
                    public.event: { strategy: replace }
                    public.note: { strategy: upsert, default: fill }
                    public.site: { strategy: merge, columns: { a: newer } }
                    public.room: { strategy: merge, columns: { a: newest } }
                  json:
                    - { from: "public.event(a, b)", path: id, to: "public.person(id)" }
                    - { from: "public.event(a)", path: "a..b", to: "x:public.person(id)" }
            """;
        var faulty = (LandscapeFile.Reading.Faulty) LandscapeFile.parse(HEAD + load);

        assertThat(faulty.mistakes())
                .extracting(LandscapeFile.Mistake::line)
                .containsExactly(9, 11, 12, 13, 14, 15, 17, 18, 18);
        assertThat(faulty.mistakes())
                .extracting(LandscapeFile.Mistake::hint)
                .contains("Did you mean merge?", "Did you mean newest?");
    }
}
