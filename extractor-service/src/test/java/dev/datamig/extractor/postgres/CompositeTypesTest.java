package dev.datamig.extractor.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.landscape.Endpoint;
import dev.datamig.contracts.landscape.Store;
import dev.datamig.contracts.schema.ColumnSchema;
import dev.datamig.extractor.TestLandscapes;
import dev.datamig.extractor.TestReading;
import dev.datamig.extractor.catalog.PgTable;
import dev.datamig.sandbox.servers.PostgresServer;
import dev.datamig.sandbox.servers.TestServers;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What fields the values of columns have. */
class CompositeTypesTest {

    private static final PostgresServer SERVER = TestServers.postgres();
    private static final String DATABASE = "composite_types_test";

    private static String shown(ColumnSchema column) {
        String length = column.maxLength() == null ? "" : "/" + column.maxLength();
        return column.name() + ":" + column.baseType() + length
                + (column.composite()
                        ? column.fields().stream()
                                .map(CompositeTypesTest::shown)
                                .collect(Collectors.joining(" ", "(", ")"))
                        : "");
    }

    @Test
    void areKnownThroughDomainsListsAndNesting() {
        SERVER.createDatabase(DATABASE);
        SERVER.execute(
                DATABASE,
                "create type mood as enum ('good', 'bad')",
                "create domain short as varchar(12)",
                "create type person_name as (given text, gone int, \"Family Name\" short, mood mood)",
                "alter type person_name drop attribute gone",
                "create domain full_name as person_name check ((value).given <> '')",
                "create type contact as (who full_name, others person_name[], since date)",
                "create domain contacts as contact[]",
                "create table place (id int, city text)",
                "create table t (a int, b full_name, c contacts, d person_name[], e place, f text[], g int4range)");
        Endpoint endpoint = TestLandscapes.endpoint(SERVER, DATABASE);
        var store = new Store.Postgres(
                "s", endpoint, endpoint, List.of(), List.of(), List.of(), List.of(), List.of(), true, List.of());
        try (PgSource source = PgSource.connect("s", endpoint, TestReading.DEFAULT)) {
            source.freeze();
            PgTable table = PgCatalogReader.read(source, store).tables().stream()
                    .filter(candidate -> candidate.name().equals("t"))
                    .findFirst()
                    .orElseThrow();
            String name = "(given:text Family Name:varchar/12 mood:mood)";
            assertThat(table.columns())
                    .extracting(column -> shown(column.schema()))
                    .containsExactly(
                            "a:int4",
                            "b:person_name" + name,
                            "c:_contact(who:person_name" + name + " others:_person_name" + name + " since:date)",
                            "d:_person_name" + name,
                            "e:place(id:int4 city:text)",
                            "f:_text",
                            "g:int4range");
            assertThat(table.columns().get(1).schema().fields().get(2).allowed())
                    .containsExactly("good", "bad");
        }
    }
}
