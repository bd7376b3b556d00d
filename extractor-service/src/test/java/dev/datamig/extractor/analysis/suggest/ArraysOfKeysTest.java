package dev.datamig.extractor.analysis.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.landscape.JsonReference;
import dev.datamig.contracts.landscape.LandscapeFile;
import dev.datamig.contracts.landscape.ReferenceEnd;
import dev.datamig.contracts.landscape.Store;
import dev.datamig.contracts.schema.StoreKind;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.extractor.analysis.Shapes;
import dev.datamig.extractor.analysis.shape.StoreShape;
import dev.datamig.extractor.analysis.shape.TableShape;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is suggested for columns that are arrays, over stores whose keys have every value. */
class ArraysOfKeysTest {

    /** Every column has a few numbers, and every key has them all. */
    private static final Values EVERYWHERE = new Values() {
        @Override
        public List<String[]> rows(TableId table, List<String> columns) {
            return IntStream.range(1, 40)
                    .mapToObj(i -> {
                        String[] row = new String[columns.size()];
                        Arrays.fill(row, String.valueOf(i * 1000));
                        return row;
                    })
                    .toList();
        }

        @Override
        public boolean spent() {
            return false;
        }

        @Override
        public List<Found> found(TableId table, List<String> columns, List<Set<List<String>>> sets) {
            return sets.stream().map(set -> new Found(set.size(), 0.01)).toList();
        }
    };

    private static StoreShape store(String name, StoreKind kind, TableShape... tables) {
        return new StoreShape(
                name, kind, "", null, false, List.of(tables), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    private static TableShape in(String store, String name, TableShape.Kind kind, TableShape table) {
        return new TableShape(
                new TableId(store, name),
                kind,
                null,
                table.rows(),
                false,
                table.bytes(),
                table.columns(),
                table.primaryKey(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null);
    }

    private static final StoreShape CREWS =
            store("s", StoreKind.POSTGRESQL, Shapes.table("crew", 50, List.of(), "id int8", "team_ids _int8"));

    private static List<Suggestion> suggested(StoreShape... stores) {
        return Suggestions.of(List.of(stores), List.of(), List.of(), EVERYWHERE);
    }

    @Test
    void aLineIntoAnotherStoreIsReadByTheLandscapeAsItStands() {
        TableShape team = Shapes.table("team", 50, List.of(), "id int8");
        List<Suggestion> suggestions = suggested(
                CREWS, store("b", StoreKind.POSTGRESQL, in("b", "\"Odd 'x'\".team", TableShape.Kind.TABLE, team)));

        assertThat(suggestions).singleElement().satisfies(each -> {
            assertThat(each.section()).isEqualTo("stores.s.load.json");
            LandscapeFile.Reading reading = LandscapeFile.parse("""
                    version: 1
                    districts: { store: s, query: "select id, name from district" }
                    stores:
                      s:
                        kind: postgresql
                        source: { url: "jdbc:postgresql://prod/s", username: u }
                        target: { url: "jdbc:postgresql://cert/s", username: u }
                        load:
                          json:
                            %s
                      b:
                        kind: postgresql
                        source: { url: "jdbc:postgresql://prod/b", username: u }
                        target: { url: "jdbc:postgresql://cert/b", username: u }
                    """.formatted(each.line()));
            assertThat(reading).isInstanceOf(LandscapeFile.Reading.Sound.class);
            Store.Postgres s = (Store.Postgres)
                    ((LandscapeFile.Reading.Sound) reading).landscape().stores().get(0);
            assertThat(s.load().json())
                    .containsExactly(new JsonReference(
                            new ReferenceEnd("s", "public.crew", List.of("team_ids")),
                            List.of(JsonReference.EACH),
                            new ReferenceEnd("b", "\"Odd 'x'\".team", List.of("id"))));
        });
    }

    @Test
    void aGraphsNodesAreNothingThatArraysFollow() {
        TableShape team = Shapes.table("team", 50, List.of(), "id INTEGER");
        StoreShape graph = store("g", StoreKind.NEO4J, in("g", "Team", TableShape.Kind.NODES, team));

        assertThat(suggested(CREWS, graph)).isEmpty();
        assertThat(suggested(
                        store(
                                "s",
                                StoreKind.POSTGRESQL,
                                Shapes.table("crew", 50, List.of(), "id int8", "team_id int8")),
                        graph))
                .as("a column of one value does refer to them")
                .hasSize(1);
    }

    @Test
    void aKindBesideAnArrayDoesNotTakeItApart() {
        TableShape crew = Shapes.table("crew", 50, List.of(), "id int8", "team_type text", "team_ids _int8");
        TableShape team = Shapes.table("team", 50, List.of(), "id int8");

        assertThat(suggested(store("s", StoreKind.POSTGRESQL, crew, team)))
                .extracting(Suggestion::line)
                .containsExactly("- { from: \"public.crew(team_ids)\", path: \"[]\", to: \"public.team(id)\" }");
    }

    @Test
    void aKeyThatIsAnArrayIsNoParent() {
        TableShape set = Shapes.table("teams", 50, List.of(), "team_ids _int8");

        assertThat(suggested(
                        store("s", StoreKind.POSTGRESQL, set, CREWS.tables().get(0))))
                .isEmpty();
    }
}
