package dev.datamig.coordinator;

import dev.datamig.contracts.District;
import dev.datamig.contracts.Failure;
import dev.datamig.contracts.FailureCategory;
import dev.datamig.contracts.Json;
import dev.datamig.contracts.Phase;
import dev.datamig.contracts.RunId;
import dev.datamig.contracts.Topics;
import dev.datamig.contracts.batch.BatchManifest;
import dev.datamig.contracts.batch.Membership;
import dev.datamig.contracts.batch.SnapshotInfo;
import dev.datamig.contracts.batch.TableTotal;
import dev.datamig.contracts.command.AnonymizeCommand;
import dev.datamig.contracts.command.ExtractCommand;
import dev.datamig.contracts.command.LoadCommand;
import dev.datamig.contracts.command.ValidateCommand;
import dev.datamig.contracts.outcome.ColumnTally;
import dev.datamig.contracts.outcome.Outcome;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.contracts.schema.TableId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The four other services, as answers on the real topics. A script per district says where they behave in a special way. */
public final class FakeServices implements AutoCloseable {

    public static final List<String> STORES = List.of("one", "two", "three", "four", "five");

    /** What a service does with a message instead of the usual; null means the usual. */
    @FunctionalInterface
    public interface Script {
        List<Outcome> answer(Object message, List<Outcome> usual);
    }

    private final KafkaProducer<String, String> producer;
    private final KafkaConsumer<String, String> consumer;
    private final Thread thread;
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final Map<RunId, String> districts = new ConcurrentHashMap<>();
    private final List<Object> seen = new CopyOnWriteArrayList<>();
    private final Map<String, Set<Integer>> places = new ConcurrentHashMap<>();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<String> dead = new CopyOnWriteArrayList<>();
    private volatile boolean silent;
    private volatile boolean closing;

