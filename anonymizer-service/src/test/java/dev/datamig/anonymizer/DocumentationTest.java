package dev.datamig.anonymizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.anonymizer.classify.DataClass;
import dev.datamig.anonymizer.policy.RulesFile;
import dev.datamig.anonymizer.transform.Generator;
import dev.datamig.anonymizer.transform.Parameter;
import dev.datamig.anonymizer.transform.Promise;
import dev.datamig.anonymizer.transform.Strategies;
import dev.datamig.anonymizer.transform.Strategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The reference page of the rules says everything that the code knows. */
class DocumentationTest {

    private final String page = read("docs/reference/anonymization-rules.md");

    @Test
    void describesEveryStrategyWithItsParameters() {
        for (Strategy strategy : Strategies.ALL) {
            String line = page.lines()
                    .filter(row -> row.startsWith("| `" + strategy.name() + "` |"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no line for " + strategy.name()));
            for (Parameter parameter : strategy.definition().parameters()) {
                assertThat(line).contains("`" + parameter.name() + "`");
                boolean listedElsewhere = parameter.name().equals("generator");
                assertThat(parameter.choices())
                        .allSatisfy(choice ->
                                assertThat(listedElsewhere ? page : line).contains("`" + choice + "`"));
            }
        }
    }

    @Test
    void saysWhatEachStrategyPromises() {
        var table = new StringBuilder("| strategy |");
        for (Promise promise : Promise.values()) {
            table.append(' ').append(promise.text()).append(" |");
        }
        table.append("\n|---|").append("---|".repeat(Promise.values().length)).append('\n');
        for (Strategy strategy : Strategies.ALL) {
            table.append("| `").append(strategy.name()).append("` |");
            for (Promise promise : Promise.values()) {
                table.append(strategy.promises().contains(promise) ? " yes |" : " |");
            }
            table.append('\n');
        }
        assertThat(page).contains(table.toString());
    }

    @Test
    void describesEveryGeneratorAndClass() {
        for (Generator generator : Generator.values()) {
            assertThat(page).contains("`" + generator.text() + "`");
        }
        for (DataClass dataClass : DataClass.values()) {
            assertThat(page).contains("`" + dataClass.name() + "`");
        }
    }

    @Test
    void saysWhatTheShippedRulesDoForEachIdentifier() {
        var classes = new java.util.TreeSet<String>();
        read("docs/reference/ferpa.md")
                .lines()
                .filter(row -> row.startsWith("| ") && row.contains("`"))
                .forEach(row -> {
                    String[] cells = row.split(" \\| ");
                    Set<String> found = quoted(cells[1]);
                    Set<String> said = quoted(cells[2]);
                    classes.addAll(found);
                    assertThat(found)
                            .as(row)
                            .allSatisfy(dataClass ->
                                    assertThat(strategies(dataClass)).containsAnyElementsOf(said));
                    assertThat(found.stream().flatMap(dataClass -> strategies(dataClass).stream()))
                            .as(row)
                            .containsAll(said);
                });
        assertThat(classes)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(DataClass.values()).map(DataClass::name).toList());
    }

    private static Set<String> quoted(String cell) {
        return Pattern.compile("`([^`]+)`")
                .matcher(cell)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    private static Set<String> strategies(String dataClass) {
        return RulesFile.k12().rules().stream()
                .filter(rule -> rule.classes().contains(DataClass.valueOf(dataClass)))
                .map(rule -> rule.strategy().name())
                .collect(Collectors.toSet());
    }

    private static String read(String file) {
        try {
            return Files.readString(
                    Path.of(System.getProperty("datamig.root", "..")).resolve(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
