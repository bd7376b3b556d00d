package dev.datamig.sandbox.data;

import java.util.Map;

/**
 * A district of the sandbox before it has rows: how much of everything, and which ids.
 *
 * @param id as stores know it, {@code 1001}
 * @param host part of its mail addresses
 * @param counts how many of each kind
 * @param bases the id before its first, by kind
 */
record DistrictPlan(
        String id,
        String name,
        String host,
        String state,
        int index,
        boolean isolated,
        Names names,
        Map<Kind, Integer> counts,
        Map<Kind, Long> bases,
        long offset) {

    int count(Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    /** The id of its i-th of the kind, i from 0. */
    long id(Kind kind, int i) {
        return bases.getOrDefault(kind, offset) + 1 + i;
    }

    int students() {
        return count(Kind.STUDENT);
    }

    int schools() {
        return count(Kind.SCHOOL);
    }

    int staff() {
        return count(Kind.STAFF);
    }

    /** Organizations: the head office, then the schools. */
    long headOffice() {
        return bases.getOrDefault(Kind.SCHOOL, offset) + 100 + index;
    }

    long school(int s) {
        return id(Kind.SCHOOL, s) + 100 + index;
    }

    /** So many of its first students are enrolled in the next district too; as many again were so last year. */
    int visitors() {
        return isolated ? 0 : Math.max(2, students() / 100);
    }

    int schoolOfStudent(int i) {
        return i % schools();
    }

    int classOfStudent(int i) {
        int perSchool = count(Kind.CLASS) / schools();
        return i % schools() + schools() * (i / schools() % perSchool);
    }

    int schoolOfClass(int c) {
        return c % schools();
    }

    int teacherOfClass(int c) {
        return schoolOfClass(c) + schools() * (c / schools() % (staff() / schools()));
    }

    int schoolOfStaff(int j) {
        return j % schools();
    }

    /** Whether this member of staff came from the next district. */
    boolean moved(int j) {
        return !isolated && j % 37 == 5;
    }
}
