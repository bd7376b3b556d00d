package dev.datamig.anonymizer.redact;

import java.util.List;

/** Invented sentences as they stand in school records; personal values in brackets. */
final class LabelledSentences {

    static final List<String> ALL = List.of(
            "[Tamsin] [Okonkwo] was late again; her mother [Adaeze] apologized by email from [adaeze.okonkwo@mailbox.org].",
            "Called home at [(503) 244-9017], left a voicemail for Mr. [Brandvold].",
            "[Priya] says that [Connor] pushed her in the hallway during recess.",
            "Referred to the nurse: nosebleed, ice pack given, parent [Lucia] [Ferrante] notified.",
            "Student transferred from [Portland] in October, records requested.",
            "IEP meeting with Dr. [Haverford] and Ms. [Lindqvist] is on Thursday at 2:30.",
            "Please send the transcript to [4418 Hawthorne Ave] before Friday.",
            "The student reported that the login [d.osei@school.net] no longer works.",
            "Father's new cell is [503.244.1188], work [(971) 302-7754 x210].",
            "[Marisol] reads two grade levels above average and enjoys science.",
            "Grandmother [Beatrix] [Van] [Houten] may pick up [Jasper] on Mondays.",
            "No incidents this week. Homework completed, attitude much improved.",
            "Parent signed the permission slip; the field trip is on May 12.",
            "SSN on the form was [541-22-9087], please shred the copy.",
            "Dear Mrs. [Abernethy], thank you for meeting with us about [Felix].",
            "[Ngozi] and [Dmitri] worked together on the algebra project and earned an A.",
            "She was born on [03/14/2009] and moved here last spring.",
            "Bus 14 arrived late because of snow; all students were excused.",
            "Counselor note: talked with [Wren] about stress before the final exam.",
            "Guardian changed: [Halvard] [Nystrom], phone [503-990-4412], no restraining order.",
            "He refused to take the test and tore the answer sheet.",
            "Medication given at noon by the nurse, dosage as prescribed.",
            "[Oluwaseun] [Adebayo] received the perfect attendance award.",
            "His tutor [Gwendolyn] will come on Tuesday and Thursday after school.");

    private LabelledSentences() {}
}
