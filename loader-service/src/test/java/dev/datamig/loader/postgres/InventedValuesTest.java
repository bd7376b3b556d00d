package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.LoadStrategy;
import dev.datamig.contracts.outcome.ConflictPlan;
import dev.datamig.contracts.outcome.TableLoad;
import dev.datamig.contracts.schema.StoreKind;
import dev.datamig.contracts.schema.TableId;
import dev.datamig.loader.SealedFixture;
import dev.datamig.loader.target.LoadPolicy;
import dev.datamig.loader.target.Target;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two stores in whose targets other people's rows have some of the values that masking made up. */
class InventedValuesTest {

    private static final String[] PEOPLE = {
        "create domain ssn as varchar(11) check (value ~ '^[0-9]{3}-[0-9]{2}-[0-9]{4}$')",
        "create table student (id int8 primary key, ssn ssn unique, login varchar(12) not null unique, name text)",
        "create table contact (id int8 primary key, ssn ssn, about text)",
        "create table account (login varchar(12) primary key, quota int)",
        "create table device (id int8 primary key, login varchar(12) references account, kind text)",
    };

    private static final String[] WORK = {
        "create table payee (no int8 primary key, ssn text, unique (ssn))",
        "create table badge (no int8 primary key, number int8 not null unique)",
    };

    @TempDir
    Path staging;

    private PgFixture people;
    private PgFixture work;
    private int runs;

    private SeveralStores stores(LoadStrategy strategy, boolean told) {
        var sealed = new SealedFixture(staging, ++runs, StoreKind.POSTGRESQL);
        people.into(sealed, all("student", "contact", "account", "device"));
        work.into(sealed, all("payee", "badge"));
        if (told) {
            sealed.invented(TableId.of("people:public.student"), "ssn", "ssn");
            sealed.invented(TableId.of("people:public.contact"), "ssn", "ssn");
            sealed.invented(TableId.of("work:public.payee"), "ssn", "ssn");
            sealed.invented(TableId.of("people:public.student"), "login", "login");
            sealed.invented(TableId.of("people:public.account"), "login", "login");
            sealed.invented(TableId.of("people:public.device"), "login", "login");
            sealed.invented(TableId.of("work:public.badge"), "number", "badge");
        }
        Map<String, Target> targets = new LinkedHashMap<>();
        targets.put("people", people.targetStore());
        targets.put("work", work.targetStore());
        return new SeveralStores(sealed, sealed.seal(), targets, store -> LoadPolicy.of(strategy));
    }

    private static Map<String, String[]> all(String... tables) {
        Map<String, String[]> all = new LinkedHashMap<>();
        for (String table : tables) {
            all.put("public." + table, new String[] {"true", "false"});
        }
        return all;
    }

    private void fill(String name) {
        people = new PgFixture("people", name + "_one", staging, PEOPLE);
        work = new PgFixture("work", name + "_two", staging, WORK);
        people.source(
                "insert into student values (1, '900-12-0001', 'ann7', 'Ann'), (2, '900-12-0002', 'bob8', 'Bob'), (3, null, 'cid9', 'Cid')",
                "insert into contact values (1, '900-12-0001', 'mother'), (2, '900-12-0009', 'uncle'), (3, '900-12-0002', 'aunt')",
                "insert into account values ('ann7', 1), ('bob8', 2), ('cid9', 3)",
                "insert into device values (1, 'bob8', 'pad'), (2, 'ann7', 'pad'), (3, null, 'spare')");
        work.source(
                "insert into payee values (1, '900-12-0001'), (2, '900-12-0002'), (3, '900-12-0009')",
                "insert into badge values (1, 70001), (2, 70002)");
        // a number of a student, one that only the other store cannot have, a login that is a key, a whole number
        people.target(
                "insert into student values (100, '900-12-0001', 'tess', 'Tester')",
                "insert into account values ('bob8', 99)");
        work.target("insert into payee values (100, '900-12-0009')", "insert into badge values (100, 70002)");
    }

