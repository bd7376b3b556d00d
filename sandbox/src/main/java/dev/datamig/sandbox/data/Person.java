package dev.datamig.sandbox.data;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What all stores agree on about one human being. */
record Person(
        long id,
        UUID uid,
        String given,
        @Nullable String middle,
        String family,
        String gender,
        String email,
        String userName,
        String phone,
        @Nullable String ssn,
        LocalDate born,
        String number) {

    String fullName() {
        return given + " " + family;
    }
}
