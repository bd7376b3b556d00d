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
        long came = WATCHED.stream()
                .mapToLong(table -> newRows.count("ids:public." + table))
                .sum();
        long seen = newRows.count("ids:public.row_watch");
        if (seen != came) {
            problems.add(came + " rows came, the triggers saw " + seen);
        }
        try (var ids = new PgRows(servers.cert(), "ids")) {
            for (String table : WATCHED) {
                long often = ids.count(
                        "select count(*) from row_watch where inserted <> 1 and table_name = '" + table + "'");
                if (often > 0) {
                    problems.add(table + ": the trigger fired not exactly once for " + often + " rows");
                }
            }
        }
        return problems;
    }
}
