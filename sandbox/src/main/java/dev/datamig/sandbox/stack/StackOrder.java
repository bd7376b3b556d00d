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
 * @param withoutGraphs whether the sandbox's landscape has its databases alone
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
        boolean withoutGraphs,
        AotMode aot,
        @Nullable ProcessMark launcher) {

    /** The coordinator's port when nothing else is said. */
    public static final int DEFAULT_PORT = 8080;

    /** Enough for realistic data, small enough for a first look. */
    public static final int DEFAULT_STUDENTS = 300;

    /** For a JVM that is not worth more: the second compiler needs more processor time than the first, and makes faster code. */
    static final List<String> FIRST_COMPILER = List.of("-XX:TieredStopAtLevel=1");

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

    /** With all stores. */
    public StackOrder(
            int students,
            boolean fresh,
            @Nullable String landscape,
            @Nullable String rules,
            @Nullable String validationRules,
            int port,
            Map<String, Integer> instances,
            @Nullable ProcessMark launcher) {
        this(students, fresh, landscape, rules, validationRules, port, instances, false, AotMode.USE, launcher);
    }

    /** The sandbox with so many students, from nothing, one process of each service. */
    public static StackOrder sandbox(int students) {
        return new StackOrder(students, true, null, null, null, DEFAULT_PORT, Map.of(), null);
    }

    /** Of the sandbox's stores those that are databases; its graph is there, and in no landscape. */
    public StackOrder databasesAlone() {
        return new StackOrder(students, fresh, landscape, rules, validationRules, port, instances, true, aot, launcher);
    }

    public StackOrder withLauncher(ProcessMark mark) {
        return new StackOrder(
                students, fresh, landscape, rules, validationRules, port, instances, withoutGraphs, aot, mark);
    }

    public StackOrder withAot(AotMode mode) {
        return new StackOrder(
                students, fresh, landscape, rules, validationRules, port, instances, withoutGraphs, mode, launcher);
    }

    /** What runs for a minute or two is over before the second compiler pays off; what runs longer needs it. */
    List<String> jvmOptions() {
        return brief() ? FIRST_COMPILER : List.of();
    }

    /** Whether what is asked for is over in a minute or two. What a recording learns is for longer work. */
    boolean brief() {
        return landscape == null && students <= BRIEF && aot != AotMode.RECORD;
    }

    int instancesOf(ServicePackage service) {
        return instances.getOrDefault(service.shortName(), 1);
    }
}
