package dev.datamig.sandbox.check;

import dev.datamig.sandbox.data.SandboxServers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether CERT holds a district as it should, found out without any service: what belongs to it is there, every reference resolves, no
 * original of PROD's people is, stores and graph agree, and testers' own rows are what they were.
 */
public final class SandboxCheck {

    private SandboxCheck() {}

    /**
     * @param before CERT before the migration
     * @return a line for each thing that was looked at; names tables and counts, and no value but those of the three people shown
     */
    public static SandboxCheckResult check(SandboxServers servers, String districtId, CertFingerprint before) {
        var masking = new Masking(servers);
        var leaks = new LeakScan(masking.forbidden());
        var newRows = new NewRows();
        CertFingerprint after = CertFingerprint.take(servers, (table, hash, text) -> {
            if (!before.had(table, hash)) {
                newRows.add(table);
                leaks.row(table, text.get());
            }
        });
        var rows = new OwnedRows(servers, districtId);
        List<String> missing = new ArrayList<>(rows.problems());
        var nodes = new OwnedNodes(servers, districtId, rows.uids());
        missing.addAll(nodes.problems());
        if (rows.total() == 0) {
            missing.add("PROD has no district of that id");
        }
        var references = References.ofCert(servers);
        List<String> dangling = references.dangling();
        Set<String> people = new HashSet<>(rows.uids().getOrDefault("d_student", List.of()));
        people.addAll(rows.uids().getOrDefault("d_person", List.of()));
        var agreement = new Agreement(servers, people);
        List<CheckLine> lines = List.of(
                CheckLine.of(
                        "rows",
                        missing,
                        "all " + (rows.total() + nodes.total()) + " rows of the district are there, " + newRows.total()
                                + " rows are new"),
                CheckLine.of("references", dangling, "all of " + references.asked() + " references resolve"),
                CheckLine.of("masking", masking.unchanged(), masking.compared() + " values are others than in PROD"),
                CheckLine.of(
                        "leaks",
                        leaks.problems(),
                        "none of " + masking.forbidden().count() + " originals is in a new row"),
                CheckLine.of(
                        "agreement",
                        agreement.problems(),
                        agreement.compared() + " values agree between stores and graph"),
                CheckLine.of("testers", before.lostIn(after), "all rows that were there are unchanged"),
                CheckLine.of("triggers", Triggers.problems(servers, newRows), "fired once for each row"));
        return new SandboxCheckResult(lines.stream().allMatch(CheckLine::ok), lines, People.of(servers, rows.uids()));
    }
}
