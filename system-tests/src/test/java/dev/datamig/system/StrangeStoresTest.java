package dev.datamig.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamig.sandbox.servers.ProjectRoot;
import dev.datamig.sandbox.stack.Stack;
import dev.datamig.sandbox.stack.StackFolder;
import dev.datamig.sandbox.stack.StackOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores that are nothing like the sandbox's: the whole way there and back, compared row by row. */
class StrangeStoresTest {

    @TempDir
    Path folder;

    @Test
    void bringsExactlyTheRowsThatBelongToATenantAndTakesThemBackAgain() throws Exception {
        var stores = new StrangeStores();
        stores.create();
        var order = new StackOrder(
                StackOrder.DEFAULT_STUDENTS,
                true,
                stores.landscape(folder).toString(),
                stores.rules(folder).toString(),
                null,
                StackOrder.DEFAULT_PORT,
                Map.of(),
                null);
        try (Stack stack =
                Stack.start(new StackFolder(ProjectRoot.find(), folder.resolve("stack")), order, System.out::println)) {
            var api = new Api(stack.state().coordinator());
            Map<String, List<String>> before = stores.held();

            String first = migrate(api, "{\"districtId\": \"A\"}");
            assertThat(stores.held()).isEqualTo(together(before, stores.needed("A")));

            assertThat(undo(api, first)).isEqualTo("ROLLED_BACK");
            assertThat(stores.held()).isEqualTo(before);

            migrate(api, "{\"districtId\": \"A\", \"options\": {\"skipExtraction\": true}}");
            assertThat(stores.held())
                    .as("the sealed files, loaded again")
                    .isEqualTo(together(before, stores.needed("A")));
        }
    }

    private static String migrate(Api api, String body) {
        String run = api.post("/runs", body).json().path("id").asText();
        JsonNode ended = api.await(run, "COMPLETED", "FAILED", "AWAITING_INTERVENTION", "STUCK");
        assertThat(ended.path("state").asText())
                .as(() -> ended.path("failure") + " "
                        + api.get("/runs/" + run + "/report").json().path("findings"))
                .isEqualTo("COMPLETED");
        return run;
    }

    private static String undo(Api api, String run) {
        api.post("/runs/" + run + "/rollback", "{\"confirm\": \"" + run + "\"}");
        return api.await(run, "ROLLED_BACK", "STUCK", "AWAITING_INTERVENTION")
                .path("state")
                .asText();
    }

    private static Map<String, List<String>> together(Map<String, List<String>> held, Map<String, List<String>> more) {
        Map<String, List<String>> all = new TreeMap<>();
        held.forEach((table, rows) -> {
            List<String> sum = new ArrayList<>(rows);
            sum.addAll(more.getOrDefault(table, List.of()));
            sum.sort(null);
            all.put(table, sum);
        });
        return all;
    }
}
