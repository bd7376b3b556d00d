package dev.datamig.sandbox.check;

import dev.datamig.sandbox.data.SandboxServers;
import java.util.List;

/** Looks for originals of PROD's people, and for planted ones, in whatever can be read as text: files, messages, logs, answers. */
public final class TraceScan {

    private final PersonalValues forbidden;
    private final LeakScan scan;

    private TraceScan(PersonalValues forbidden) {
        this.forbidden = forbidden;
        this.scan = new LeakScan(forbidden);
    }

    /** To be made while CERT holds the district: a number that became somebody's by chance is no trace. */
    public static TraceScan of(SandboxServers servers) {
        return new TraceScan(new Masking(servers).forbidden());
    }

    /** Another e-mail address that must be nowhere. */
    public void email(String address) {
        forbidden.add(PersonalKind.EMAIL, address);
    }

    /** Another family name that must be nowhere. */
    public void familyName(String name) {
        forbidden.add(PersonalKind.FAMILY, name);
    }

    /** How many values are looked for. */
    public long values() {
        return forbidden.count();
    }

    /** @param place where the text was found, for the message */
    public void look(String place, String text) {
        scan.row(place, text);
    }

    /** One line per place and kind; never the value. */
    public List<String> problems() {
        return scan.problems();
    }
}
