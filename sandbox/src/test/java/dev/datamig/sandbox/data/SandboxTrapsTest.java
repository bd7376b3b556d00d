package dev.datamig.sandbox.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that makes real schemas hard is there, and has rows. Each query must find at least one. */
class SandboxTrapsTest {

    private static final String FK = "select 1 from pg_constraint where contype = 'f' and ";

    static Stream<Arguments> traps() {
        return Stream.of(
                trap(
                        "a cycle of two",
                        "hcp1",
                        "select 1 from discussion_thread t join discussion_post p on p.thread_id = t.id"
                                + " where t.first_post_id = p.id"),
                trap(
                        "a cycle of two between a district and its head office",
                        "ids",
                        "select 1 from district d join organization o"
                                + " on o.id = d.head_office_id and o.district_id = d.id"),
                trap(
                        "a cycle of three that can be deferred",
                        "ids",
                        "select 1 from school s join staff_assignment a on a.id ="
                                + " s.principal_assignment_id join department d on d.id = a.department_id and d.school_id = s.id"),
                trap(
                        "another cycle of three",
                        "adb",
                        "select 1 from appeal a join ruling r on r.id = a.ruling_id join panel p on p.id"
                                + " = r.panel_id and p.lead_appeal_id = a.id"),
                trap("managers", "ids", "select 1 from staff s join staff m on m.id = s.manager_id"),
                trap("a tree of categories", "hcp1", "select 1 from assignment_category where parent_id is not null"),
                trap("composite references", "hcp1", FK + "cardinality(conkey) = 2"),
                trap(
                        "a reference that is NULL in one column only",
                        "hcp2",
                        "select 1 from invoice where order_number is null"),
                trap("natural keys", "adb", "select 1 from bank.subject"),
                trap(
                        "a reference to a unique column that is not the primary key",
                        "ids",
                        FK + "conname = 'external_id_person_uid_fkey'"),
                trap("many to many", "hcp2", "select 1 from product_component"),
                trap(
                        "polymorphic notes",
                        "ids",
                        "select 1 from (select distinct entity_type from note) t having count(*) = 3"),
                trap(
                        "students in two districts",
                        "ids",
                        "select 1 from enrollment e join school s on s.id = school_id where"
                                + " school_year_id = 2025 group by student_id having count(distinct district_id) = 2"),
                trap(
                        "staff who moved",
                        "ids",
                        "select 1 from staff_transfer t join school f on f.id = from_school_id join school s on"
                                + " s.id = to_school_id where f.district_id <> s.district_id"),
                trap(
                        "tables partitioned by list, range and hash",
                        "ids",
                        "select 1 from pg_partitioned_table where partstrat = 'l'"),
                trap(
                        "a table partitioned by range",
                        "hcp1",
                        "select 1 from pg_partitioned_table where partstrat = 'r'"),
                trap("a table partitioned by hash", "adb", "select 1 from pg_partitioned_table where partstrat = 'h'"),
                trap(
                        "rows in several partitions",
                        "ids",
                        "select 1 from (select distinct tableoid from enrollment) t having count(*) = 3"),
                trap("generated columns", "ids", "select 1 from pg_attribute where attgenerated = 's'"),
                trap("identity always", "ids", "select 1 from pg_attribute where attidentity = 'a'"),
                trap("identity by default", "ids", "select 1 from pg_attribute where attidentity = 'd'"),
                trap("serial columns", "hcp1", "select 1 from pg_class where relname = 'submission_id_seq'"),
                trap("deferrable references", "ids", FK + "condeferrable and not condeferred"),
                trap(
                        "a deferrable unique constraint",
                        "hcp2",
                        "select 1 from pg_constraint where contype = 'u' and condeferrable"),
                trap("enums", "ids", "select 1 from pg_enum"),
                trap("domains with checks", "ids", "select 1 from pg_constraint where contypid <> 0 and contype = 'c'"),
                trap(
                        "arrays with commas and quotes in them",
                        "ids",
                        "select 1 from room where 'say \"ah\" booth, large' = any (features)"),
                trap(
                        "personal data inside jsonb",
                        "ids",
                        "select 1 from student where profile->'contacts'->0->>'name' is not null"),
                trap("numeric that is not a number", "ids", "select 1 from program where funding = 'NaN'"),
                trap("infinite timestamps", "hcp1", "select 1 from assignment where due = 'infinity'"),
                trap("minus infinity", "ids", "select 1 from \"user\" where last_login = '-infinity'"),
                trap("bytea", "hcp1", "select 1 from attachment where length(content) > 0"),
                trap(
                        "inet of both versions",
                        "ids",
                        "select 1 from (select distinct family(last_ip) from \"user\" where last_ip is not"
                                + " null) t having count(*) = 2"),
                trap("ranges, unbounded and empty", "hcp2", "select 1 from license where isempty(valid)"),
                trap("tsvector", "hcp2", "select 1 from resource where keywords @@ 'chapter'::tsquery"),
                trap("xml", "adb", "select 1 from report_template where layout is document"),
                trap(
                        "free text with names and phones in it",
                        "ids",
                        "select 1 from note n join person p on p.id = n.author_id where body" + " like '%555-%'"),
                trap(
                        "mixed-case and reserved identifiers",
                        "hcp1",
                        "select 1 from \"Order Line\" l join \"Order\" o using (\"Order No\")"
                                + " where o.\"user\" is not null"),
                trap("names that are not ASCII", "ids", "select 1 from student where family_name ~ '[^ -~]'"),
                trap(
                        "NULLs where they are allowed",
                        "ids",
                        "select 1 from student where ssn is null and preferred_name is null"),
                trap(
                        "a row twice in a table without a key",
                        "adb",
                        "select 1 from access_log l group by l.* having count(*) > 1"),
                trap("keys that hold e-mail addresses", "adb", "select 1 from report_delivery where email like '%@%'"),
                trap("a lookup tree", "hcp2", "select 1 from standard where parent_id is not null"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("traps")
    void isThere(String what, String store, String query) {
        assertThat(TestDatabase.prod(store).column(query)).as(what).isNotEmpty();
    }

    @Test
    void personalNumbersAndNamesOfAccountsAreUnique() {
        for (String column : List.of("email", "user_name", "student_number", "ssn")) {
            assertThat(TestDatabase.prod("ids")
                            .number("select count(*) - count(distinct " + column + ") - count(*) filter (where "
                                    + column + " is null) from student"))
                    .as(column)
                    .isZero();
        }
    }

    @Test
    void referencesReachTheGraphByUid() {
        var places = TestDatabase.prod("ids").column("select place_uid from campus");
        try (var graph = new GraphUnderTest(SandboxFixture.servers().spProd())) {
            assertThat(graph.texts("MATCH (p:Place) RETURN p.placeId")).containsAll(places);
            assertThat(graph.texts("MATCH (p:Person:Staff:Guardian) RETURN p.personId"))
                    .isNotEmpty();
            assertThat(graph.texts("MATCH (a)-[r:MENTORS]->(b) WITH a, b, count(r) AS n WHERE n > 1 RETURN a.personId"))
                    .isNotEmpty();
            assertThat(graph.texts("MATCH (a)-[:REPORTS_TO]->(a) RETURN a.personId"))
                    .isNotEmpty();
        }
    }

    @Test
    void aLookupMeansSomethingElseInCertAndCanBeFoundByItsCode() {
        assertThat(TestDatabase.prod("hcp1").column("select code from course where id = 10"))
                .containsExactly("MUS101");
        assertThat(TestDatabase.cert("hcp1").column("select code from course where id = 10"))
                .containsExactly("QA700");
        assertThat(TestDatabase.cert("hcp1").column("select id from course where code = 'MUS101'"))
                .containsExactly("910");
        assertThat(TestDatabase.prod("hcp1").number("select count(*) from class where course_id = 10"))
                .isPositive();
    }

    @Test
    void onlyTheDistrictApartMeetsALookupThatCannotBeMatched() {
        String code = "select code from event_type where id = 5";
        assertThat(TestDatabase.prod("ids").column(code))
                .isNotEqualTo(TestDatabase.cert("ids").column(code));
        assertThat(TestDatabase.prod("ids")
                        .column(
                                "select distinct district_id from calendar_event join school on school.id = school_id where"
                                        + " event_type_id = 5"))
                .containsExactly("1004");
    }

    @Test
    void sequencesOfCertWouldRunIntoLoadedKeys() {
        long next = TestDatabase.cert("ids").number("select last_value from student_id_seq");
        assertThat(TestDatabase.prod("ids").number("select max(id) from student"))
                .isGreaterThan(next);
        assertThat(TestDatabase.cert("ids").number("select min(id) from student"))
                .isGreaterThan(World.TESTERS);
    }

    private static Arguments trap(String what, String store, String query) {
        return Arguments.of(what, store, query);
    }
}
