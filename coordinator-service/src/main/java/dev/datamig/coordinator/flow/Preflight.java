package dev.datamig.coordinator.flow;

import dev.datamig.contracts.landscape.Landscape;
import dev.datamig.contracts.landscape.Store;
import dev.datamig.coordinator.CoordinatorConfig;
import dev.datamig.coordinator.view.KeyId;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.key.DataKey;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Before anything else: is all there that a run will need? All mistakes are named at once. */
public class Preflight {

    private static final Logger LOG = Logger.getLogger(Preflight.class);

    void check(
            @Observes @Priority(1) StartupEvent start,
            CoordinatorConfig config,
            Instance<Landscape> landscape,
            Instance<StagingArea> staging,
            Instance<DataKey> stagingKey) {
        List<String> mistakes = new ArrayList<>();
        made(landscape, mistakes);
        made(staging, mistakes);
        made(stagingKey, mistakes);
        yaml("rules", config.rules(), mistakes);
        yaml("validation-rules", config.validationRules(), mistakes);
        if (!mistakes.isEmpty()) {
            String all = String.join("\n", mistakes);
            LOG.errorf("datamig coordinator cannot start:\n%s", all);
            throw new CannotStartException(all);
        }
        Landscape read = landscape.get();
        LOG.infof(
                "landscape %s for %s: stores %s, sha256 %s, staging key %s",
                read.name(),
                read.environment(),
                read.stores().stream().map(Store::name).toList(),
                read.sha256(),
                KeyId.of(stagingKey.get()));
    }

    private static void made(Instance<?> needed, List<String> mistakes) {
        try {
            Objects.requireNonNull(needed.get());
        } catch (CannotStartException e) {
            mistakes.add(Objects.requireNonNullElse(e.getMessage(), "unknown"));
        }
    }

    private static void yaml(String name, Optional<Path> file, List<String> mistakes) {
        if (file.isEmpty()) {
            return;
        }
        String place = "datamig." + name + ": " + file.get();
        try {
            Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file.get()));
            if (!(read instanceof Map)) {
                mistakes.add(place + " is not a rules file: a mapping with version: 1 is expected");
            }
        } catch (IOException e) {
            mistakes.add(place + " cannot be read");
        } catch (MarkedYAMLException e) {
            mistakes.add(place + ", line " + (e.getProblemMark().getLine() + 1) + ": " + e.getProblem());
        }
    }
}
