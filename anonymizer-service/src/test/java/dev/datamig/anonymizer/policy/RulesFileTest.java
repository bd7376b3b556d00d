package dev.datamig.anonymizer.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.anonymizer.policy.RulesFile.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesFileTest {

    @Test
    void readsWhatTheDesignShows() {
        Rules rules = sound("""
                version: 1
                unclassified: nullify
                domains:
                  email: ["ids:public.person(email)", "hcp1:*.login(email)", "sp:Person(email)"]
                rules:
                  - { columns: ["*:*.*(first_name)", "*:*.*(given_name)"], strategy: fake, generator: givenName }
                  - { class: NATIONAL_ID, strategy: tokenize }
                  - { columns: ["adb:public.session_note(body)"], strategy: redact }
                  - { name: deep, columns: "ids:public.person(profile->'a'->'b c')", strategy: nullify }
                """);

        assertThat(rules.rules()).extracting(Rule::name).containsExactly("rule 1", "rule 2", "rule 3", "deep");
        assertThat(rules.rules().get(3).columns().getFirst().path()).containsExactly("a", "b c");
        assertThat(rules.unclassified()).isEqualTo(Rules.Unclassified.NULLIFY);
        assertThat(rules.domains().getFirst().columns()).hasSize(3);
    }

    @Test
    void findsAllMistakesAtOnceEachWithItsLineAndAHint() {
        Reading reading = RulesFile.parse("""
                version: 2
                unclasified: stop
                rules:
                  - { columns: "person.email", strategy: fake }
                  - { class: EMIAL, strategy: fake }
                  - { class: EMAIL, strategy: fakke }
                  - { class: EMAIL }
                  - { strategy: keep }
                  - { class: PHONE, strategy: fake, generator: fone }
                  - { class: BIRTH_DATE, strategy: shift, dais: 3 }
                  - { class: BIRTH_DATE, strategy: shift, days: many }
                """);

        assertThat(reading).isInstanceOfSatisfying(Reading.Faulty.class, faulty -> {
            assertThat(faulty.mistakes()).extracting(Mistake::line).isEqualTo(List.of(1, 2, 4, 5, 6, 7, 8, 9, 10, 11));
            assertThat(faulty.text())
                    .contains("Did you mean `unclassified`?")
                    .contains("Did you mean `EMAIL`?")
                    .contains("Did you mean `fake`?")
                    .contains("Did you mean `phone`?")
                    .contains("Did you mean `days`?")
                    .contains("Write a whole number")
                    .contains("store:schema.table(column)");
        });
    }

    @Test
    void saysWhereAFileIsNoYaml() {
        assertThat(RulesFile.parse("version: 1\nrules: ["))
                .isInstanceOfSatisfying(
                        Reading.Faulty.class,
                        faulty ->
                                assertThat(faulty.mistakes().getFirst().line()).isGreaterThan(0));
        assertThat(RulesFile.parse("")).isInstanceOf(Reading.Faulty.class);
    }

    @Test
    void putsTheShippedRulesBehindOnesOwn() {
        Rules rules = sound("version: 1\nextends: k12\nrules:\n  - { class: EMAIL, strategy: hash }\n");

        assertThat(rules.rules().getFirst().strategy().name()).isEqualTo("hash");
        assertThat(rules.rules()).hasSize(1 + RulesFile.k12().rules().size());
        assertThat(rules.rules().getLast().name()).isEqualTo("everything else");
    }

    static Rules sound(String yaml) {
        return switch (RulesFile.parse(yaml)) {
            case Reading.Sound sound -> sound.rules();
            case Reading.Faulty faulty -> throw new AssertionError(faulty.text());
        };
    }
}
