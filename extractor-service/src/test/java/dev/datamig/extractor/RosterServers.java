package dev.datamig.extractor;

import dev.datamig.sandbox.servers.Neo4jServer;
import dev.datamig.sandbox.servers.PostgresServer;
import dev.datamig.sandbox.servers.TestFolder;
import dev.datamig.sandbox.servers.TestServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.neo4j.driver.Driver;

/** Kafka, a database and a graph with two districts, and a landscape over them. */
public final class RosterServers implements QuarkusTestResourceLifecycleManager {

    static final String KEY = "0123456789abcdef".repeat(4);
    static final String STAGING = "datamig.test.staging";

    private static final String[] SCHEMA = {
        "create table country (code char(2) primary key, name text not null)",
        "create table district (id int primary key, name text not null)",
        "create table school (id int primary key, district_id int not null references district, head_id int)",
        "create table student (id int primary key, uid uuid not null unique, name text, country char(2) references country)",
        "create table enrolment (student_id int references student, school_id int references school, primary key (student_id, school_id))",
        "create table score (id bigserial primary key, student_id int not null references student, points numeric(6,2))",
        "create table note (entity_type text, entity_id text, body text)",
        "alter table school add foreign key (head_id) references student",
        "insert into country values ('DE', 'Deutschland'), ('FR', 'France'), ('IS', 'Ísland')",
        "insert into district values (1, 'Nord'), (2, 'Süd')",
        "insert into school select g, 1 + g % 2, null from generate_series(1, 8) g",
        "insert into student select g, md5(g::text)::uuid, 'Student ' || g, (array['DE', 'FR', null])[1 + g % 3]"
                + " from generate_series(1, 2000) g",
        "insert into enrolment select g, 1 + g % 8 from generate_series(1, 2000) g",
        "insert into enrolment values (1, 1) on conflict do nothing",
        "insert into score (student_id, points) select 1 + g % 2000, g / 7.0 from generate_series(1, 9000) g",
        "insert into note select 'student', g::text, 'about ' || g from generate_series(1, 100) g",
        "insert into note select 'other', g::text, 'about ' || g from generate_series(1, 100) g",
        "analyze",
    };

    private static final String[] GRAPH = {
        "CREATE CONSTRAINT course_key IF NOT EXISTS FOR (c:Course) REQUIRE c.code IS UNIQUE",
        "UNWIND [1, 2] AS d CREATE (:District {districtId: d})",
        "UNWIND range(1, 8) AS s MATCH (d:District {districtId: 1 + s % 2})"
                + " CREATE (:School {schoolId: s, opened: date('1990-01-01') + duration({days: s})})-[:IN_DISTRICT]->(d)",
        "UNWIND range(1, 20) AS c CREATE (:Course {code: 'C' + c, tags: ['a', 'b']})",
    };

    @Override
    public Map<String, String> start() {
        PostgresServer postgres = TestServers.postgres();
        Neo4jServer neo4j = TestServers.neo4j();
        postgres.createDatabase("roster");
        postgres.execute("roster", SCHEMA);
        fill(neo4j, postgres);
        try {
            Path folder = TestFolder.create("extractor");
            Path landscape = Files.writeString(folder.resolve("landscape.yaml"), landscape(postgres, neo4j));
            System.setProperty(STAGING, folder.resolve("staging").toString());
            return Map.of(
                    "kafka.bootstrap.servers",
                    TestServers.kafka().bootstrapServers(),
                    "datamig.landscape",
                    landscape.toString(),
                    "datamig.staging",
                    folder.resolve("staging").toString(),
                    "datamig.staging-key",
                    KEY,
                    "datamig.extractor.batch-rows",
                    "1000",
                    "quarkus.http.test-port",
                    "0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fill(Neo4jServer neo4j, PostgresServer postgres) {
        neo4j.wipe();
        try (Driver driver = neo4j.driver()) {
            Stream.of(GRAPH).forEach(cypher -> driver.executableQuery(cypher).execute());
            String people =
                    "UNWIND range(1, 2000) AS p MATCH (s:School {schoolId: 1 + p % 8}), (c:Course {code: 'C' + (1 + p % 20)})"
                            + " CREATE (x:Person:Student {personId: p})-[:ENROLLED_AT {since: 2000 + p % 20}]->(s) CREATE (x)-[:TAKES]->(c)";
            driver.executableQuery(people).execute();
        }
    }

    private static String landscape(PostgresServer postgres, Neo4jServer neo4j) {
        return """
                version: 1
                name: roster
                environment: CERT
                districts:
                  store: roster
                  query: "select id, name from district order by id"
                  measures:
                    students: { store: roster, query: "select count(distinct e.student_id) from enrolment e join school s on s.id = e.school_id where s.district_id = :district" }
                    schools: { store: roster, query: "select district_id, count(*) from school group by 1" }
                    opened: { store: people, query: "MATCH (s:School)-[:IN_DISTRICT]->(d:District {districtId: toInteger($district)}) RETURN max(s.opened)" }
                  priority: { "1": 1, "2": 5 }
                  weights: { priority: 3, opened: 0.5 }
                stores:
                  roster:
                    kind: postgresql
                    source: { url: "%1$s", username: "%2$s", password: "%3$s" }
                    target: { url: "%1$s_cert", username: "%2$s", password: "%3$s" }
                    roots:
                      - { table: public.district, where: "id = :district" }
                    references:
                      - { from: "public.note(entity_id)", to: "public.student(id)", when: "entity_type = 'student'" }
                    adopt: [public.student]
                  people:
                    kind: neo4j
                    source: { url: "%4$s", username: "%5$s", password: "%6$s", database: neo4j }
                    target: { url: "%4$s", username: "%5$s", password: "%6$s", database: neo4j }
                    keys: { District: districtId, School: schoolId, Person: personId }
                    roots:
                      - { match: "(d:District {districtId: $district})" }
                    children: ["<-[:IN_DISTRICT]-", "(:School)<-[:ENROLLED_AT]-(:Student)"]
                    needs: ["-[:TAKES]->"]
                references:
                  - { from: "people:Person(personId)", to: "roster:public.student(id)" }
                """.formatted(
                        postgres.jdbcUrl("roster"),
                        postgres.username(),
                        postgres.password(),
                        neo4j.boltUrl(),
                        neo4j.username(),
                        neo4j.password());
    }

    @Override
    public void stop() {
        System.clearProperty(STAGING);
    }
}
