package dev.datamig.extractor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.landscape.Endpoint;
import dev.datamig.contracts.landscape.Landscape;
import dev.datamig.contracts.landscape.ReferenceEnd;
import dev.datamig.contracts.landscape.Secrets;
import dev.datamig.contracts.landscape.Store;
import dev.datamig.extractor.analysis.References;
import dev.datamig.extractor.analysis.drift.DriftFinding;
import dev.datamig.extractor.analysis.drift.DriftFinding.Kind;
import dev.datamig.extractor.analysis.drift.DriftFinding.Severity;
import dev.datamig.extractor.analysis.drift.StoreDrift;
import dev.datamig.extractor.analysis.shape.StoreShape;
import dev.datamig.extractor.analysis.shape.TableShape;
import dev.datamig.extractor.analysis.suggest.Suggestion;
import dev.datamig.extractor.analysis.suggest.Suggestions;
import dev.datamig.extractor.territory.Expedition;
import dev.datamig.sandbox.servers.PostgresServer;
import dev.datamig.sandbox.servers.TestServers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The analysis on real databases: a source that declares some of its references, and a target that has drifted away. */
class AnalysisTest {

    private static final String[] BOTH = {
        "create schema \"Läden/2\"",
        "create type mood as enum ('glad', 'sad')",
        "create domain grade as smallint check (value between 1 and 6)",
        "create table region (code varchar(8) primary key, name text)",
        "create table person (id bigint generated always as identity primary key, uid uuid not null unique, mood mood,"
                + " region_code varchar(8) references region)",
        "create table team (id int primary key, lead_id bigint, name varchar(40) unique, parent_id int)",
        "create table membership (person_id bigint references person on delete cascade deferrable, team_id int, marks grade,"
                + " since date default current_date, primary key (person_id, team_id))",
        "create table event (id bigint, at date not null, team_id int, opened_by uuid, primary key (id, at)) partition by range (at)",
        "create table event_old partition of event for values from (minvalue) to ('2025-01-01')",
        "create table event_new partition of event default",
        "create table remark (id serial primary key, entity_type text, entity_id bigint, body text)",
        "create table \"Läden/2\".\"Kasse\" (\"Nr\" int primary key, person_id bigint, \"Bild\" oid)",
        "create table pupil (\"sourcedId\" uuid primary key)",
        "create table pupil_facts (\"sourcedId\" uuid primary key references pupil, height int)",
        "create table crew (id int primary key, team_ids int[], \"memberUids\" uuid[], turns int[], region_codes text[][])",
        "comment on table person is 'who is who'",
    };

    private static final String[] ROWS = {
        "insert into region values ('north', 'N'), ('south-1', 'S'), ('south-2', 'S'), ('west', 'W'), ('east', 'E')",
        "insert into person (uid, mood, region_code) select md5(g::text)::uuid, 'glad', 'north' from generate_series(1, 400) g",
        "insert into team select g, 1 + g % 400, 'team ' || g, nullif(g / 2, 0) from generate_series(1, 40) g",
        "insert into membership (person_id, team_id) select g, 1 + g % 40 from generate_series(1, 400) g",
        "insert into event select g, date '2024-06-01' + g, 1 + g % 40, md5((1 + g % 400)::text)::uuid from generate_series(1, 600) g",
        "insert into remark (entity_type, entity_id, body) select 'person', 1 + g % 400, 'x' from generate_series(1, 300) g",
        "insert into remark (entity_type, entity_id, body) select 'Team', 1 + g % 40, 'x' from generate_series(1, 300) g",
        "insert into remark (entity_type, entity_id, body) select 'secret thing', g, 'x' from generate_series(1, 30) g",
        "insert into \"Läden/2\".\"Kasse\" select g, 1 + g % 400 from generate_series(1, 50) g",
        "insert into pupil select md5('p' || g)::uuid from generate_series(1, 200) g",
        "insert into pupil_facts select \"sourcedId\", 150 from pupil",
        "insert into crew select g, array[null, 1 + g % 40, 1 + (g + 7) % 40], array[md5((1 + g)::text)::uuid], array[g], '{{west,east}}'"
                + " from generate_series(1, 60) g",
        "insert into crew (id, team_ids) values (61, '{}'), (62, null)",
        "analyze",
    };

