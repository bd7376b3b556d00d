package dev.datamig.anonymizer.policy;

import static dev.datamig.anonymizer.TestSchemas.reference;
import static dev.datamig.anonymizer.TestSchemas.schema;
import static dev.datamig.anonymizer.TestSchemas.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.datamig.anonymizer.classify.Samples;
import dev.datamig.anonymizer.policy.RulesFile.Reading;
import dev.datamig.contracts.schema.RunSchema;
import dev.datamig.contracts.schema.TableId;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesDraftTest {

    private static final RunSchema SCHEMA = schema(
            List.of(
                    table(
                            "crm:public.contact",
                            List.of(
                                    "email_addr varchar(90)!",
                                    "first_name text!",
                                    "dob date",
                                    "photo bytea!",
                                    "c7 text",
                                    "profile jsonb",
                                    "geo_point text!",
                                    "note text"),
                            "email_addr"),
                    table("crm:public.\"Odd Login\"", List.of("id int!", "eMail varchar(90)"), "id"),
                    table("shop:public.orders", List.of("id int!", "contact_email varchar(90)"), "id"),
                    table("shop:public.product", List.of("id int!", "name text", "description text"), "id")),
            reference("shop:public.orders(contact_email)", "crm:public.contact(email_addr)"));

    private static Samples samples() {
        var collector = new Samples.Collector();
        for (int i = 0; i < 20; i++) {

            collector.add(TableId.of("crm:public.contact"), "c7", "10.0.0." + i);
        }
        for (int i = 0; i < 200; i++) {
            collector.add(TableId.of("crm:public.contact"), "c7", "172.16.4." + i);
        }
        return collector.samples();
    }

    @Test
    void leavesNoGapAndIsReadAsItIs() {
        String draft = RulesDraft.of(SCHEMA, samples());

        assertThat(RulesFile.parse(draft)).as(draft).isInstanceOf(Reading.Sound.class);
        Rules rules = ((Reading.Sound) RulesFile.parse(draft)).rules();
        RunPlan plan = Planner.plan(rules, SCHEMA, samples());
        assertThat(plan.gaps()).as(draft).isEmpty();
        assertThat(plan.warnings()).as(draft).isEmpty();
        assertThat(rules.unclassified()).isEqualTo(Rules.Unclassified.STOP);
    }

    @Test
    void saysBehindEachColumnWhyItIsThereAndWhichShareAValueSpace() {
        String draft = RulesDraft.of(SCHEMA, samples());

        assertThat(draft)
                .contains("# EMAIL", "\"crm:public.contact(email_addr)\"  # 0.95: name contains 'email address'")
                .contains("# IP_ADDRESS", "\"crm:public.contact(c7)\"")
                .containsPattern("domains:\\n  email:\\n    - \"crm:public.\\\\\"Odd Login\\\\\"\\(eMail\\)\"")
                .doesNotContain("product", "172.16", "shop:public.orders(contact_email)");
    }

    @Test
    void binaryKeysAndWhatRefersToThemAreLeft() {
        RunSchema schema = schema(
                List.of(
                        table("mon:public.host", List.of("ref bytea!", "scan bytea"), "ref"),
                        table("mon:public.state", List.of("id int!", "host_ref bytea!", "last_ref bytea"), "id")),
                reference("mon:public.state(host_ref)", "mon:public.host(ref)"),
                reference("mon:public.state(last_ref)", "mon:public.host(ref)"));

        assertThat(RulesDraft.of(schema, Samples.NONE))
                .contains("\"mon:public.host(scan)\"")
                .doesNotContain("host(ref)", "host_ref", "last_ref");
    }

    @Test
    void hashesAreKeptAlsoInARunThatMeetsFewOfThem() {
        RunSchema schema = schema(List.of(table("mon:public.host", List.of("id int!", "env bytea!"), "id")));
        var hashes = new Samples.Collector();
        for (int i = 0; i < 20; i++) {
            String hash = HexFormat.of().formatHex(new byte[] {(byte) 0xf3, 1, (byte) i, 7, 6, 5, 4, (byte) 200});
            hashes.add(TableId.of("mon:public.host"), "env", "\\x" + hash);
        }

        String draft = RulesDraft.of(schema, hashes.samples());

        assertThat(draft)
                .contains("\"mon:public.host(env)\"  # binary contents of unknown kind, but values are identifiers");
        Rules rules = ((Reading.Sound) RulesFile.parse(draft)).rules();
        RunPlan plan = Planner.plan(rules, schema, Samples.NONE);
        assertThat(plan.gaps()).isEmpty();
        assertThat(plan.table(TableId.of("mon:public.host")).orElseThrow().columns())
                .extracting(column -> column.strategy().name())
                .containsExactly("keep", "keep");
    }

    @Test
    void anUndecidedColumnOffersWhatSuitsIt() {
        Rules none = ((Reading.Sound) RulesFile.parse("version: 1\nrules:\n  - { class: GENDER, strategy: keep }\n"))
                .rules();

        ClassificationTable table = ClassificationTable.of(Planner.plan(none, SCHEMA, samples()), null);

        assertThat(table.undecided()).anySatisfy(column -> {
            assertThat(column.column()).isEqualTo("crm:public.contact(dob)");
            assertThat(column.choices()).containsExactly("shift", "nullify", "keep");
        });
        assertThat(table.undecided()).anySatisfy(column -> {
            assertThat(column.column()).isEqualTo("crm:public.contact(photo)");
            assertThat(column.choices()).containsExactly("fake", "keep");
        });
    }

    @Test
    void whatWasDecidedComesBeforeTheRules() {
        Rules rules = ((Reading.Sound) RulesFile.parse("version: 1\nextends: k12\n")).rules();
        Rules decided = ((Reading.Sound) RulesFile.parse(
                        "{\"version\": 1, \"unclassified\": \"keep\", \"rules\": [{\"name\": \"decided by ann\","
                                + " \"columns\": [\"crm:public.contact(dob)\"], \"strategy\": \"nullify\"}]}"))
                .rules();

        RunPlan plan = Planner.plan(decided.before(rules), SCHEMA, samples());

        ColumnPlan dob = plan.table(TableId.of("crm:public.contact"))
                .orElseThrow()
                .columns()
                .get(2);
        assertThat(dob.rule()).isEqualTo("decided by ann");
        assertThat(dob.strategy().name()).isEqualTo("nullify");
        assertThat(decided.before(rules).unclassified()).isEqualTo(Rules.Unclassified.KEEP);
    }

    private static final RunSchema LOGS = schema(List.of(table(
            "crm:public.rate",
            List.of("id int!", "created_by text", "email varchar(5)", "remark text", "flag text"),
            "id")));

    /** What programs wrote, flags, states. */
    private static Samples.Collector machines(int rows) {
        var collector = new Samples.Collector();
        for (int i = 0; i < rows; i++) {
            collector.add(TableId.of("crm:public.rate"), "created_by", "postgres");
            collector.add(TableId.of("crm:public.rate"), "email", i % 2 == 0 ? "Y" : "N");
            collector.add(TableId.of("crm:public.rate"), "remark", "in stock");
            collector.add(TableId.of("crm:public.rate"), "flag", "x");
        }
        return collector;
    }

    private static List<String> gaps(Samples samples) {
        Rules rules = ((Reading.Sound)
                        RulesFile.parse(RulesDraft.of(LOGS, machines(200).samples())))
                .rules();
        return Planner.plan(rules, LOGS, samples).gaps().stream()
                .map(Gap::where)
                .toList();
    }

    @Test
    void aDistrictWhoseFewValuesDoNotShowWhatAllDidIsNotStopped() {
        assertThat(gaps(Samples.NONE)).isEmpty();
        Samples.Collector odd = machines(3);
        odd.add(TableId.of("crm:public.rate"), "created_by", "1183 Juniper Way");
        odd.add(TableId.of("crm:public.rate"), "remark", "Aoife asked for it, she will call again on Monday");
        odd.add(TableId.of("crm:public.rate"), "flag", "aoife@lakeview.org");

        assertThat(gaps(odd.samples())).isEmpty();
    }

    @Test
    void aDistrictWhoseValuesAreWhatTheNameSaysIsStopped() {
        Samples.Collector people = machines(1);
        for (int i = 0; i < 40; i++) {
            people.add(TableId.of("crm:public.rate"), "created_by", "kq" + (char) ('a' + i % 26) + "thr" + i);
            people.add(TableId.of("crm:public.rate"), "flag", "kq" + i + "@lakeview.org");
        }

        assertThat(gaps(people.samples())).containsExactly("crm:public.rate(created_by)", "crm:public.rate(flag)");
    }

    /** A document in which one part is somebody's is searched, not emptied. */
    @Test
    void documentsStay() {
        RunSchema schema =
                schema(List.of(table("a:public.t", List.of("id int!", "parent_email xml", "agent text"), "id")));
        var collector = new Samples.Collector();
        for (int i = 0; i < 20; i++) {
            collector.add(TableId.of("a:public.t"), "parent_email", "<c><mail>p" + i + "@lakeview.org</mail></c>");
            collector.add(TableId.of("a:public.t"), "agent", "Mozilla/5.0 (X11; Linux x86_64) Gecko/20" + i);
        }

        String draft = RulesDraft.of(schema, collector.samples());

        Rules rules = ((Reading.Sound) RulesFile.parse(draft)).rules();
        TablePlan plan = Planner.plan(rules, schema, collector.samples())
                .table(TableId.of("a:public.t"))
                .orElseThrow();
        assertThat(plan.columns())
                .as(draft)
                .extracting(ColumnPlan::column, column -> column.strategy().name())
                .contains(tuple("parent_email", "redact"), tuple("agent", "sweep"));
    }
}
