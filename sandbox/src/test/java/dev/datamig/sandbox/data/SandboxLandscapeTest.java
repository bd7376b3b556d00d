package dev.datamig.sandbox.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.landscape.Landscape;
import dev.datamig.contracts.landscape.LandscapeFile;
import dev.datamig.contracts.landscape.ReferenceEnd;
import dev.datamig.contracts.landscape.ReferenceRule;
import dev.datamig.contracts.landscape.Secrets;
import dev.datamig.contracts.landscape.Store;
import dev.datamig.contracts.schema.StoreKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxLandscapeTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void isSoundAndItsPlacesCanBeFilled() {
        SandboxServers servers = SandboxFixture.servers();
        Landscape landscape = LandscapeFile.require(SandboxLandscape.write(servers, folder));
        Map<String, String> environment = SandboxLandscape.environment(servers);
        var secrets = new Secrets(environment::get);
        assertThat(landscape.stores()).extracting(Store::name).containsExactly("ids", "hcp1", "hcp2", "adb", "sp");
        assertThat(landscape.stores()).allSatisfy(store -> {
            assertThat(secrets.resolve(store.source()).username()).doesNotContain("$");
            assertThat(secrets.resolve(store.target()).password()).doesNotContain("$");
        });
        assertThat(folder.resolve("anonymization-rules.yaml")).exists();
        assertThat(folder.resolve("validation-rules.yaml")).exists();
    }

    @Test
    void canLeaveTheGraphOut() {
        Landscape landscape = LandscapeFile.require(SandboxLandscape.writeDatabases(SandboxFixture.servers(), folder));
        assertThat(landscape.stores()).extracting(Store::name).containsExactly("ids", "hcp1", "hcp2", "adb");
        assertThat(landscape.references()).hasSizeGreaterThan(30);
    }

    @Test
    void holdsNoCredential() throws IOException {
        SandboxServers servers = SandboxFixture.servers();
        String text = Files.readString(SandboxLandscape.write(servers, folder));
        assertThat(text)
                .doesNotContain(SandboxLandscape.environment(servers).values().stream()
                        .filter(value -> value.contains("-of-"))
                        .toArray(String[]::new));
    }

    @Test
    void namesOnlyTablesAndColumnsThatAreThere() {
        Landscape landscape = LandscapeFile.require(SandboxLandscape.write(SandboxFixture.servers(), folder));
        Stream<ReferenceRule> within = landscape.stores().stream()
                .flatMap(store ->
                        store instanceof Store.Postgres postgres ? postgres.references().stream() : Stream.empty());
        Stream<ReferenceEnd> ends = Stream.concat(within, landscape.references().stream())
                .flatMap(rule -> Stream.of(rule.from(), rule.to()));
        List<ReferenceEnd> relational = ends.filter(end -> landscape
                        .store(end.store())
                        .map(store -> store.kind() == StoreKind.POSTGRESQL)
                        .orElse(false))
                .toList();
        assertThat(relational).hasSizeGreaterThan(60).allSatisfy(end -> {
            String columns =
                    end.columns().stream().map(column -> '"' + column + '"').collect(Collectors.joining(", "));
            TestDatabase.prod(end.store()).column("select " + columns + " from " + end.table() + " limit 0");
        });
        Store.Postgres ids =
                (Store.Postgres) landscape.store("ids").filter(Objects::nonNull).orElseThrow();
        assertThat(Stream.concat(ids.adopt().stream(), ids.roots().stream().map(Store.Root::table)))
                .allSatisfy(table -> TestDatabase.prod("ids").column("select 1 from " + table + " limit 0"));
    }
}