    private static final String[] DRIFT = {
        "drop table remark",
        "alter table person drop column region_code",
        "alter table person add column must int not null",
        "alter table person add column may int not null default 1",
        "alter table team alter column name type varchar(20)",
        "alter table team alter column lead_id type int",
        "alter table team alter column parent_id set not null",
        "alter table region alter column name type date using null",
        "alter table membership add check (team_id > 0)",
        "alter table membership add foreign key (team_id) references team",
        "alter table event alter column team_id type bigint",
        "drop type mood cascade",
        "create type mood as enum ('glad')",
        "alter table person add column mood mood",
    };

    private static PostgresServer postgres;
    private static Landscape landscape;

    @BeforeAll
    static void create() {
        postgres = TestServers.postgres();
        postgres.createDatabase("analysis_source");
        postgres.createDatabase("analysis_target");
        postgres.execute(
                "postgres",
                "drop database analysis_target",
                "create database analysis_target template template0 encoding 'LATIN1' locale 'C'");
        postgres.execute("analysis_source", BOTH);
        postgres.execute("analysis_source", ROWS);
        postgres.execute("analysis_target", BOTH);
        postgres.execute("analysis_target", DRIFT);
        landscape = landscape("analysis_target");
    }

    private static Landscape landscape(String target) {
        return landscape(TestLandscapes.endpoint(postgres, target));
    }

    private static Landscape landscape(Endpoint target) {
        return TestLandscapes.of(
                List.of(),
                new Store.Postgres(
                        "s",
                        TestLandscapes.endpoint(postgres, "analysis_source"),
                        target,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        true,
                        List.of()));
    }

    private interface Look<T> {
        T at(Expedition expedition, StoreSurvey survey, StoreShape shape);
    }

    private static <T> T look(Landscape over, boolean exact, Look<T> look) {
        try (Expedition expedition =
                new Expedition(over, Secrets.ofProcess(), TestReading.DEFAULT, Clock.systemUTC())) {
            expedition.connect();
            expedition.freeze();
            StoreSurvey survey = new StoreSurvey(TestReading.DEFAULT, exact);
            return look.at(
                    expedition, survey, survey.source(expedition, over.stores().get(0)));
        }
    }

