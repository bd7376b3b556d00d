package dev.datamig.loader.neo4j;

import dev.datamig.contracts.schema.TableSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A graph in PROD that changes every month. People, some of them students, may be enrolled in several districts and know each other;
 * courses have a key of two properties, and subjects that all districts refer to; people write notes, which have no key.
 */
final class GraphSource {

    static final int DISTRICTS = 3;

    /** People whom testers have as well. */
    static final int MET = 3;

    static final TableSchema PEOPLE = GraphFixture.nodes("Person", "personId", "personId", "name", "login");
    static final TableSchema STUDENTS = GraphFixture.nodes("Person&Student", "personId", "personId", "name", "login");
    static final TableSchema COURSES = GraphFixture.nodes("Course", List.of("code", "year"), "code", "year", "title");
    static final TableSchema SUBJECTS = GraphFixture.nodes("Subject", "code", "code", "title");
    static final TableSchema NOTES = GraphFixture.nodes("Note", "~id", "~id", "text");
    private static final List<TableSchema> NODES = List.of(PEOPLE, STUDENTS, COURSES, SUBJECTS, NOTES);

    private final Random random;
    private final TreeMap<String, Person> people = new TreeMap<>();
    private final TreeMap<String, Course> courses = new TreeMap<>();
    private final TreeMap<String, String> subjects = new TreeMap<>();
    private final TreeMap<String, Note> notes = new TreeMap<>();
    private final List<Tie> ties = new ArrayList<>();
    private final boolean moving;
    private int numbers = 10;

    private record Person(long id, String name, @Nullable String login, boolean student, Set<Integer> districts) {
        private Contents contents() {
            Map<String, Object> properties = new HashMap<>(Map.of("personId", id, "name", name));
            if (login != null) {
                properties.put("login", login);
            }
            return Contents.of(student ? STUDENTS : PEOPLE, properties);
        }
    }

    private record Course(String code, String year, String title, int district, String subject) {}

    private record Note(String person, String text) {}

    /** What belongs to a district. @param notes texts by what they are called in PROD @param ties as often as there are such */
    record Cut(
            Map<String, Contents> owned, Map<String, Contents> reference, Map<String, String> notes, List<Tie> ties) {
        Map<String, Contents> nodes() {
            Map<String, Contents> all = new LinkedHashMap<>(reference);
            all.putAll(owned);
            return all;
        }
    }

    /** @param moving whether most of what happens is that people move from one district to another */
    GraphSource(Random random, boolean moving) {
        this.random = random;
        this.moving = moving;
        for (int i = 0; i < 4; i++) {
            subjects.put("Subject s" + i, "subject " + i);
        }
        for (int i = 0; i < 6; i++) {
            month();
        }
    }

    private <T> T any(Collection<T> all) {
        return List.copyOf(all).get(random.nextInt(all.size()));
    }

    private int district() {
        return 1 + random.nextInt(DISTRICTS);
    }

    private String word() {
        return "w" + random.nextInt(6);
    }

    /** A few changes. */
    void month() {
        for (int i = random.nextInt(5); i >= 0; i--) {
            if (moving && people.size() > 4 && random.nextInt(3) > 0) {
                moves(any(people.values()));
            } else {
                change(random.nextInt(17));
            }
        }
    }

    /** Who moves is called otherwise from then on. */
    private void moves(Person now) {
        now.districts.clear();
        now.districts.add(district());
        people.put(key(now), new Person(now.id, "m" + numbers++, now.login, now.student, now.districts));
    }

    private void change(int what) {
        if (people.size() < 3 || what < 3) {
            person(numbers++, List.of(district(), district(), district()));
        } else if (what == 3) {
            person(1 + random.nextInt(MET), List.of(district()));
        } else if (what == 4) {
            ties.removeIf(tie -> random.nextInt(4) == 0);
        } else if (what == 5 || courses.isEmpty()) {
            course(district());
        } else if (what == 6) {
            courses.computeIfPresent(
                    any(courses.keySet()), (key, c) -> new Course(c.code, c.year, word(), district(), c.subject));
        } else if (what == 7) {
            subjects.put(any(subjects.keySet()), word());
        } else if (what == 8) {
            courseGoes(any(courses.keySet()));
        } else if (what == 9 && !notes.isEmpty()) {
            notes.remove(any(notes.keySet()));
        } else {
            person(any(people.keySet()), what);
        }
    }

    private void person(long id, Collection<Integer> districts) {
        String key = "Person " + id;
        people.putIfAbsent(key, new Person(id, word(), null, random.nextBoolean(), new TreeSet<>(districts)));
        writes(key);
        knows(key);
        knows(key);
    }

    private void person(String key, int what) {
        Person now = any(people.values());
        switch (what) {
            case 10 -> people.put(key(now), new Person(now.id, word(), now.login, now.student, now.districts));
            case 11 -> people.put(key(now), new Person(now.id, now.name, now.login, !now.student, now.districts));
            case 12 -> {
                if (!now.districts.remove(district())) {
                    now.districts.add(district());
                }
            }
            case 13 -> {
                writes(key);
                knows(key);
                enrol(key);
            }
            default -> login(now);
        }
    }

    private static String key(Person person) {
        return "Person " + person.id;
    }

