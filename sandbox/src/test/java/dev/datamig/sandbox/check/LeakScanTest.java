package dev.datamig.sandbox.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeakScanTest {

    @ParameterizedTest
    @CsvSource({
        "(575) 555-5085,true",
        "call 575-555-5085 now,true",
        "5755555085,true",
        "+1 575.555.5085,true",
        "tel:5755555085,true",
        "ST5755555085,false",
        "PY-5755555085,false",
        "575555508512,false",
        "(575) 555-5086,false"
    })
    void knowsAPhoneWhereItStandsByItself(String row, boolean leaks) {
        var forbidden = new PersonalValues();
        forbidden.add(PersonalKind.PHONE, "(575) 555-5085");
        var scan = new LeakScan(forbidden);

        scan.row("a:public.t", row);

        assertThat(scan.problems()).isEqualTo(leaks ? List.of("a:public.t: phone in 1 rows") : List.of());
    }
}