    @Test
    void anotherValueIsMadeUpAndIsTheSameWhereverThePersonIs() {
        fill("invented");
        Map<String, String> peopleBefore = people.dump();
        Map<String, String> workBefore = work.dump();
        SeveralStores stores = stores(LoadStrategy.REMAP, true);

        List<TableLoad> loaded = stores.load();

        assertThat(loaded)
                .allSatisfy(table -> assertThat(table.updated() + table.conflicts() + table.unchanged())
                        .isZero());
        String ann = people.value("select ssn from student where id = 1");
        String uncle = people.value("select ssn from contact where id = 2");
        assertThat(ann).matches("900-12-\\d{4}").isNotEqualTo("900-12-0001");
        assertThat(uncle).matches("900-12-\\d{4}").isNotEqualTo("900-12-0009").isNotEqualTo(ann);
        assertThat(people.value("select string_agg(ssn, ',' order by id) from contact"))
                .isEqualTo(ann + "," + uncle + ",900-12-0002");
        assertThat(work.value("select string_agg(ssn, ',' order by no) from payee where no < 100"))
                .isEqualTo(ann + ",900-12-0002," + uncle);
        assertThat(people.value("select string_agg(ssn, ',' order by id) from student where id in (2, 100)"))
                .isEqualTo("900-12-0002,900-12-0001");
        String bob = people.value("select login from account where quota = 2");
        assertThat(bob).matches("bob\\d").isNotEqualTo("bob8");
        assertThat(people.value("select string_agg(coalesce(login, '-'), ',' order by id) from device"))
                .isEqualTo(bob + ",ann7,-");
        assertThat(people.value("select string_agg(login, ',' order by id) from student"))
                .isEqualTo("ann7," + bob + ",cid9,tess");
        assertThat(work.value("select number from badge where no = 2"))
                .matches("7\\d{4}")
                .isNotEqualTo("70002");

        stores.undo();
        assertThat(people.dump()).isEqualTo(peopleBefore);
        assertThat(work.dump()).isEqualTo(workBefore);

        // the same again: testers know the rows by what they had
        stores(LoadStrategy.REMAP, true).load();
        assertThat(people.value("select ssn from student where id = 1")).isEqualTo(ann);
        assertThat(people.value("select login from account where quota = 2")).isEqualTo(bob);
    }

    @Test
    void aFewThatMeetTestersByChanceStopNoLoad() {
        fill("by_chance");
        people.target("delete from account");
        Map<String, String> before = people.dump();
        SeveralStores stores = stores(LoadStrategy.INSERT, true);

        assertThat(Objects.requireNonNull(stores.plan().get("people").detail()).warnings())
                .contains(
                        "1 made-up values of people:public.student(ssn) are other ones, because rows of the target have them");
        stores.load();

        String ann = people.value("select ssn from student where id = 1");
        assertThat(ann).matches("900-12-\\d{4}").isNotEqualTo("900-12-0001");
        assertThat(work.value("select ssn from payee where no = 1")).isEqualTo(ann);
        assertThat(people.value("select ssn from student where id = 100")).isEqualTo("900-12-0001");
        stores.undo();
        assertThat(people.dump()).isEqualTo(before);
    }

    @Test
    void manyAreNoChance() {
        fill("no_chance");
        people.source("insert into student select i, null, 'l' || i, 'n' from generate_series(1001, 1100) i");
        people.target(
                "delete from account",
                "insert into student select i + 5000, null, 'l' || i, 'n' from generate_series(1001, 1011) i");

        Map<String, Target.Plan> plans = stores(LoadStrategy.INSERT, true).plan();

        assertThat(plans.get("people").problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .contains(
                                "people:public.student: 11 of 103 rows",
                                "11 under the same student_login_key (login)"));
    }

    @Test
    void aRowUnderTheSameKeyIsAConflictAsEver() {
        fill("as_ever");

        Map<String, Target.Plan> plans = stores(LoadStrategy.INSERT, true).plan();

        assertThat(plans.get("people").problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("people:public.account: 1 of 3 rows"));
    }

    @ParameterizedTest
    @EnumSource(names = {"REMAP", "INSERT"})
    void valuesThatNobodyMadeUpStayAsTheyAre(LoadStrategy strategy) {
        fill("as_they_are_" + strategy.name().toLowerCase(Locale.ROOT));

        Map<String, Target.Plan> plans = stores(strategy, false).plan();

        assertThat(plans.get("people").problems())
                .anySatisfy(problem -> assertThat(problem.message())
                        .contains("people:public.student: 1 of 3 rows", "1 under the same student_ssn_key (ssn)")
                        .doesNotContain("900-12"));
        assertThat(Objects.requireNonNull(plans.get("people").detail()).tables().stream()
                        .filter(table -> table.table().name().equals("public.student"))
                        .flatMap(table -> table.conflicts().stream())
                        .map(ConflictPlan::constraint))
                .containsExactly("student_ssn_key");
    }

