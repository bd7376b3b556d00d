package dev.datamig.sandbox.data;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * All districts of one side.
 *
 * @param cert whether testers made it: other names, ids far above, lookups a little different
 */
record World(boolean cert, List<DistrictPlan> districts) {

    /** Surrogate keys of testers' rows begin here, while their sequences stand low. */
    static final long TESTERS = 900_000_000L;

    /** PROD: three districts that share people, and a small one apart that meets a lookup of CERT with other contents. */
    static World prod(int students) {
        var plans = new ArrayList<DistrictPlan>();
        plan(plans, "1001", "Maplecrest Unified Schools", "maplecrest", "OH", students, false, 0);
        plan(plans, "1002", "Pinehollow County Schools", "pinehollow", "OH", Math.max(20, students * 3 / 10), false, 0);
        plan(plans, "1003", "Río Alto Independent Schools", "rioalto", "NM", Math.max(16, students / 5), false, 0);
        plan(plans, "1004", "Foxglove Charter Schools", "foxglove", "VT", 16, true, 0);
        return new World(false, List.copyOf(plans));
    }

    /** What testers have made for themselves. */
    static World cert(int students) {
        var plans = new ArrayList<DistrictPlan>();
        plan(plans, "9001", "QA North Test District", "qanorth", "OH", within(students / 4, 24, 2000), false, TESTERS);
        plan(plans, "9002", "QA South Test District", "qasouth", "TX", within(students / 8, 16, 800), false, TESTERS);
        return new World(true, List.copyOf(plans));
    }

    /** Where some people of the district are or were as well. */
    DistrictPlan next(DistrictPlan district) {
        return ring(district, 1);
    }

    /** Whose people are or were here as well. */
    DistrictPlan previous(DistrictPlan district) {
        return ring(district, -1);
    }

    private DistrictPlan ring(DistrictPlan district, int step) {
        List<DistrictPlan> ring =
                districts.stream().filter(plan -> !plan.isolated()).toList();
        return district.isolated() ? district : ring.get(Math.floorMod(district.index() + step, ring.size()));
    }

    private static void plan(
            List<DistrictPlan> plans,
            String id,
            String name,
            String host,
            String state,
            int students,
            boolean isolated,
            long offset) {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        Map<Kind, Long> bases = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            counts.put(kind, kind.count(students));
            bases.put(
                    kind,
                    offset + plans.stream().mapToLong(plan -> plan.count(kind)).sum());
        }
        Names names = offset == 0 ? Names.PROD : Names.TESTERS;
        plans.add(new DistrictPlan(
                id, name, host, state, plans.size(), isolated, names, Map.copyOf(counts), Map.copyOf(bases), offset));
    }

    private static int within(int value, int least, int most) {
        return Math.min(most, Math.max(least, value));
    }
}