    private static TableShape table(StoreShape shape, String name) {
        return shape.tables().stream()
                .filter(table -> table.id().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void readsTablesAsTheyAre() {
        StoreShape shape = look(landscape, false, (expedition, survey, seen) -> seen);

        TableShape person = table(shape, "public.person");
        assertThat(person.comment()).isEqualTo("who is who");
        assertThat(person.rows()).isEqualTo(400);
        assertThat(person.exact()).isFalse();
        assertThat(person.bytes()).isPositive();
        assertThat(person.column("id").orElseThrow().identity()).isEqualTo("ALWAYS");
        assertThat(person.column("mood").orElseThrow().allowed()).containsExactly("glad", "sad");
        assertThat(person.uniqueKeys()).extracting(TableShape.KeyShape::columns).containsExactly(List.of("uid"));
        TableShape membership = table(shape, "public.membership");
        assertThat(membership.foreignKeys()).singleElement().satisfies(key -> {
            assertThat(key.onDelete()).isEqualTo("CASCADE");
            assertThat(key.deferrable()).isTrue();
            assertThat(key.parent()).isEqualTo(person.id());
        });
        assertThat(membership.column("marks").orElseThrow().domain()).isEqualTo("public.grade");
        assertThat(membership.column("marks").orElseThrow().plainType()).isEqualTo("smallint");
        assertThat(membership.column("since").orElseThrow().filled()).isTrue();
        TableShape event = table(shape, "public.event");
        assertThat(event.kind()).isEqualTo(TableShape.Kind.PARTITIONED);
        assertThat(shape.warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning).contains("large objects", "\"Läden/2\".\"Kasse\"(Bild)"));
        assertThat(event.partitionKey()).isEqualTo("RANGE (at)");
        assertThat(event.partitions()).hasSize(2);
        assertThat(event.rows()).isEqualTo(600);
        assertThat(shape.tables()).extracting(each -> each.id().name()).contains("\"Läden/2\".\"Kasse\"");
        assertThat(shape.tables()).extracting(each -> each.id().name()).doesNotContain("public.event_old");
        assertThat(shape.domains()).extracting(StoreShape.DomainShape::name).containsExactly("public.grade");
    }

    @Test
    void countsWhenAskedTo() {
        StoreShape shape = look(landscape, true, (expedition, survey, seen) -> seen);

        assertThat(table(shape, "public.event").exact()).isTrue();
        assertThat(table(shape, "public.event").rows()).isEqualTo(600);
    }

    @Test
    void suggestsWhatNobodyDeclared() {
        List<Suggestion> suggestions =
                look(landscape, false, (expedition, survey, shape) -> suggestions(expedition, landscape, shape));

        assertThat(suggestions)
                .extracting(Suggestion::line)
                .containsExactlyInAnyOrder(
                        "- { from: \"public.membership(team_id)\", to: \"public.team(id)\" }",
                        "- { from: \"public.event(team_id)\", to: \"public.team(id)\" }",
                        "- { from: \"public.event(opened_by)\", to: \"public.person(uid)\" }",
                        "- { from: \"public.team(parent_id)\", to: \"public.team(id)\" }",
                        "- { from: \"public.remark(entity_id)\", to: \"public.person(id)\", when: \"entity_type = 'person'\" }",
                        "- { from: \"public.remark(entity_id)\", to: \"public.team(id)\", when: \"entity_type = 'Team'\" }",
                        "- { from: '\"Läden/2\".\"Kasse\"(person_id)', to: \"public.person(id)\" }",
                        "- { from: \"public.crew(team_ids)\", path: \"[]\", to: \"public.team(id)\" }",
                        "- { from: \"public.crew(region_codes)\", path: \"[]\", to: \"public.region(code)\" }",
                        "- { from: 'public.crew(\"memberUids\")', path: \"[]\", to: \"public.person(uid)\" }");
        assertThat(suggestions)
                .filteredOn(each -> each.from().name().equals("public.crew"))
                .allMatch(each -> each.section().equals("stores.s.load.json")
                        && each.sampled() > 0
                        && each.matched() == each.sampled());
        assertThat(suggestions.get(0).confidence()).isGreaterThan(Suggestion.LIKELY);
        assertThat(suggestions.toString()).doesNotContain("secret thing");
    }

    @Test
    void leavesOutWhatTheAccountMayNotRead() {
        postgres.execute(
                "analysis_source",
                "drop role if exists analysis_reader",
                "create role analysis_reader login password 'reader'",
                "grant select on region, person, team, membership to analysis_reader");
        Store.Postgres store = (Store.Postgres) landscape.stores().get(0);
        Landscape asReader = TestLandscapes.of(
                List.of(),
                new Store.Postgres(
                        "s",
                        new Endpoint(postgres.jdbcUrl("analysis_source"), "analysis_reader", "reader", null),
                        store.target(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        true,
                        List.of()));

        StoreShape shape = look(asReader, true, (expedition, survey, seen) -> {
            assertThat(suggestions(expedition, asReader, seen))
                    .anyMatch(each -> each.sampled() > 0)
                    .anyMatch(each -> each.from().name().equals("public.event") && each.sampled() <= 0);
            return seen;
        });

        assertThat(table(shape, "public.person").exact()).isTrue();
        assertThat(table(shape, "public.remark").exact()).isFalse();
        assertThat(shape.warnings()).anyMatch(warning -> warning.contains("cannot be read by this account"));
    }

    @Test
    void suggestsNothingForArraysThatTheLandscapeNames() {
        List<Suggestion> suggestions = look(
                landscape,
                false,
                (expedition, survey, shape) -> suggestions(
                        expedition,
                        landscape,
                        shape,
                        new ReferenceEnd("s", "crew", List.of("team_ids")),
                        new ReferenceEnd("t", "crew", List.of("region_codes")),
                        new ReferenceEnd("s", "public.crew", List.of("memberUids"))));

        assertThat(suggestions)
                .filteredOn(each -> each.from().name().equals("public.crew"))
                .extracting(Suggestion::fromColumns)
                .containsExactly(List.of("region_codes"));
    }

    private static List<Suggestion> suggestions(
            Expedition expedition, Landscape over, StoreShape shape, ReferenceEnd... arrays) {
        return Suggestions.of(
                List.of(shape),
                References.of(over, List.of(shape)).all(),
                List.of(arrays),
                new SurveyValues(expedition, List.of(shape), Clock.systemUTC(), Duration.ofMinutes(1)));
    }

    @Test
    void suggestsByNameAloneWhenThereIsNoTimeToLook() {
        List<Suggestion> suggestions = look(
                landscape,
                false,
                (expedition, survey, shape) -> Suggestions.of(
                        List.of(shape),
                        References.of(landscape, List.of(shape)).all(),
                        List.of(),
                        new SurveyValues(expedition, List.of(shape), Clock.systemUTC(), Duration.ofSeconds(-1))));

        assertThat(suggestions).isNotEmpty().allMatch(each -> each.sampled() == -1);
    }

    @Test
    void findsWhatDriftedApart() {
        StoreDrift drift = look(
                landscape,
                false,
                (expedition, survey, shape) ->
                        survey.drift(shape, landscape.stores().get(0)));

        assertThat(drift.compared()).isTrue();
        assertThat(drift.findings().stream().map(AnalysisTest::brief))
                .containsExactlyInAnyOrder(
                        "MAY_STOP ENCODING null null",
                        "STOPS MISSING_TABLE public.remark null",
                        "STOPS MISSING_COLUMN public.person region_code",
                        "STOPS REQUIRED_COLUMN public.person must",
                        "STOPS COLUMN_TYPE public.region name",
                        "MAY_STOP COLUMN_TYPE public.team name",
                        "MAY_STOP COLUMN_TYPE public.team lead_id",
                        "MAY_STOP NULLABILITY public.team parent_id",
                        "MAY_STOP ENUM_LABELS public.person mood",
                        "MAY_STOP CHECK public.membership null",
                        "MAY_STOP FOREIGN_KEY public.membership null",
                        "INFORMATION FOREIGN_KEY public.person null",
                        "INFORMATION COLUMN_TYPE public.event team_id");
        assertThat(drift.findings()).extracting(DriftFinding::severity).isSorted();
        assertThat(drift.findings()).noneMatch(each -> each.kind() == Kind.KEY && each.severity() == Severity.STOPS);
    }

    @Test
    void doesNotTakeForMissingWhatTheTargetsAccountMayNotSee() {
        postgres.execute("analysis_target", "create role analysis_guest login password 'guest'");
        Landscape asGuest =
                landscape(new Endpoint(postgres.jdbcUrl("analysis_target"), "analysis_guest", "guest", null));

        StoreDrift drift = look(
                asGuest,
                false,
                (expedition, survey, shape) ->
                        survey.drift(shape, asGuest.stores().get(0)));

        assertThat(drift.findings().stream().map(AnalysisTest::brief))
                .contains("MAY_STOP HIDDEN_TABLE \"Läden/2\".\"Kasse\" null", "STOPS MISSING_TABLE public.remark null");
        postgres.execute("analysis_target", "drop role analysis_guest");
    }

    private static String brief(DriftFinding finding) {
        return finding.severity() + " " + finding.kind() + " " + finding.table() + " " + finding.column();
    }

    @Test
    void goesOnWhenTheTargetCannotBeReached() {
        Landscape unreachable = landscape("no_such_database");

        StoreDrift drift = look(
                unreachable,
                false,
                (expedition, survey, shape) ->
                        survey.drift(shape, unreachable.stores().get(0)));

        assertThat(drift.compared()).isFalse();
        assertThat(drift.reason()).startsWith("EXT-");
    }
}
