package dev.datamig.anonymizer.classify;

import java.util.Collections;
import java.util.List;
import java.util.Set;

/** What stands in tables of messages: who gets a copy, and what was said. */
final class MessageParts {

    private static final Set<String> MESSAGES = Vocabulary.words(
            "mime ticket complaint inquiry mail email message sms chat letter conversation inbox outbox thread correspondence newsletter notification");

    /** Where it comes from and goes to. */
    private static final Set<String> ENDS = Set.of("cc", "bcc", "from", "to");

    /** What of a message its readers see. */
    private static final Set<String> READ =
            Vocabulary.words("subject description body content text html snippet preview");

    private static final Set<String> NOT_READ = Vocabulary.words(
            "type id code status count format encoding language template length size hash color flag sent at on");

    private MessageParts() {}

    static Classification judge(NamedColumn column) {
        List<String> words = column.words();
        if (column.shape() != ColumnShape.TEXT
                || !column.wide()
                || Collections.disjoint(column.table().words(), MESSAGES)) {
            return Classification.NONE;
        }
        if (words.size() == 1 && ENDS.contains(words.getFirst())) {
            return new Classification(DataClass.EMAIL, 0.8, "who writes or who gets a copy");
        }
        return !Collections.disjoint(words, READ) && Collections.disjoint(words, NOT_READ)
                ? new Classification(DataClass.FREE_TEXT, 0.8, "what a message says")
                : Classification.NONE;
    }
}
