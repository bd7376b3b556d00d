package dev.datamig.loader.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.landscape.LandscapeFile;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.contracts.schema.TableKind;
import dev.datamig.contracts.schema.TableSchema;
import dev.datamig.loader.LoadException;
import dev.datamig.loader.seal.SealedLoad;
import dev.datamig.loader.target.LoadPolicy;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LandscapePoliciesTest {

    private static final String LANDSCAPE = """
            version: 1
            name: names
            districts: { store: main, query: "select 1, 1" }
            stores:
              main:
                kind: postgresql
                source: { url: "jdbc:postgresql://prod/x", username: a }
                target: { url: "jdbc:postgresql://cert/x", username: a }
                load:
                  tables:
                    %s: { strategy: upsert, ignore: [seen] }
              graph:
                kind: neo4j
                source: { url: "bolt://prod", username: a }
                target: { url: "bolt://cert", username: a }
                load:
                  tables:
                    Student&Person: { strategy: upsert }
            """;

    private static LandscapePolicies policies(String name) {
        LandscapeFile.Reading reading = LandscapeFile.parse(LANDSCAPE.formatted(name));
        assertThat(reading).isInstanceOf(LandscapeFile.Reading.Sound.class);
        return new LandscapePolicies(((LandscapeFile.Reading.Sound) reading).landscape());
    }

    private static SealedLoad sealed(String store, TableKind kind, String... names) {
        List<TableSchema> tables = Stream.of(names)
                .map(name -> new TableSchema(
                        new TableId(store, name),
                        kind,
                        List.of(),
                        List.of(),
                        List.of(),
                        kind == TableKind.NODES ? List.of(name.split("&")) : List.of(),
                        null,
                        null,
                        null))
                .toList();
        return new SealedLoad(
                new RunId("mig-20260102T030405Z-1"),
                store,
                "",
                tables,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static LoadPolicy ordered(Map<String, LoadStrategy> tables) {
        return policies("nothing")
                .of(
                        sealed("main", TableKind.TABLE, "public.event", "\"Odd One\".\"T.1\"", "a.twice", "b.twice"),
                        LoadStrategy.INSERT,
                        tables);
    }

    @ParameterizedTest
    @CsvSource({
        "event, public.event",
        "Public.EVENT, public.event",
        "'''\"public\".\"event\"''', public.event",
        "'''\"Odd One\".\"T.1\"''', '\"Odd One\".\"T.1\"'",
        "'''\"T.1\"''', '\"Odd One\".\"T.1\"'",
        "'''public.\"order\"''', 'public.\"order\"'"
    })
    void aTableIsMeantByEveryNameThatSqlTakesForIt(String written, String table) {
        LoadPolicy policy =
                policies(written).of(sealed("main", TableKind.TABLE, "other.x", table), LoadStrategy.INSERT, Map.of());
        assertThat(policy.of(new TableId("main", table))).isEqualTo(LoadStrategy.UPSERT);
        assertThat(policy.ignored(new TableId("main", table))).containsExactly("seen");
        assertThat(policy.of(new TableId("main", "other.x"))).isEqualTo(LoadStrategy.INSERT);
    }

    @ParameterizedTest
    @CsvSource({"'\"Event\"'", "'\"public.event\"'", "other.event", "events"})
    void anotherNameIsAnotherTable(String written) {
        LoadPolicy policy = policies("'" + written + "'")
                .of(sealed("main", TableKind.TABLE, "public.event"), LoadStrategy.INSERT, Map.of());
        assertThat(policy.of(new TableId("main", "public.event"))).isEqualTo(LoadStrategy.INSERT);
    }

    @Test
    void labelsStandInAnyOrderAndKeepTheirCase() {
        LoadPolicy policy = policies("x")
                .of(
                        sealed("graph", TableKind.NODES, "Person&Student", "Person&student"),
                        LoadStrategy.INSERT,
                        Map.of());
        assertThat(policy.of(new TableId("graph", "Person&Student"))).isEqualTo(LoadStrategy.UPSERT);
        assertThat(policy.of(new TableId("graph", "Person&student"))).isEqualTo(LoadStrategy.INSERT);
    }

    @Test
    void whatTheRunSaysAboutATableIsFoundByEachOfItsNames() {
        assertThat(ordered(Map.of("main:EVENT", LoadStrategy.REMAP, "sp:Person", LoadStrategy.MERGE))
                        .of(new TableId("main", "public.event")))
                .isEqualTo(LoadStrategy.REMAP);
    }

    @Test
    void aNameThatCouldMeanTwoTablesIsRefused() {
        assertThatThrownBy(() -> ordered(Map.of("main:twice", LoadStrategy.REMAP)))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("main:twice");
        assertThat(ordered(Map.of("main:b.twice", LoadStrategy.REMAP)).of(new TableId("main", "b.twice")))
                .isEqualTo(LoadStrategy.REMAP);
    }

    @Test
    void aTableThatTheStoreDoesNotHaveIsRefused() {
        assertThatThrownBy(
                        () -> ordered(Map.of("main:evnt", LoadStrategy.REMAP, "main:public.event", LoadStrategy.MERGE)))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("main:evnt")
                .hasMessageNotContaining("public.event");
    }
}