    /** Logins are unique: who gets one that somebody has takes it from him. */
    private void login(Person now) {
        String login = "l" + random.nextInt(5);
        people.replaceAll((k, p) -> login.equals(p.login) ? new Person(p.id, p.name, null, p.student, p.districts) : p);
        people.put(key(now), new Person(now.id, now.name, login, now.student, now.districts));
    }

    private void writes(String person) {
        notes.put("n" + numbers++, new Note(person, word()));
    }

    private void knows(String person) {
        String other = random.nextInt(4) == 0 ? person : any(people.keySet());
        var tie = new Tie("KNOWS", person, other, word());
        for (int i = random.nextInt(3); i >= 0; i--) {
            ties.add(tie);
        }
    }

    private void enrol(String person) {
        if (!courses.isEmpty()) {
            ties.add(new Tie("ENROLLED", person, any(courses.keySet()), word()));
        }
    }

    private void course(int district) {
        var course =
                new Course("c" + random.nextInt(3), "y" + random.nextInt(3), word(), district, any(subjects.keySet()));
        String key = "Course " + course.code + " " + course.year;
        if (courses.putIfAbsent(key, course) == null) {
            ties.add(new Tie("OF", key, course.subject, "always"));
        }
    }

    private void courseGoes(String key) {
        courses.remove(key);
        ties.removeIf(tie -> tie.start().equals(key) || tie.end().equals(key));
    }

    Cut cut(int district) {
        Map<String, Contents> owned = new LinkedHashMap<>();
        Map<String, Contents> reference = new LinkedHashMap<>();
        people.forEach((key, person) -> {
            if (person.districts.contains(district)) {
                owned.put(key, person.contents());
            }
        });
        courses.forEach((key, course) -> {
            if (course.district == district) {
                owned.put(
                        key,
                        Contents.of(COURSES, Map.of("code", course.code, "year", course.year, "title", course.title)));
            }
        });
        List<Tie> mine = new ArrayList<>();
        for (Tie tie : ties) {
            if (owned.containsKey(tie.start())
                    && (owned.containsKey(tie.end()) || !tie.end().startsWith("Course"))) {
                mine.add(tie);
                refer(owned, reference, tie.end());
            }
        }
        Map<String, String> texts = new TreeMap<>();
        notes.forEach((id, note) -> {
            if (owned.containsKey(note.person)) {
                texts.put(id, note.text);
                mine.add(new Tie("WROTE", note.person, "Note " + id, "once"));
            }
        });
        return new Cut(owned, reference, texts, mine);
    }

    private void refer(Map<String, Contents> owned, Map<String, Contents> reference, String key) {
        Person person = people.get(key);
        if (person != null && !owned.containsKey(key)) {
            reference.put(key, person.contents());
        }
        String title = subjects.get(key);
        if (title != null) {
            reference.put(
                    key, Contents.of(SUBJECTS, Map.of("code", key.substring("Subject ".length()), "title", title)));
        }
    }

    static Contents note(String text) {
        return Contents.of(NOTES, Map.of("text", text));
    }

    static GraphFixture.Sealed seal(GraphFixture graph, Cut cut) {
        Map<TableSchema, List<@Nullable Object[]>> owned = rows(cut.owned());
        owned.put(
                NOTES,
                cut.notes().entrySet().stream()
                        .map(note -> GraphFixture.row(note.getKey(), note.getValue()))
                        .toList());
        Map<String, TableSchema> tables = new HashMap<>();
        cut.nodes().forEach((key, contents) -> tables.put(key, contents.table()));
        cut.notes().keySet().forEach(id -> tables.put("Note " + id, NOTES));
        Map<TableSchema, List<@Nullable Object[]>> all = new LinkedHashMap<>(owned);
        ties(cut, tables, all);
        return graph.seal(all, rows(cut.reference()));
    }

    private static Map<TableSchema, List<@Nullable Object[]>> rows(Map<String, Contents> nodes) {
        Map<TableSchema, List<@Nullable Object[]>> rows = new LinkedHashMap<>();
        NODES.forEach(table -> rows.put(table, new ArrayList<>()));
        nodes.values().forEach(node -> rows.get(node.table()).add(node.row()));
        return rows;
    }

    private static void ties(Cut cut, Map<String, TableSchema> tables, Map<TableSchema, List<@Nullable Object[]>> all) {
        Map<String, Contents> nodes = cut.nodes();
        for (String type : List.of("KNOWS", "ENROLLED", "OF", "WROTE")) {
            for (TableSchema start : NODES) {
                for (TableSchema end : NODES) {
                    Predicate<Tie> such = tie -> tie.type().equals(type)
                            && start.equals(tables.get(tie.start()))
                            && end.equals(tables.get(tie.end()));
                    List<@Nullable Object[]> rows = cut.ties().stream()
                            .filter(such)
                            .map(tie -> tie.row(nodes))
                            .toList();
                    if (!rows.isEmpty()) {
                        all.put(table(start, type, end), rows);
                    }
                }
            }
        }
    }

    private static TableSchema table(TableSchema start, String type, TableSchema end) {
        List<String> columns = new ArrayList<>();
        start.primaryKey().forEach(name -> columns.add("start." + name));
        end.primaryKey().forEach(name -> columns.add("end." + name));
        columns.add("since");
        return GraphFixture.between(start, type, end, columns.toArray(String[]::new));
    }
}
