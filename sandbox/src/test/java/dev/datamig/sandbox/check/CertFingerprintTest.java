package dev.datamig.sandbox.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.sandbox.data.GraphUnderTest;
import dev.datamig.sandbox.data.SandboxFixture;
import dev.datamig.sandbox.data.SandboxServers;
import dev.datamig.sandbox.data.TestDatabase;
import org.junit.jupiter.api.Test;

class CertFingerprintTest {

    private final SandboxServers servers = SandboxFixture.servers();
    private final TestDatabase hcp1 = TestDatabase.cert("hcp1");

    @Test
    void isTheSameAsLongAsNothingHappens() {
        assertThat(CertFingerprint.take(servers))
                .isEqualTo(CertFingerprint.take(servers))
                .hasSameHashCodeAs(CertFingerprint.take(servers));
    }

    @Test
    void seesAChangedRowAndThatItIsBack() {
        CertFingerprint before = CertFingerprint.take(servers);
        hcp1.execute("update supply_item set price = price + 1 where code = 'GLUE'");
        CertFingerprint after = CertFingerprint.take(servers);
        hcp1.execute("update supply_item set price = price - 1 where code = 'GLUE'");
        assertThat(before.differences(after))
                .containsExactly("hcp1:public.supply_item: 1 rows are gone or changed, 1 are new");
        assertThat(before).isNotEqualTo(after).isEqualTo(CertFingerprint.take(servers));
    }

    @Test
    void seesAnAddedAndARemovedRow() {
        CertFingerprint before = CertFingerprint.take(servers);
        hcp1.execute("insert into supply_item values ('INK', 'Ink', 1)");
        CertFingerprint after = CertFingerprint.take(servers);
        hcp1.execute("delete from supply_item where code = 'INK'");
        assertThat(before.differences(after))
                .containsExactly("hcp1:public.supply_item: 0 rows are gone or changed, 1 are new");
        assertThat(after.differences(before))
                .containsExactly("hcp1:public.supply_item: 1 rows are gone or changed, 0 are new");
        assertThat(before.lostIn(after)).isEmpty();
        assertThat(after.lostIn(before)).hasSize(1);
    }

    @Test
    void countsEqualRowsOfATableWithoutAKey() {
        TestDatabase adb = TestDatabase.cert("adb");
        adb.execute("insert into tmp_scores values (1, 'left over')");
        CertFingerprint more = CertFingerprint.take(servers);
        adb.execute("delete from tmp_scores where ctid = (select max(ctid) from tmp_scores)");
        CertFingerprint less = CertFingerprint.take(servers);
        assertThat(more.differences(less))
                .containsExactly("adb:public.tmp_scores: 1 rows are gone or changed, 0 are new");
    }

    @Test
    void seesAChangedNodeAndANewRelationship() {
        CertFingerprint before = CertFingerprint.take(servers);
        try (var graph = new GraphUnderTest(servers.spCert())) {
            graph.execute("MATCH (c:Course {code: 'PE100'}) SET c.credits = 1");
            graph.execute("MATCH (d:District {districtId: '9001'}) CREATE (d)-[:KNOWS]->(d)");
            CertFingerprint after = CertFingerprint.take(servers);
            graph.execute("MATCH (:District)-[k:KNOWS]->() DELETE k");
            graph.execute("MATCH (c:Course {code: 'PE100'}) REMOVE c.credits");
            assertThat(before.differences(after))
                    .containsExactly(
                            "sp:Course: 1 rows are gone or changed, 1 are new",
                            "sp:KNOWS: 0 rows are gone or changed, 1 are new");
        }
        assertThat(CertFingerprint.take(servers)).isEqualTo(before);
    }

    @Test
    void leavesTheLedgerOut() {
        CertFingerprint before = CertFingerprint.take(servers);
        hcp1.execute(
                "create schema datamig", "create table datamig.run (id int)", "insert into datamig.run values (1)");
        try (var graph = new GraphUnderTest(servers.spCert())) {
            graph.execute("CREATE (:DatamigLedger {run: 'x'})-[:OF]->(:DatamigLedger {run: 'y'})");
            assertThat(before.differences(CertFingerprint.take(servers))).isEmpty();
            graph.execute("MATCH (l:DatamigLedger) DETACH DELETE l");
        }
        hcp1.execute("drop schema datamig cascade");
    }

    @Test
    void seesThatATableWasAltered() {
        CertFingerprint before = CertFingerprint.take(servers);
        hcp1.execute("alter table supply_item disable trigger all");
        hcp1.execute("create index extra on supply_item (name)");
        CertFingerprint after = CertFingerprint.take(servers);
        hcp1.execute("drop index extra", "alter table supply_item enable trigger all");
        assertThat(before.differences(after))
                .containsExactly("hcp1: columns, constraints, indexes or triggers are different");
    }

    @Test
    void aSequenceThatWentOnIsNoDifference() {
        CertFingerprint before = CertFingerprint.take(servers);
        hcp1.column("select nextval('submission_id_seq')");
        assertThat(CertFingerprint.take(servers)).isEqualTo(before);
    }
}
