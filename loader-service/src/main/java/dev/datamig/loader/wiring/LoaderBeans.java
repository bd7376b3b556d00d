package dev.datamig.loader.wiring;

import dev.datamig.contracts.landscape.Landscape;
import dev.datamig.contracts.landscape.LandscapeFile;
import dev.datamig.contracts.landscape.Secrets;
import dev.datamig.contracts.landscape.Store;
import dev.datamig.loader.LoaderConfig;
import dev.datamig.loader.flow.CommitBarriers;
import dev.datamig.loader.flow.LoadFlow;
import dev.datamig.loader.flow.LoadLanes;
import dev.datamig.loader.flow.LoadLimits;
import dev.datamig.loader.flow.OtherStores;
import dev.datamig.loader.flow.PlanFlow;
import dev.datamig.loader.flow.Policies;
import dev.datamig.loader.flow.RestoreFlow;
import dev.datamig.loader.flow.Targets;
import dev.datamig.loader.flow.UndoFlow;
import dev.datamig.loader.seal.SealCheck;
import dev.datamig.loader.staging.Backups;
import dev.datamig.loader.staging.SealedSets;
import dev.datamig.loader.staging.StagedCalls;
import dev.datamig.loader.staging.StagedStandings;
import dev.datamig.staging.StagingArea;
import dev.datamig.staging.key.KeyText;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;

/** The parts of the service. Without landscape, staging area and seal key it does not start. */
@Singleton
public final class LoaderBeans {

    private final LoaderConfig config;
    private final Clock clock = Clock.systemUTC();

    LoaderBeans(LoaderConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    @Startup
    SealedSets sets() {
        byte[] key = KeyText.require("DATAMIG_SEAL_KEY", config.sealKey(), config.sealKeyFile())
                .bytes();
        return new SealedSets(StagingArea.open(config.staging()), new SealCheck(key));
    }

    @Produces
    @Singleton
    @Startup
    Landscape landscape() {
        return LandscapeFile.require(Path.of(config.landscape()));
    }

    @Produces
    @Singleton
    Targets targets(Landscape landscape) {
        return new LandscapeTargets(
                landscape, Secrets.ofProcess(), config.loader(), config.ledger().keep(), clock);
    }

    @Produces
    @Singleton
    @Startup
    LoadLimits limits() {
        return new LoadLimits(
                config.loader().maxRows(), config.loader().loadBetween().map(LoadLimits.Window::parse), clock);
    }

    @Produces
    @Singleton
    Policies policies() {
        return new LandscapePolicies(LandscapeFile.require(Path.of(config.landscape())));
    }

    @Produces
    @Singleton
    PlanFlow planFlow(SealedSets sets, Targets targets, LoadLimits limits, Policies policies) {
        return new PlanFlow(sets, targets, limits, policies);
    }

    @Produces
    @Singleton
    Backups backups() {
        return new Backups(StagingArea.open(config.staging()));
    }

    @Produces
    @Singleton
    RestoreFlow restoreFlow(Landscape landscape, Targets targets, Backups backups) {
        return new RestoreFlow(landscape.stores().stream().map(Store::name).toList(), targets, backups);
    }

    @Produces
    @Singleton
    CommitBarriers barriers() {
        StagingArea area = StagingArea.open(config.staging());
        return new CommitBarriers(
                new StagedStandings(area),
                new StagedCalls(area),
                config.loader().commitWait());
    }

    @Produces
    @Singleton
    LoadFlow loadFlow(
            SealedSets sets,
            Targets targets,
            LoadLimits limits,
            Policies policies,
            Backups backups,
            CommitBarriers barriers) {
        return new LoadFlow(
                sets,
                targets,
                limits,
                policies,
                backups,
                new LoadLanes(config.loader().storesAtOnce(), LoadLanes.SMALL),
                barriers);
    }

    @Produces
    @Singleton
    UndoFlow undoFlow(Landscape landscape, Targets targets, CommitBarriers barriers) {
        return new UndoFlow(targets, new OtherStores(landscape.references(), targets), barriers);
    }
}