    public FakeServices(String servers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "linger.ms", "0"), new StringSerializer(), new StringSerializer());
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        servers,
                        "group.id",
                        "fakes-" + UUID.randomUUID(),
                        "auto.offset.reset",
                        "earliest",
                        "metadata.max.age.ms",
                        "500"),
                new StringDeserializer(),
                new StringDeserializer());
        consumer.subscribe(List.of(
                Topics.EXTRACT_COMMANDS,
                Topics.ANONYMIZE_COMMANDS,
                Topics.VALIDATE_COMMANDS,
                Topics.LOAD_COMMANDS,
                Topics.BATCHES_EXTRACTED,
                Topics.RUN_EVENTS,
                Topics.OUTCOMES + Topics.DEAD_LETTER_SUFFIX,
                Topics.PROGRESS));
        thread = Thread.ofPlatform().name("fake-services").start(this::work);
    }

    public void script(String district, Script script) {
        scripts.put(district, script);
    }

    public void silent(boolean now) {
        silent = now;
    }

    /** Everything that was ordered for a run, in the order of arrival. */
    public <T> List<T> seen(Class<T> type, RunId run) {
        return seen.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(message -> Json.write(message).contains("\"" + run + "\""))
                .toList();
    }

    /** The CloudEvents of run-events and progress, as text. */
    public List<String> events() {
        return List.copyOf(events);
    }

    /** What lies on the dead letter topic of the outcomes. */
    public List<String> dead() {
        return List.copyOf(dead);
    }

    public void send(Outcome outcome) {
        String key = outcome instanceof Outcome.OfRun o ? o.run().value() : outcome.id();
        producer.send(new ProducerRecord<>(Topics.OUTCOMES, key, Json.write(outcome)));
    }

    public void sendRaw(String topic, String key, String payload) {
        producer.send(new ProducerRecord<>(topic, key, payload));
        producer.flush();
    }

    private void work() {
        while (!closing) {
            for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(50))) {
                take(record);
            }
        }
        consumer.close();
    }

    /** The partitions of the loader's topic in which orders for a store of a run lay. */
    public Set<Integer> places(RunId run, String store) {
        return Set.copyOf(places.getOrDefault(run + "/" + store, Set.of()));
    }

    private void take(ConsumerRecord<String, String> record) {
        if (record.topic().equals(Topics.LOAD_COMMANDS)) {
            places.computeIfAbsent(record.key(), key -> ConcurrentHashMap.newKeySet())
                    .add(record.partition());
        }
        switch (record.topic()) {
            case Topics.EXTRACT_COMMANDS -> handle(Json.read(record.value(), ExtractCommand.class));
            case Topics.ANONYMIZE_COMMANDS -> handle(Json.read(record.value(), AnonymizeCommand.class));
            case Topics.VALIDATE_COMMANDS -> handle(Json.read(record.value(), ValidateCommand.class));
            case Topics.LOAD_COMMANDS -> handle(Json.read(record.value(), LoadCommand.class));
            case Topics.BATCHES_EXTRACTED -> handle(Json.read(record.value(), BatchManifest.class));
            case Topics.OUTCOMES + Topics.DEAD_LETTER_SUFFIX -> dead.add(record.value());
            default -> events.add(record.value());
        }
    }

    private void handle(Object message) {
        seen.add(message);
        if (silent) {
            return;
        }
        if (message instanceof ExtractCommand.ExtractDistrict order) {
            districts.put(order.run(), order.district().id());
        }
        List<Outcome> usual = usual(message);
        Script script = scripts.get(districts.getOrDefault(run(message), ""));
        List<Outcome> answers = script == null ? usual : script.answer(message, usual);
        answers.forEach(this::send);
        if (message instanceof ExtractCommand.ExtractDistrict order && answers == usual) {
            manifests(order).forEach(m -> sendRaw(Topics.BATCHES_EXTRACTED, m.key(), Json.write(m)));
        }
    }

    private static RunId run(Object message) {
        return switch (message) {
            case ExtractCommand.ExtractDistrict m -> m.run();
            case AnonymizeCommand.ClassifyRun m -> m.run();
            case ValidateCommand m -> m.run();
            case LoadCommand m -> m.run();
            case BatchManifest m -> m.run();
            default -> new RunId("mig-20000101T000000Z-0");
        };
    }

    private static List<Outcome> usual(Object message) {
        return switch (message) {
            case ExtractCommand.ListDistricts m -> List.of(new Outcome.DistrictsListed(m.requestId(), districts()));
            case ExtractCommand.ExtractDistrict m -> extraction(m);
            case ExtractCommand.AnalyzeStores m -> List.of(new Outcome.AnalysisCompleted(m.requestId(), 5, 10, 4));
            case ExtractCommand.RankDistricts m -> List.of(new Outcome.SelectionCompleted(m.requestId(), m.top()));
            case ExtractCommand.ExplainRow m ->
                List.of(new Outcome.RowExplained(
                        m.requestId(),
                        List.of(new Outcome.Step(new TableId(m.store(), m.table()), m.key(), "root", null)),
                        null,
                        null));
            case ExtractCommand.SampleStores m -> List.of(new Outcome.StoresSampled(m.requestId(), 10));
            case AnonymizeCommand.ClassifyRun m ->
                List.of(new Outcome.RunClassified(m.run(), m.attempt(), 10, 3, List.of(), List.of()));
            case AnonymizeCommand.ClassifyStores m -> List.of(new Outcome.StoresClassified(m.requestId(), 10, 3, 0));
            case BatchManifest m -> masked(m);
            case ValidateCommand.ValidateSet m ->
                List.of(new Outcome.SetValidated(m.run(), m.attempt(), true, List.of()));
            case ValidateCommand.ReuseSet m -> reuse(m);
            case ValidateCommand.AuditTarget m ->
                List.of(new Outcome.TargetAudited(m.requestId(), m.run(), m.attempt(), true, List.of()));
            case LoadCommand.PlanLoad m ->
                List.of(new Outcome.LoadPlanned(m.run(), m.attempt(), m.store(), loads(m.store()), List.of()));
            case LoadCommand.LoadStore m ->
                List.of(new Outcome.StoreLoaded(m.run(), m.attempt(), m.store(), loads(m.store())));
            case LoadCommand.CheckUndo m ->
                List.of(new Outcome.UndoChecked(m.run(), m.attempt(), m.store(), List.of()));
            case LoadCommand.UndoStore m ->
                List.of(new Outcome.StoreUndone(m.run(), m.attempt(), m.store(), false, loads(m.store())));
            default -> List.of();
        };
    }

    public static List<District> districts() {
        List<District> all = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            all.add(new District("d-" + i, "District <" + i + "> & Söhne"));
        }
        return all;
    }

    private static List<TableTotal> tables() {
        return STORES.stream()
                .flatMap(store -> List.of(
                        new TableTotal(new TableId(store, "public.person"), 20, 5, 2),
                        new TableTotal(new TableId(store, "public.note"), 10, 0, 1))
                        .stream())
                .toList();
    }

    private static List<TableLoad> loads(String store) {
        return List.of(
                new TableLoad(new TableId(store, "public.person"), 22, 0, 2, 1, 0),
                new TableLoad(new TableId(store, "public.note"), 10, 0, 0, 0, 0));
    }

    private static List<Outcome> extraction(ExtractCommand.ExtractDistrict m) {
        List<Outcome> all = new ArrayList<>();
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        List<SnapshotInfo> snapshots = new ArrayList<>();
        STORES.forEach(store -> snapshots.add(new SnapshotInfo(store, at.plusMillis(snapshots.size()))));
        all.add(new Outcome.ExtractionStarted(m.run(), m.attempt(), snapshots, tables()));
        manifests(m).forEach(b -> all.add(new Outcome.BatchExtracted(m.run(), m.attempt(), b.ref())));
        all.add(new Outcome.ExtractionCompleted(m.run(), m.attempt(), tables()));
        return all;
    }

    private static List<Outcome> reuse(ValidateCommand.ReuseSet m) {
        var order = new ExtractCommand.ExtractDistrict(m.run(), m.attempt(), m.district());
        List<Outcome> all = new ArrayList<>(extraction(order));
        for (BatchManifest batch : manifests(order)) {
            all.add(new Outcome.BatchAnonymized(m.run(), m.attempt(), batch.ref(), List.of()));
            all.add(new Outcome.BatchValidated(m.run(), m.attempt(), batch.ref(), List.of()));
        }
        return all;
    }

    private static List<BatchManifest> manifests(ExtractCommand.ExtractDistrict m) {
        return STORES.stream()
                .flatMap(store -> List.of(
                        manifest(m, new TableId(store, "public.person"), 1, Membership.OWNED, 20),
                        manifest(m, new TableId(store, "public.person"), 2, Membership.REFERENCE, 5),
                        manifest(m, new TableId(store, "public.note"), 1, Membership.OWNED, 10))
                        .stream())
                .toList();
    }

    private static BatchManifest manifest(
            ExtractCommand.ExtractDistrict m, TableId table, int part, Membership membership, long rows) {
        return new BatchManifest(
                m.run(), m.attempt(), table, part, membership, "f", rows, 100, "00", List.of(), false, List.of());
    }

    /** The anonymizer and the validator in one: notes wait for the names of the whole run. */
    private static List<Outcome> masked(BatchManifest m) {
        if (m.table().name().equals("public.note") && !m.resumed()) {
            return List.of(new Outcome.BatchDeferred(m.run(), m.attempt(), m));
        }
        return List.of(
                new Outcome.BatchAnonymized(
                        m.run(),
                        m.attempt(),
                        m.ref(),
                        List.of(
                                new ColumnTally("email", "EMAIL", "rule-1", "fake", m.rows(), m.rows()),
                                new ColumnTally("id", null, null, "keep", m.rows(), 0))),
                new Outcome.BatchValidated(m.run(), m.attempt(), m.ref(), List.of()));
    }

    public static Outcome.WorkFailed failed(LoadCommand order, FailureCategory category) {
        return new Outcome.WorkFailed(
                order.run(),
                order.attempt(),
                Phase.LOAD,
                "loader",
                order.getClass().getSimpleName(),
                order.store(),
                null,
                failure(category),
                UUID.randomUUID().toString());
    }

    public static Outcome.WorkFailed failed(BatchManifest batch, FailureCategory category) {
        return new Outcome.WorkFailed(
                batch.run(),
                batch.attempt(),
                Phase.ANONYMIZE,
                "anonymizer",
                "BatchManifest",
                null,
                batch,
                failure(category),
                UUID.randomUUID().toString());
    }

    public static Failure failure(FailureCategory category) {
        return new Failure(category, "TST-001", "it did not work", "Do <something> else");
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(Duration.ofSeconds(5));
    }
}
