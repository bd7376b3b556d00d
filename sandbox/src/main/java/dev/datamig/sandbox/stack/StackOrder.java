package dev.datamig.sandbox.stack;

import dev.datamig.sandbox.servers.ProcessMark;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a stack shall be.
 *
 * @param students of the sandbox's reference district; ignored with an own landscape
 * @param fresh begin with nothing: forget earlier runs, staged files and the sandbox's data
 * @param landscape the user's own landscape file; absent for the sandbox
 * @param rules anonymization rules; absent for the sandbox's, or the services' default
 * @param validationRules likewise
 * @param port where the coordinator shall listen when that is free
 * @param instances how many processes of a service, by its short name; one where nothing is said
 * @param launcher the stack ends when this process ends, unless the keep file is there; absent for a stack that stays
 */
public record StackOrder(
        int students,
        boolean fresh,
        @Nullable String landscape,
        @Nullable String rules,
        @Nullable String validationRules,
        int port,
        Map<String, Integer> instances,
        @Nullable ProcessMark launcher) {

    /** The coordinator's port when nothing else is said. */
    public static final int DEFAULT_PORT = 8080;

    /** Enough for realistic data, small enough for a first look. */
    public static final int DEFAULT_STUDENTS = 300;

    private static final int BRIEF = 2_000;

    public StackOrder {
        instances = Map.copyOf(instances);
        for (String service : instances.keySet()) {
            if (ServicePackage.named(service).isEmpty()) {
                throw new StackException(
                        "there is no service " + service + "; the services are " + ServicePackage.names());
            }
        }
    }

    /** The sandbox with so many students, from nothing, one process of each service. */
    public static StackOrder sandbox(int students) {
        return new StackOrder(students, true, null, null, null, DEFAULT_PORT, Map.of(), null);
    }

    public StackOrder withLauncher(ProcessMark mark) {
        return new StackOrder(students, fresh, landscape, rules, validationRules, port, instances, mark);
    }

    /** What runs for a minute or two is over before the second compiler pays off; what runs longer needs it. */
    List<String> jvmOptions() {
        return brief() ? List.of("-XX:TieredStopAtLevel=1") : List.of();
    }

    /** Whether what is asked for is over in a minute or two. */
    boolean brief() {
        return landscape == null && students <= BRIEF;
    }

    int instancesOf(ServicePackage service) {
        return instances.getOrDefault(service.shortName(), 1);
    }
}
