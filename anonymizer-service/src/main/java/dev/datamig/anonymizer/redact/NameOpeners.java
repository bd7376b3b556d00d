package dev.datamig.anonymizer.redact;

import java.util.Set;

/** Words beside which a name is somebody's even where nothing speaks of people. */
final class NameOpeners {

    /** Right before it. */
    static final Set<String> ANNOUNCING = Set.of(
            "student",
            "pupil",
            "teacher",
            "coach",
            "principal",
            "nurse",
            "counselor",
            "patient",
            "parent",
            "guardian",
            "mother",
            "father",
            "brother",
            "sister",
            "son",
            "daughter",
            "wife",
            "husband",
            "spouse",
            "witness",
            "tenant",
            "customer",
            "client",
            "employee",
            "applicant",
            "contact",
            "attn",
            "attention",
            "dear",
            "hello",
            "hi",
            "named",
            "see",
            "ask",
            "call",
            "tell",
            "email",
            "meet",
            "met",
            "called",
            "signed",
            "sincerely",
            "regards",
            "name",
            "supervisor",
            "manager",
            "assignee",
            "owner",
            "author",
            "reporter",
            "requester",
            "caller",
            "von",
            "par",
            "por",
            "durch");
    /** {@code approved by}, but not {@code directed by}: these are people of the business. */
    static final Set<String> PUBLIC_ACTS = Set.of(
            "designed",
            "inspired",
            "directed",
            "produced",
            "published",
            "manufactured",
            "distributed",
            "licensed",
            "powered",
            "composed",
            "performed",
            "based",
            "sponsored",
            "recorded",
            "branded");
    /** What people do and products do not. */
    static final Set<String> ACTS = Set.of(
            "asked",
            "asks",
            "said",
            "says",
            "called",
            "phoned",
            "emailed",
            "wrote",
            "wants",
            "wanted",
            "requested",
            "reported",
            "ordered",
            "paid",
            "signed",
            "approved",
            "confirmed",
            "complained",
            "told",
            "picked");
    /** Before {@code to} and a name. */
    static final Set<String> TO =
            Set.of("spoke", "spoken", "speak", "talked", "talk", "wrote", "assigned", "belongs", "handed", "delivered");
    /** In brackets behind a name. */
    static final Set<String> KIN = Set.of(
            "mother",
            "father",
            "mom",
            "dad",
            "parent",
            "guardian",
            "aunt",
            "uncle",
            "wife",
            "husband",
            "son",
            "daughter",
            "sister",
            "brother",
            "grandmother",
            "grandfather",
            "grandma",
            "grandpa",
            "stepmother",
            "stepfather",
            "spouse",
            "partner");
    /** Before a name that is all the rest of a cell. */
    static final Set<String> BY = Set.of("by", "per", "von", "par", "por", "door", "durch", "attn", "cc", "from");

    private NameOpeners() {}
}
