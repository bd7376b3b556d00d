package dev.datamig.loader.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.loader.postgres.PgFixture.Sealed;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that a trigger writes while one district is loaded, and that another district brings as its own. */
class TriggeredForOthersTest {

    @TempDir
    Path staging;

    private PgFixture offices(String name) {
        var fixture = new PgFixture(
                name,
                staging,
                "create table office (id int primary key, chief int references office)",
                "create table reach (above int, below int, primary key (above, below))");
        fixture.source("insert into office values (2, null), (1, 2)", "insert into reach values (1, 1), (2, 2)");
        fixture.target(
                "create function note() returns trigger language plpgsql as $$ begin"
                        + " insert into public.reach values (new.id, new.id); return null; end $$",
                "create trigger note after insert on office for each row execute function note()");
        return fixture;
    }

    /** Of one office, and with it the chief's as a reference row. @param noted whether the source, too, notes who reaches whom */
    private static Sealed office(PgFixture fixture, int id, boolean noted) {
        Map<String, String[]> rows = new LinkedHashMap<>();
        rows.put("public.office", new String[] {"id = " + id, "id = 2 and id <> " + id});
        if (noted) {
            rows.put("public.reach", new String[] {"above = " + id, "false"});
        }
        return fixture.seal(rows);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void stayWithTheOtherDistrictAndGoWithIt(boolean noted) {
        PgFixture fixture = offices("triggered_for_" + noted);
        Map<String, String> before = fixture.dump();
        Sealed first = office(fixture, 1, noted);
        fixture.targetStore().load(first.jobOf("a", 1), (t, d, e) -> {});
        Sealed second = office(fixture, 2, true);
        fixture.targetStore().load(second.jobOf("b", 1), (t, d, e) -> {});

        fixture.undo(first, 2);

        assertThat(fixture.value("select string_agg(id::text, ' ') from office"))
                .isEqualTo("2");
        assertThat(fixture.value("select string_agg(above || '-' || below, ' ') from reach"))
                .isEqualTo("2-2");
        fixture.undo(second, 2);
        assertThat(fixture.dump()).isEqualTo(before);
    }
}
