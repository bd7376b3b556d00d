package dev.datamig.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerFilesTest {

    @ParameterizedTest
    @CsvSource({"Dockerfile.jvm, eclipse-temurin:21-jre", "Dockerfile.native, debian:stable-slim"})
    void buildFromAKnownImageAndRunAsTheUserOfTheManifests(String file, String from) throws Exception {
        List<String> lines =
                Files.readAllLines(Manifests.DEPLOY.resolve("docker").resolve(file));

        assertThat(lines).filteredOn(line -> line.startsWith("FROM ")).containsExactly("FROM " + from);
        assertThat(lines).contains("ARG SERVICE", "USER 10001:10001", "EXPOSE 8080");
        assertThat(lines.indexOf("USER 10001:10001"))
                .isLessThan(lines.indexOf(lines.stream()
                        .filter(line -> line.startsWith("ENTRYPOINT "))
                        .findFirst()
                        .orElseThrow()));
        assertThat(lines).noneMatch(line -> line.startsWith("ADD "));
    }
}
