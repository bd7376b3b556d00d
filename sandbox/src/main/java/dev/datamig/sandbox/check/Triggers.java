package dev.datamig.sandbox.check;

import dev.datamig.sandbox.data.SandboxServers;
import java.util.ArrayList;
import java.util.List;

/** Whether CERT's triggers fired once for every row that came, and not again. */
final class Triggers {

    private static final List<String> WATCHED = List.of("student", "person", "department");

    private Triggers() {}

    static List<String> problems(SandboxServers servers, NewRows newRows) {
        List<String> problems = new ArrayList<>();
        try (var ids = new PgRows(servers.cert(), "ids")) {
            for (String table : WATCHED) {
                long came = newRows.count("ids:public." + table);
                long seen = ids.count("select count(*) from row_watch where table_name = '" + table + "'");
                long often = ids.count(
                        "select count(*) from row_watch where inserted <> 1 and table_name = '" + table + "'");
                if (seen != came || often > 0) {
                    problems.add(table + ": " + came + " rows came, the trigger saw " + seen + ", " + often
                            + " not exactly once");
                }
            }
        }
        return problems;
    }
}
