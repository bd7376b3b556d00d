package dev.datamig.sandbox.data;

import java.util.function.IntUnaryOperator;

/** What a district has many of, with how many for so many students. Ids of one kind run on from district to district. */
enum Kind {
    STUDENT(n -> n),
    SCHOOL(n -> Math.max(2, n / 500)),
    STAFF(n -> Math.max(Kind.schools(n) * 4, n * 8 / 75)),
    GUARDIAN(n -> Math.max(3, n * 12 / 100)),
    HOUSEHOLD(n -> Math.max(3, n * 6 / 100)),
    CAMPUS(n -> Math.max(1, Kind.schools(n) * 2 / 3)),
    DEPARTMENT(n -> Kind.schools(n) * 3),
    TERM(n -> Kind.schools(n) * 2),
    ROUTE(n -> Math.max(2, Kind.schools(n) / 2)),
    /** A multiple of the schools, so that class c is at school c modulo schools. */
    CLASS(n -> Kind.schools(n) * Math.max(8, n * 6 / 100 / Kind.schools(n))),
    EXAMINEE(n -> Math.max(4, n * 6 / 10)),
    ATTEMPT(n -> Math.max(4, n * 55 / 100));

    private final IntUnaryOperator count;

    Kind(IntUnaryOperator count) {
        this.count = count;
    }

    int count(int students) {
        return count.applyAsInt(students);
    }

    private static int schools(int students) {
        return Math.max(2, students / 500);
    }
}
