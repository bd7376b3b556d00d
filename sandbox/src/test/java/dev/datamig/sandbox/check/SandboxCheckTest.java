package dev.datamig.sandbox.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.sandbox.data.GraphUnderTest;
import dev.datamig.sandbox.data.SandboxData;
import dev.datamig.sandbox.data.SandboxFixture;
import dev.datamig.sandbox.data.SandboxServers;
import dev.datamig.sandbox.data.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Into a CERT that nothing was loaded into, something wrong of every kind is put by hand: one line of the check after the other must
 * say so. Afterwards all of it is taken out again.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SandboxCheckTest {

    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";

    private final SandboxServers servers = SandboxFixture.servers();
    private final TestDatabase ids = TestDatabase.cert("ids");
    private final TestDatabase hcp2 = TestDatabase.cert("hcp2");
    private final CertFingerprint before = CertFingerprint.take(servers);
    private final SandboxCheckResult clean = check();

    private final String email = original("email");
    private final String uid = original("uid");
    private SandboxCheckResult broken = clean;

    @BeforeAll
    void breaksCert() {
        ids.execute(
                "insert into note (id, entity_type, entity_id, body, written_at) select 5, 'student', min(id), 'write to <"
                        + email + ">.', '2025-01-01' from student",
                "insert into emergency_contact (id, student_id, name, phone) select 5, min(id), 'Ask "
                        + original("family_name") + "''s teacher', '" + original("phone") + "' from student",
                "update address set unit = coalesce(unit, '') || '!' where id = (select min(id) from address)",
                "insert into department (id, school_id, name) select 5, min(id), 'Twice' from school",
                "update row_watch set inserted = 2 where row_key = '5'",
                "insert into student (id, uid, student_number, given_name, family_name, email, user_name, birth_date, gender, lunch,"
                        + " profile, created_at, updated_at) values (" + original("id") + ", '" + uid + "', '"
                        + original("student_number")
                        + "', 'A', 'B', 'one@cert.test', 'one', '2010-01-01', 'X', 'paid', '{}',"
                        + " '2025-01-01', '2025-01-01')");
        hcp2.execute("insert into assignment_link values ('" + NOBODY + "', 1, false)");
        try (var graph = new GraphUnderTest(servers.spCert())) {
            graph.execute("CREATE (:Contact {contactId: 'leak', name: '" + original("ssn") + "'})");
            graph.execute("CREATE (:Person:Student {personId: '" + uid + "', email: 'two@cert.test'})");
        }
        broken = check();
    }

    @AfterAll
    void mendsCert() {
        ids.execute(
                "delete from note where id = 5",
                "delete from emergency_contact where id = 5",
                "update address set unit = nullif(rtrim(unit, '!'), '') where id = (select min(id) from address)",
                "delete from department where id = 5",
                "delete from student where uid = '" + uid + "'");
        hcp2.execute("delete from assignment_link where assignment_uid = '" + NOBODY + "'");
        try (var graph = new GraphUnderTest(servers.spCert())) {
            graph.execute("MATCH (n) WHERE n.contactId = 'leak' OR n.personId = '" + uid + "' DELETE n");
        }
        assertThat(before.differences(CertFingerprint.take(servers))).isEmpty();
    }

    @Test
    void everyReferenceOfProdResolves() {
        assertThat(References.ofProd(servers).dangling()).isEmpty();
    }

    @Test
    void saysWhatIsMissingWhenNothingWasLoadedAndFindsNothingElse() {
        assertThat(clean.passed()).isFalse();
        assertThat(clean.lines())
                .filteredOn(line -> !line.ok())
                .extracting(CheckLine::name)
                .containsExactly("rows");
        assertThat(line(clean, "rows").detail()).contains("ids:public.district: 1 of 1 owned rows are not in CERT");
        assertThat(clean.people()).extracting(PersonPair::role).containsExactly("student", "student", "staff");
    }

    @Test
    void aDistrictThatDoesNotExistIsNotThere() {
        var rows = new OwnedRows(servers, "0815");
        assertThat(rows.problems()).isEmpty();
        assertThat(rows.total()).isZero();
    }

    @Test
    void seesAnOriginalMailAddressInFreeTextAndDoesNotRepeatIt() {
        assertThat(line(broken, "leaks").ok()).isFalse();
        assertThat(broken.toString()).contains("ids:public.note: e-mail address in 1 rows");
        assertThat(line(broken, "leaks").detail()).doesNotContain(email);
    }

    @Test
    void seesNamesPhonesAndNumbersInCellsAndInTheGraph() {
        assertThat(line(broken, "leaks").detail())
                .contains("ids:public.emergency_contact: family name in 1 rows")
                .contains("ids:public.emergency_contact: phone in 1 rows")
                .contains("sp:Contact: social security number in 1 rows");
    }

    @Test
    void seesThatATestersRowWasChanged() {
        assertThat(line(broken, "testers").detail())
                .isEqualTo("1 problems: ids:public.address: 1 rows are gone or changed");
    }

    @Test
    void seesAReferenceThatDangles() {
        assertThat(line(broken, "references").detail())
                .contains("hcp2:public.assignment_link(assignment_uid) to hcp1:public.assignment(uid): 1 rows");
    }

    @Test
    void seesATriggerThatFiredTwice() {
        assertThat(line(broken, "triggers").detail())
                .contains("department: the trigger fired not exactly once for 1 rows");
    }

    @Test
    void seesAPersonWhoKeptHisOwnNumber() {
        assertThat(line(broken, "masking").detail())
                .isEqualTo("1 problems: ids:public.student(student_number): 1 people");
    }

    @Test
    void seesThatStoresDisagreeAboutAPerson() {
        assertThat(line(broken, "agreement").detail()).isEqualTo("1 problems: sp email differs for 1 people");
    }

    private SandboxCheckResult check() {
        return SandboxCheck.check(servers, SandboxData.defaultDistrict(), before);
    }

    private static String original(String column) {
        return TestDatabase.prod("ids")
                .column("select " + column + " from student where phone is not null and ssn is not null"
                        + " and family_name !~ '[^A-Za-z]' order by id limit 1")
                .getFirst();
    }

    private static CheckLine line(SandboxCheckResult result, String name) {
        return result.lines().stream()
                .filter(line -> line.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