    /** Of a larger table a plan reads the keys alone, as long as the rest of a row decides nothing. */
    @Test
    void aFewOfManyThatMeetTestersGetOtherValuesToo() {
        fill("few_of_many");
        String many =
                "insert into student select i, '900-13-' || lpad(i::text, 4, '0'), 'l' || i, 'n' || i from generate_series(1001, 2500) i";
        people.source(many, "insert into account select 'l' || i, i from generate_series(1001, 2500) i");
        people.target("delete from account", "insert into student values (101, '900-13-1044', 'l2400', 'Tester')");
        work.source("insert into payee select i, '900-13-' || i from generate_series(1001, 2500) i");
        work.target("insert into payee values (101, '900-13-1500')");
        Map<String, String> before = people.dump();
        Map<String, String> workBefore = work.dump();
        SeveralStores stores = stores(LoadStrategy.INSERT, true);

        stores.load();

        assertThat(people.value("select ssn from student where id = 1044"))
                .matches("900-13-\\d{4}")
                .isNotEqualTo("900-13-1044");
        assertThat(people.value("select login from student where id = 2400"))
                .isEqualTo(people.value("select login from account where quota = 2400"))
                .isNotEqualTo("l2400");
        assertThat(
                        people.value(
                                "select count(*) from student where id > 1000 and name = 'n' || id and (ssn = '900-13-' || id or id in (1044, 1500))"))
                .isEqualTo("1500");
        assertThat(people.value("select string_agg(ssn, ',' order by id) from student where id in (1044, 1500)"))
                .isEqualTo(work.value("select string_agg(ssn, ',' order by no) from payee where no in (1044, 1500)"))
                .doesNotContain("900-13-1044")
                .doesNotContain("900-13-1500");
        stores.undo();
        assertThat(people.dump()).isEqualTo(before);
        assertThat(work.dump()).isEqualTo(workBefore);
    }

    /** Rows that are copied straight into place, where nothing of theirs stands in the way, follow what another store has chosen. */
    @Test
    void rowsOnTheirWayIntoPlaceAreThePersonThatOtherStoresHave() {
        fill("on_their_way");
        people.source(
                "insert into student select i, '900-13-' || lpad(i::text, 4, '0'), 'l' || i, 'n' || i from generate_series(1001, 2500) i");
        people.target("delete from account", "delete from student");
        work.source("insert into payee select i, '900-13-' || i from generate_series(1001, 2500) i");
        work.target("insert into payee values (101, '900-13-1500')");
        SeveralStores stores = stores(LoadStrategy.INSERT, true);

        stores.load();

        assertThat(people.value("select ssn from student where id = 1500"))
                .isEqualTo(work.value("select ssn from payee where no = 1500"))
                .isNotEqualTo("900-13-1500");
    }

    @Test
    void aConflictOfFewOfManyNamesAllThatDiffers() {
        var fixture = new PgFixture(
                "seats",
                "seats",
                staging,
                "create table seat (id int8 primary key, code varchar(12) unique, note text)");
        fixture.source("insert into seat select i, 'c' || i, 'n' || i from generate_series(1001, 2500) i");
        fixture.target("insert into seat values (101, 'c2400', 'theirs'), (2400, 'x', 'theirs')");
        var sealed = new SealedFixture(staging, ++runs, StoreKind.POSTGRESQL);
        fixture.into(sealed, all("seat"));
        sealed.invented(TableId.of("seats:public.seat"), "code", "code");
        var stores = new SeveralStores(
                sealed,
                sealed.seal(),
                Map.of("seats", fixture.targetStore()),
                store -> LoadPolicy.of(LoadStrategy.INSERT));

        Target.Plan plan = stores.plan().get("seats");

        assertThat(Objects.requireNonNull(plan.detail()).tables())
                .flatExtracting(table -> table.conflicts())
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.kind() + conflict.rows() + conflict.columns())
                        .isEqualTo("key1[code, note]"));
    }
}
