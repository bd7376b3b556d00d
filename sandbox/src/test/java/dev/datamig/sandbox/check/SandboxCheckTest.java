package dev.datamig.sandbox.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.sandbox.data.GraphUnderTest;
import dev.datamig.sandbox.data.SandboxData;
import dev.datamig.sandbox.data.SandboxFixture;
import dev.datamig.sandbox.data.SandboxServers;
import dev.datamig.sandbox.data.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each line of the check, in a CERT into which nothing was loaded, and then something wrong was put by hand. */
class SandboxCheckTest {

    private final SandboxServers servers = SandboxFixture.servers();
    private final TestDatabase ids = TestDatabase.cert("ids");
    private final CertFingerprint before = CertFingerprint.take(servers);

    @AfterEach
    void certIsAsItWas() {
        assertThat(before.differences(CertFingerprint.take(servers))).isEmpty();
    }

    @Test
    void everyReferenceResolvesOnBothSides() {
        assertThat(References.ofProd(servers).dangling()).isEmpty();
        assertThat(References.ofCert(servers).dangling()).isEmpty();
    }

    @Test
    void saysWhatIsMissingWhenNothingWasLoaded() {
        SandboxCheckResult result = check();
        assertThat(result.passed()).isFalse();
        assertThat(line(result, "rows").ok()).isFalse();
        assertThat(result.lines()).filteredOn(line -> !line.ok()).hasSize(1);
        assertThat(result.people()).extracting(PersonPair::role).containsExactly("student", "student", "staff");
    }

    @Test
    void ofADistrictThatDoesNotExistNothingIsThere() {
        assertThat(line(SandboxCheck.check(servers, "0815", before), "rows").ok())
                .isFalse();
    }

    @Test
    void seesAnOriginalMailAddressInFreeText() {
        String email = TestDatabase.prod("ids")
                .column("select email from student order by id limit 1")
                .getFirst();
        ids.execute(
                "insert into note (id, entity_type, entity_id, body, written_at) select 5, 'student', min(id), 'write to <"
                        + email + ">.', '2025-01-01' from student");
        CheckLine leaks = line(check(), "leaks");
        ids.execute("delete from note where id = 5");
        assertThat(leaks.ok()).isFalse();
        assertThat(leaks.detail())
                .contains("ids:public.note: e-mail address in 1 rows")
                .doesNotContain(email);
    }

    @Test
    void seesNamesPhonesAndNumbersInDocumentsAndGraph() {
        List<String> original = TestDatabase.prod("ids")
                .column("select unnest(array[family_name, phone, student_number, ssn]) from student"
                        + " where phone is not null and ssn is not null order by id limit 1");
        ids.execute("update district set settings = '{\"note\": \"Ask " + original.get(0) + "''s teacher at "
                + original.get(1) + "\"}' where id = '9001'");
        try (var graph = new GraphUnderTest(servers.spCert())) {
            graph.execute("CREATE (:Contact {contactId: 'leak', name: '" + original.get(2) + "', remarks: '"
                    + original.get(3) + "'})");
            CheckLine leaks = line(check(), "leaks");
            graph.execute("MATCH (c:Contact {contactId: 'leak'}) DELETE c");
            assertThat(leaks.detail())
                    .contains("ids:public.district: family name", "ids:public.district: phone")
                    .contains("sp:Contact: student or staff number", "sp:Contact: social security number");
        } finally {
            restoreSettings();
        }
    }

    @Test
    void seesThatATestersRowWasChangedOrIsGone() {
        ids.execute("update address set unit = coalesce(unit, '') || '!' where id = (select min(id) from address)");
        CheckLine testers = line(check(), "testers");
        ids.execute("update address set unit = nullif(rtrim(unit, '!'), '') where id = (select min(id) from address)");
        assertThat(testers.detail()).contains("ids:public.address: 1 rows are gone or changed");
    }

    @Test
    void seesAReferenceThatDangles() {
        TestDatabase hcp2 = TestDatabase.cert("hcp2");
        hcp2.execute("insert into assignment_link values ('00000000-0000-4000-8000-000000000000', 1, false)");
        CheckLine references = line(check(), "references");
        hcp2.execute("delete from assignment_link where assignment_uid = '00000000-0000-4000-8000-000000000000'");
        assertThat(references.detail())
                .contains("hcp2:public.assignment_link(assignment_uid) to hcp1:public.assignment(uid): 1 rows");
    }

    @Test
    void seesATriggerThatFiredTwice() {
        ids.execute(
                "insert into department (id, school_id, name) select 5, min(id), 'Twice' from school",
                "update row_watch set inserted = 2 where row_key = '5'");
        CheckLine triggers = line(check(), "triggers");
        ids.execute("delete from department where id = 5");
        assertThat(triggers.detail()).contains("department: 1 rows came, the trigger saw 1, 1 not exactly once");
    }

    @Test
    void seesAPersonWhoKeptHisOwnValues() {
        ids.execute(
                "insert into person (id, uid, given_name, family_name, display_name, email, gender, created_at, updated_at) overriding"
                        + " system value values (1, '00000000-0000-4000-8000-000000000001', 'A', 'B', 'A B', '"
                        + TestDatabase.prod("ids")
                                .column("select email from person where id = 1")
                                .getFirst() + "', 'X', '2025-01-01', '2025-01-01')");
        SandboxCheckResult result = check();
        ids.execute("delete from person where id = 1");
        assertThat(line(result, "masking").detail()).contains("ids:public.person(email): 1 people");
        assertThat(line(result, "leaks").ok()).isFalse();
    }

    @Test
    void seesThatStoresDisagreeAboutAPerson() {
        String uid = TestDatabase.prod("ids")
                .column("select uid from student where id = 1")
                .getFirst();
        ids.execute(
                "insert into student (id, uid, student_number, given_name, family_name, email, user_name, birth_date, gender, lunch,"
                        + " profile, created_at, updated_at) values (1, '" + uid
                        + "', 'T00000001', 'A', 'B', 'one@cert.test', 'one', '2010-01-01',"
                        + " 'X', 'paid', '{}', '2025-01-01', '2025-01-01')");
        try (var graph = new GraphUnderTest(servers.spCert())) {
            graph.execute("CREATE (:Person:Student {personId: '" + uid
                    + "', email: 'two@cert.test', studentNumber: 'T00000001'})");
            CheckLine agreement = line(check(), "agreement");
            graph.execute("MATCH (p:Person {personId: '" + uid + "'}) DELETE p");
            assertThat(agreement.detail()).isEqualTo("1 problems: sp email differs for 1 people");
        }
        ids.execute("delete from student where id = 1");
    }

    private void restoreSettings() {
        String head =
                "select email from staff join person using (id) where id = (select superintendent_id from district where id = '9001')";
        String email = ids.column(head).getFirst();
        String name =
                ids.column(head.replace("select email", "select display_name")).getFirst();
        ids.execute(
                "update district set settings = '{\"office\": {\"contact\": {\"name\": \"" + name + "\", \"email\": \""
                        + email + "\"}}, \"features\": [\"sis\", \"lms\"], \"maxClassSize\": 32}' where id = '9001'");
    }

    private SandboxCheckResult check() {
        return SandboxCheck.check(servers, SandboxData.defaultDistrict(), before);
    }

    private static CheckLine line(SandboxCheckResult result, String name) {
        return result.lines().stream()
                .filter(line -> line.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
