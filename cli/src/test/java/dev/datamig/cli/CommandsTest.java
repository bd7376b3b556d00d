package dev.datamig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {

    private static final String RUN = "mig-20260101T000000Z-1";
    private static final String OPTIONS = "{'loadStrategy':'insert'}";
    private static final String UNKNOWN =
            "{'code':'COO-010','detail':'no district 0815','hint':'./datamig select lists them','status':404}";

    @TempDir
    Path folder;

    private final AnsweringCoordinator coordinator = new AnsweringCoordinator();

    @AfterEach
    void closes() {
        coordinator.close();
    }

    @Test
    void helpNamesEveryCommandAndEveryExitCode() {
        Session help = run("--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out())
                .contains("demo", "up", "down", "status", "logs", "verify", "migrate", "runs", "show", "approve")
                .contains(
                        "reject",
                        "cancel",
                        "pause",
                        "resume",
                        "retry",
                        "rollback",
                        "validate",
                        "analyze",
                        "select",
                        "why",
                        "wave",
                        "train",
                        "bench");
        for (ExitCode code : ExitCode.values()) {
            assertThat(help.out()).contains("  " + code.code() + "  ");
        }
    }

    @Test
    void withoutACommandThereIsHelp() {
        Session alone = run();

        assertThat(alone.exitCode()).isZero();
        assertThat(alone.out()).contains("COMMAND", "migrate", "Exit codes:");
        assertThat(alone.err()).isEmpty();
    }

    @Test
    void tellsItsVersion() {
        assertThat(run("--version").out().strip()).matches("datamig [0-9]+\\.[0-9]+\\.[0-9]+.*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bench", "migrate", "pause", "wave"})
    void everyCommandHasHelp(String command) {
        Session help = run(command, "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("Usage: datamig " + command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"migrat", "migrate", "migrate 1001 --strategy never", "rollback", "wave", "show a b"})
    void wrongArgumentsEndWithTwoAndSayWhatIsWrong(String line) {
        Session wrong = run(line.split(" "));

        assertThat(wrong.exitCode()).isEqualTo(ExitCode.USAGE.code());
        assertThat(wrong.err()).isNotBlank();
        assertThat(coordinator.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "runs", "show x", "migrate 1001", "analyze", "rollback x --confirm=x"})
    void saysHowToStartAStackWhenNoneRuns(String line) {
        Session lonely = Session.of(folder, Map.of(), line.split(" "));

        assertThat(lonely.exitCode()).isEqualTo(ExitCode.ENVIRONMENT.code());
        assertThat(lonely.err()).contains("./datamig up");
        assertThat(lonely.out()).isEmpty();
    }

    @Test
    void saysWhenTheCoordinatorDoesNotAnswer() {
        coordinator.close();

        Session silent = run("runs");

        assertThat(silent.exitCode()).isEqualTo(ExitCode.ENVIRONMENT.code());
        assertThat(silent.err()).contains(coordinator.url()).doesNotContain("Exception");
    }

    @Test
    void followsARunToItsEnd() {
        coordinator
                .on("POST /runs", 202, document("QUEUED", ""))
                .on("GET /runs/" + RUN, 200, document("EXTRACTING", phase("RUNNING", 5, 10)))
                .on("GET /runs/" + RUN, 200, document("COMPLETED", phase("DONE", 10, 10)));

        Session migrate = run("migrate", "1001");

        assertThat(migrate.exitCode()).isZero();
        assertThat(migrate.out()).contains("5 of 10 rows", "EXTRACTING", RUN + " is COMPLETED");
        assertThat(migrate.err()).isEmpty();
    }

    @Test
    void saysThatNothingIsHeardOfARun() {
        String heard = "'lastHeardAt':'%s','id':";
        String silent = document("VALIDATING", phase("RUNNING", 10, 10))
                .replace("'id':'" + RUN, heard.formatted("2026-01-01T00:00:00Z") + "'" + RUN);
        String lively = document("VALIDATING", phase("RUNNING", 10, 10))
                .replace("'id':'" + RUN, heard.formatted(Instant.now()) + "'" + RUN);
        coordinator
                .on("POST /runs", 202, silent)
                .on("GET /runs/" + RUN, 200, silent)
                .on("GET /runs/" + RUN, 200, lively)
                .on("GET /runs/" + RUN, 200, document("COMPLETED", phase("DONE", 10, 10)));

        assertThat(run("migrate", "1001").out())
                .containsOnlyOnce("no service has told anything about this run for ")
                .containsOnlyOnce("./datamig status");
    }

    @Test
    void sendsTheOptionsThatWereGiven() {
        coordinator.on("POST /runs", 202, document("QUEUED", ""));

        Session migrate = run(
                "migrate",
                "1001",
                "--dry-run",
                "--skip-load",
                "--require-approval",
                "--strategy",
                "upsert",
                "--no-wait");

        assertThat(migrate.exitCode()).isZero();
        assertThat(migrate.out()).isEqualTo("enqueued " + RUN + System.lineSeparator());
        assertThat(coordinator.calls())
                .singleElement()
                .asString()
                .contains("\"districtId\":\"1001\"", "\"dryRun\":true", "\"skipLoad\":true", "\"requireApproval\":true")
                .contains("\"loadStrategy\":\"upsert\"");
    }

    @Test
    void aDryRunTellsWhatItsPlanWarnsOf() {
        String many =
                IntStream.range(0, 12).mapToObj(i -> "'no index " + i + "'").collect(Collectors.joining(","));
        coordinator
                .on("POST /runs", 202, document("QUEUED", ""))
                .on("GET /runs/" + RUN, 200, document("COMPLETED", ""))
                .on("GET /runs/" + RUN + "/plan", 200, "{'stores':{'ids':{'warnings':[" + many + "]},'adb':{}}}");

        String dry = run("migrate", "1001", "--dry-run").out();

        assertThat(dry).contains("warning  ids: no index 0", "warning  ids: no index 9", "and 2 more");
        assertThat(dry).doesNotContain("no index 10");
        assertThat(run("migrate", "1001").out()).doesNotContain("warning");
    }

    @Test
    void survivesACoordinatorThatIsRestarted() {
        coordinator
                .on("POST /runs", 202, document("QUEUED", ""))
                .on("GET /runs/" + RUN, 200, document("LOADING", ""))
                .on("GET /runs/" + RUN, 503, "")
                .on("GET /runs/" + RUN, 503, "")
                .on("GET /runs/" + RUN, 200, document("COMPLETED", ""));

        assertThat(run("migrate", "1001").exitCode()).isZero();
    }

    @Test
    void endsWithOneWhenTheRunFailedAndSaysWhyAndWhatToDo() {
        String failed = document("FAILED", "").replaceFirst("}$", """
                ,'failure':{'category':'FATAL','code':'LOD-004','message':'7 rows are there','hint':'use upsert'}}""");
        coordinator.on("POST /runs", 202, failed).on("GET /runs/" + RUN, 200, failed);

        Session migrate = run("migrate", "1001");

        assertThat(migrate.exitCode()).isEqualTo(ExitCode.FAILED.code());
        assertThat(migrate.err()).contains("is FAILED", "LOD-004: 7 rows are there", "use upsert");
    }

    @ParameterizedTest
    @ValueSource(strings = {"COO-002", "COO-003"})
    void namesWhatTheChecksObjectedTo(String code) {
        String failed = document("FAILED", "").replaceFirst("}$", """
                ,'failure':{'category':'FATAL','code':'%s','message':'the checks object: 1 error','hint':'see'}}""".formatted(code));
        coordinator
                .on("POST /runs", 202, failed)
                .on("GET /runs/" + RUN, 200, failed)
                .on(
                        "GET /runs/" + RUN + "/report",
                        200,
                        "{'findings':["
                                + "{'check':'VAL-LEAK','severity':'ERROR','table':'a:public.t','column':'c','count':6,'message':'still there'},"
                                + "{'check':'VAL-LEAK-NAME','severity':'WARNING','table':'a:public.u','count':1,'message':'a word'}]}");

        Session migrate = run("migrate", "1001");

        assertThat(migrate.exitCode()).isEqualTo(ExitCode.FAILED.code());
        assertThat(migrate.err())
                .contains("VAL-LEAK  a:public.t(c): 6 still there")
                .doesNotContain("a word");
    }

    @Test
    void saysHowToAnswerARunThatWaitsForApproval() {
        String waiting = document("AWAITING_APPROVAL", "")
                .replaceFirst("}$", ",'checkpoint':{'type':'APPROVAL','message':'ready to load'}}");
        coordinator
                .on("POST /runs", 202, waiting)
                .on("GET /runs/" + RUN, 200, waiting)
                .on("GET /runs/" + RUN + "/plan", 200, "{'stores':{'ids':{'warnings':['slow']}}}");

        Session migrate = run("migrate", "1001", "--require-approval");

        assertThat(migrate.out()).contains("warning  ids: slow");

        assertThat(migrate.exitCode()).isEqualTo(ExitCode.FAILED.code());
        assertThat(migrate.err()).contains("ready to load", "./datamig approve " + RUN);
    }

    @Test
    void jsonIsTheOnlyThingOnStandardOutput() {
        coordinator
                .on("POST /runs", 202, document("QUEUED", ""))
                .on("GET /runs/" + RUN, 200, document("COMPLETED", ""));

        Session migrate = run("migrate", "1001", "--json");

        assertThat(Json.read(migrate.out(), com.fasterxml.jackson.databind.JsonNode.class)
                        .path("id")
                        .asText())
                .isEqualTo(RUN);
    }

    @Test
    void upNamesEverySecretThatIsMissingBeforeItStartsAnything() throws IOException {
        Path landscape = Files.writeString(folder.resolve("landscape.yaml"), """
                version: 1
                name: shop
                environment: CERT
                districts: { store: shop, query: "select id, name from store" }
                stores:
                  shop:
                    kind: postgresql
                    source: { url: "jdbc:postgresql://prod/shop", username: reader, password: "${NOT_SET_HERE}" }
                    target: { url: "jdbc:postgresql://cert/shop", username: loader, password: "${file:not/there}" }
                    roots: [{ table: store, where: "id = :district" }]
                """);

        Session up = run("up", "--landscape", landscape.toString());

        assertThat(up.exitCode()).isEqualTo(ExitCode.USAGE.code());
        assertThat(up.err()).contains("store shop", "NOT_SET_HERE", "not/there");
    }

    @Test
    void aRefusalIsToldInTheCoordinatorsWords() {
        coordinator.on("POST /runs", 404, UNKNOWN);

        Session migrate = run("migrate", "0815");

        assertThat(migrate.exitCode()).isEqualTo(ExitCode.REFUSED.code());
        assertThat(migrate.err()).contains("COO-010: no district 0815", "./datamig select lists them");
    }

    @ParameterizedTest
    @CsvSource({
        "approve,COMPLETED,0",
        "approve,FAILED,1",
        "reject,CANCELLED,0",
        "cancel,CANCELLED,0",
        "pause,PAUSED,0",
        "resume,COMPLETED,0",
        "retry,AWAITING_INTERVENTION,1"
    })
    void asksSomethingOfARunAndFollowsIt(String command, String end, int code) {
        coordinator
                .on("POST /runs/" + RUN + "/" + command, 202, document("LOADING", ""))
                .on("GET /runs/" + RUN, 200, document(end, ""));

        Session answer = run(command, RUN, "--comment", "looked at it");

        assertThat(answer.exitCode()).isEqualTo(code);
        assertThat(coordinator.calls().getFirst()).contains("looked at it");
    }

    @Test
    void rollsBackOnlyWhatWasConfirmed() {
        coordinator
                .on("POST /runs/" + RUN + "/rollback", 202, document("ROLLING_BACK", ""))
                .on("GET /runs/" + RUN, 200, document("ROLLING_BACK", ""))
                .on("GET /runs/" + RUN, 200, document("ROLLED_BACK", ""));

        Session other = run("rollback", RUN, "--confirm", "another");
        assertThat(other.exitCode()).isEqualTo(ExitCode.USAGE.code());
        assertThat(other.err()).contains("nothing was undone");
        assertThat(coordinator.calls()).isEmpty();

        Session confirmed = run("rollback", RUN, "--confirm", RUN);
        assertThat(confirmed.exitCode()).isZero();
        assertThat(confirmed.out()).contains("ROLLED_BACK");
    }

    @Test
    void aStateThatDoesNotAllowAnActionSaysWhichItAllows() {
        coordinator.on(
                "POST /runs/" + RUN + "/rollback",
                409,
                "{'code':'COO-020','detail':'the run is EXTRACTING','allowedActions':['cancel','pause']}");

        Session early = run("rollback", RUN, "--confirm", RUN);

        assertThat(early.exitCode()).isEqualTo(ExitCode.REFUSED.code());
        assertThat(early.err()).contains("the run is EXTRACTING", "allowed now: cancel, pause");
    }

    @Test
    void aWaveSucceedsOnlyWhenEveryDistrictDoes() {
        String wave = "{'id':'w1','ended':%s,'states':{'COMPLETED':%d},'runs':{'items':[]}}";
        coordinator
                .on("POST /waves", 202, wave.formatted("false", 0))
                .on("GET /waves/w1", 200, wave.formatted("true", 1));

        assertThat(run("wave", "1001", "1002").exitCode()).isEqualTo(ExitCode.FAILED.code());
        assertThat(run("wave", "1001").exitCode()).isZero();
    }

    @Test
    void logsShowTheEndOfOneAndTheNamesOfAll() throws IOException {
        Path logs = Files.createDirectories(folder.resolve(".datamig/logs"));
        Files.writeString(logs.resolve("loader.log"), "one\ntwo\nthree\n");

        assertThat(run("logs").out()).contains("loader  ");
        assertThat(run("logs", "loader", "--lines", "2").out()).isEqualToNormalizingNewlines("two\nthree\n");
        Session missing = run("logs", "nobody");
        assertThat(missing.exitCode()).isEqualTo(ExitCode.USAGE.code());
        assertThat(missing.err()).contains("there are: loader");
    }

    @Test
    void analyzeShowsVolumesCyclesSuggestionsAndDrift() {
        coordinator
                .on("POST /analyses", 202, "{'id':'q'}")
                .on(
                        "GET /analyses/latest",
                        200,
                        "{'id':'q','state':'DONE','result':{'exactCounts':true,'stores':[{'name':'ids',"
                                + "'server':'PostgreSQL 18','tables':[{'id':'ids:public.a','rows':1234,'bytes':2000000,'exact':true},"
                                + "{'id':'ids:public.b','exact':true}]}],"
                                + "'references':[{'from':'ids:public.a','to':'ids:public.b'},{'from':'ids:public.b','to':'sp:Person'}],"
                                + "'order':{'steps':[{'tables':['ids:public.a','ids:public.b'],'breaks':[{'reference':'a_b','why':'it is late'}]}]},"
                                + "'suggestions':[{'confidence':0.92,'line':'- { from: x }','section':'references'}],"
                                + "'drift':[{'store':'ids','compared':true,'findings':[{'severity':'STOPS','table':'public.a','column':'c',"
                                + "'what':'is missing in the target'}]}]}}");

        Session session = run("analyze", "--exact");

        assertThat(session.exitCode()).isZero();
        assertThat(coordinator.calls()).contains("POST /analyses {\"exactCounts\":true}");
        assertThat(session.out())
                .contains("PostgreSQL 18", "1,234", "2.0", "ids:public.a, ids:public.b", "broken at a_b: it is late")
                .contains("0.92  - { from: x }  (under references)")
                .contains("stops a load: ids public.a(c) is missing in the target");
    }

    @Test
    void selectShowsHowTheScoreCameAbout() {
        coordinator
                .on("POST /selections", 202, "{'id':'q'}")
                .on(
                        "GET /selections/latest",
                        200,
                        "{'id':'q','state':'DONE','result':{'weights':{'students':2.0},'pace':{'runs':3},"
                                + "'estimatedSeconds':90,'districts':[{'rank':1,'district':{'id':'1001','name':'North'},'score':75.5,'owned':5000,"
                                + "'reference':10,'bytes':3500000,'estimated':true,'estimatedSeconds':90,"
                                + "'points':[{'measure':'students','value':120,'points':75.5}]}]}}");

        Session session = run("select", "--top", "5");

        assertThat(session.exitCode()).isZero();
        assertThat(session.out())
                .contains(
                        "1001",
                        "North",
                        "75.5",
                        "~5,000",
                        "3.5",
                        "90.0 s",
                        "students 120: 75.5",
                        "by the last 3 completed runs");
    }

    @Test
    void whyShowsTheChainFromTheRoot() {
        coordinator.on(
                "GET /runs/" + RUN + "/why?store=ids&table=public.x&key=a%20b&key=2",
                200,
                "{'answer':{'membership':'OWNED',"
                        + "'chain':[{'table':'ids:public.d','key':['1'],'because':'root'},"
                        + "{'table':'ids:public.x','key':['a b','2'],'because':'fk','how':'it refers to the row before'}]}}");

        Session session = run("why", RUN, "ids", "public.x", "a b", "2");

        assertThat(session.exitCode()).isZero();
        assertThat(session.out())
                .contains("ids:public.d (1)   a root of the district")
                .contains("ids:public.x (a b, 2)   fk: it refers to the row before")
                .contains("It belongs to the district.");
    }

    @Test
    void whySaysWhereARowBelongsThatIsNotTheDistricts() {
        coordinator.on(
                "GET /runs/" + RUN + "/why?store=ids&table=public.x&key=2",
                200,
                "{'answer':{'chain':[],'absence':{'because':'OTHER_DISTRICT',"
                        + "'chain':[{'table':'ids:public.d','key':['9'],'because':'root'},"
                        + "{'table':'ids:public.x','key':['2'],'because':'fk','how':'it refers to the row before'}],"
                        + "'parents':[{'row':{'table':'ids:public.d','key':['9'],'because':'fk','how':'up'},'followed':true},"
                        + "{'row':{'table':'ids:public.y','key':['3'],'because':'fk2','how':'up'},'membership':'OWNED','followed':false},"
                        + "{'row':{'table':'ids:public.z','key':['4'],'because':'fk3','how':'up'},'membership':'REFERENCE','followed':true}]}}}");

        Session session = run("why", RUN, "ids", "public.x", "2");

        assertThat(session.exitCode()).isZero();
        assertThat(session.out())
                .contains("ids:public.d (9)   a root that is not the district's")
                .contains("ids:public.x (2)   fk: it refers to the row before")
                .contains("it hangs on a root that is not the district's.")
                .contains("ids:public.d (9)   fk: up — is not in the subset either")
                .contains("ids:public.y (3)   fk2: up — belongs to the district, but the landscape does not follow")
                .contains("ids:public.z (4)   fk3: up — is only there because");
    }

    private Session run(String... arguments) {
        return Session.of(folder, Map.of(Surroundings.URL_VARIABLE, coordinator.url()), arguments);
    }

    private static String document(String state, String phases) {
        return "{'id':'" + RUN + "','district':{'id':'1001','name':'North'},'state':'" + state + "','options':"
                + OPTIONS + ",'phases':[" + phases + "],'createdAt':'2026-01-01T00:00:00Z'}";
    }

    private static String phase(String state, int done, int expected) {
        return "{'phase':'EXTRACT','state':'" + state + "','rowsDone':" + done + ",'rowsExpected':" + expected
                + ",'attempts':1,'startedAt':'2026-01-01T00:00:00Z'}";
    }
}
