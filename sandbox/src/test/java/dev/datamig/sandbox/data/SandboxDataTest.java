package dev.datamig.sandbox.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.sandbox.check.CertFingerprint;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxDataTest {

    private static final String TABLES =
            "select format('%I.%I', nspname, relname) from pg_class c join pg_namespace n on n.oid = relnamespace"
                    + " where relkind in ('r', 'p') and not relispartition and nspname in ('public', 'bank') order by 1";

    @Test
    void makesTheSameRowsAgain() {
        SandboxServers servers = SandboxFixture.servers();
        var prodAsCert = new SandboxServers(servers.cert(), servers.prod(), servers.spCert(), servers.spProd());
        CertFingerprint prod = CertFingerprint.take(prodAsCert);
        CertFingerprint cert = CertFingerprint.take(servers);
        SandboxData.create(servers, SandboxFixture.STUDENTS, line -> {});
        assertThat(prod.differences(CertFingerprint.take(prodAsCert))).isEmpty();
        assertThat(cert.differences(CertFingerprint.take(servers))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ids, 45, 52", "hcp1, 32, 36", "hcp2, 28, 31", "adb, 50, 54"})
    void hasAsManyTablesAsARealOneAndRowsInEachOfThem(String store, int least, int most) {
        TestDatabase prod = TestDatabase.prod(store);
        var tables = prod.column(TABLES);
        assertThat(tables).hasSizeBetween(least, most);
        assertThat(tables)
                .allSatisfy(table -> assertThat(prod.number("select count(*) from " + table))
                        .as(table)
                        .isPositive());
    }

    @ParameterizedTest
    @CsvSource({"ids", "hcp1", "hcp2", "adb"})
    void certHasTheTablesOfProdWithRowsOfTestersInThem(String store) {
        TestDatabase cert = TestDatabase.cert(store);
        assertThat(cert.column(TABLES)).containsAll(TestDatabase.prod(store).column(TABLES));
        assertThat(cert.column(
                        "select coalesce(shobj_description(oid, 'pg_database'), '') from pg_database where datname = '"
                                + store + "'"))
                .containsExactly("datamig-environment=CERT");
    }

    @Test
    void theDefaultDistrictIsTheLargestAndThereAreOthers() {
        assertThat(TestDatabase.prod("ids").column("select id from district order by id"))
                .isEqualTo(SandboxData.districts());
        assertThat(TestDatabase.prod("ids")
                        .column(
                                "select district_id from enrollment join school on school.id = school_id group by 1 order by"
                                        + " count(*) desc limit 1"))
                .containsExactly(SandboxData.defaultDistrict());
        assertThat(TestDatabase.cert("ids").column("select id from district order by id"))
                .containsExactly("9001", "9002");
    }

    @Test
    void theLoaderIsNoSuperuserOwnsNothingAndCanLoad() throws SQLException {
        TestDatabase cert = TestDatabase.cert("ids");
        assertThat(
                        cert.column(
                                "select rolsuper or rolbypassrls or rolcreaterole from pg_roles where rolname = 'datamig_loader'"))
                .containsExactly("f");
        assertThat(cert.number("select count(*) from pg_class where relowner = 'datamig_loader'::regrole"))
                .isZero();
        try (Connection loader = cert.connect(Account.LOADER.username(), Account.LOADER.password());
                Statement statement = loader.createStatement()) {
            loader.setAutoCommit(false);
            statement.execute("create schema datamig");
            statement.execute("insert into country values ('QQ', 'Nowhere', '+0')");
            statement.execute("delete from country where code = 'QQ'");
            statement.execute("select setval('student_id_seq', 18)");
            loader.rollback();
        }
    }

    @Test
    void theReaderReadsProdAndCannotWriteThere() throws SQLException {
        TestDatabase prod = TestDatabase.prod("adb");
        try (Connection reader = prod.connect(Account.READER.username(), Account.READER.password());
                Statement statement = reader.createStatement()) {
            assertThat(statement.execute("select count(*) from bank.item")).isTrue();
            assertThatThrownBy(() -> statement.execute("delete from bank.item_option"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void theTriggersOfCertFireOnceForALoadedRowAndLeaveNoTraceAfterItIsGone() {
        TestDatabase cert = TestDatabase.cert("ids");
        String insert =
                "insert into department (id, school_id, name) select 77, min(id), 'Loaded' from school returning id";
        cert.execute(insert);
        assertThat(cert.column("select inserted || ' ' || updated from row_watch where table_name = 'department'"))
                .containsExactly("1 0");
        cert.execute("delete from department where id = 77");
        assertThat(cert.number("select count(*) from row_watch")).isZero();
    }

    @Test
    void aNewDistrictIsRefusedWhenItHasTooFewStudents() {
        assertThatThrownBy(() -> SandboxData.create(SandboxFixture.servers(), 3, line -> {}))
                .hasMessageContaining("at least 20");
    }

    @Test
    void countsGrowToTheReferenceDistrict() {
        DistrictPlan reference = World.prod(75_000).districts().getFirst();
        assertThat(Map.of(
                        Kind.STUDENT, reference.students(),
                        Kind.STAFF, reference.staff(),
                        Kind.SCHOOL, reference.schools()))
                .isEqualTo(Map.of(Kind.STUDENT, 75_000, Kind.STAFF, 8_000, Kind.SCHOOL, 150));
    }
}
